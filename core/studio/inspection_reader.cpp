#include "studio/inspection_reader.h"

#include <algorithm>
#include <chrono>
#include <new>

namespace ganvas::studio {

namespace {

constexpr std::int64_t kFirstPiece = 8;
constexpr double kSecondsPerPiece = 0.04;
constexpr std::size_t kMostPieceBytes = std::size_t{16} << 20;
constexpr std::uint8_t kGrey = 128;

std::string nameOf(const BatchSource& source, std::int64_t picture, const std::string& where) {
  const std::string name = source.origin(picture).name;
  if (!name.empty()) return name;
  return "picture " + std::to_string(picture) + (where.empty() ? "" : " of " + where);
}

}  // namespace

ReadPictures InspectionReader::read(std::int64_t first, std::int64_t most, const std::stop_token& stop) {
  const auto count = static_cast<std::size_t>(pieceSize(most));
  const auto begun = std::chrono::steady_clock::now();
  pixels_.resize(count * source_.info().pictureBytes());
  labels_.assign(count, -1);
  readable_.assign(count, 1);
  if (!readPiece(first, count, 0, stop)) readSingly(first, count, stop);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  secondsEach_ = seconds / static_cast<double>(count);
  return {first, pixels_, labels_, readable_};
}

std::int64_t InspectionReader::pieceSize(std::int64_t most) const {
  const std::size_t bytes = std::max<std::size_t>(1, source_.info().pictureBytes());
  const auto fits = static_cast<std::int64_t>(std::max<std::size_t>(1, kMostPieceBytes / bytes));
  const double inTime = secondsEach_ > 0 ? kSecondsPerPiece / secondsEach_ : static_cast<double>(kFirstPiece);
  return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::min(inTime, 1e6)), 1, std::min(most, fits));
}

/// Reads `count` pictures to `place` of the piece; false when one of them cannot be read.
bool InspectionReader::readPiece(std::int64_t first, std::size_t count, std::size_t place,
                                 const std::stop_token& stop) {
  const std::size_t bytes = source_.info().pictureBytes();
  const bool alone = count == 1;
  try {
    source_.read(first, std::span(pixels_).subspan(place * bytes, count * bytes),
                 std::span(labels_).subspan(place, count));
    return true;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const Error& error) {
    if (stop.stop_requested()) throw;  // "cancelled", perhaps
    if (alone) noteFault(first, error.problem(), &error);
  } catch (const std::exception& error) {
    if (alone) noteFault(first, error.what(), nullptr);
  }
  if (alone) {
    readable_[place] = 0;
    std::fill_n(pixels_.begin() + static_cast<std::ptrdiff_t>(place * bytes), bytes, kGrey);
  }
  return alone;
}

void InspectionReader::readSingly(std::int64_t first, std::size_t count, const std::stop_token& stop) {
  std::fill(labels_.begin(), labels_.end(), -1);  // a label that is read before its picture fails still holds
  for (std::size_t i = 0; i < count; ++i) {
    if (stop.stop_requested()) throw Error("cancelled", "", "");
    readPiece(first + static_cast<std::int64_t>(i), 1, i, stop);
  }
}

void InspectionReader::noteFault(std::int64_t picture, const std::string& reason, const Error* error) {
  if (!unreadable_.insert(picture).second) return;
  const std::string where = error ? error->where() : std::string();
  const std::string name = nameOf(source_, picture, where);
  if (!firstFault_) firstFault_.emplace(reason, where.empty() ? name : where, error ? error->advice() : "");
  if (leftOut_.size() < kMostLeftOut && names_.insert(name).second) leftOut_.push_back({name, reason});
}

void InspectionReader::askSource() {
  const std::vector<LeftOut> all = source_.leftOut();
  fromSource_ = all.size();
  for (const LeftOut& one : all) {
    if (leftOut_.size() >= kMostLeftOut) return;
    if (names_.insert(one.name).second) leftOut_.push_back(one);
  }
}

std::vector<LeftOut> InspectionReader::leftOut() const {
  std::vector<LeftOut> list = leftOut_;
  if (list.size() >= kMostLeftOut && leftOutCount() > list.size()) {
    list.push_back({std::to_string(leftOutCount() - list.size()) + " more", "not listed one by one"});
  }
  return list;
}

}  // namespace ganvas::studio
