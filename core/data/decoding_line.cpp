#include "data/decoding_line.h"

#include <algorithm>
#include <chrono>
#include <system_error>
#include <thread>
#include <utility>

#include "data/content_hash.h"

namespace ganvas::data {

namespace {

constexpr std::size_t kMostWaiting = 64 << 20;  // bytes of encoded pictures
constexpr std::size_t kBytesAtOnce = 1 << 20;   // handed on as soon as so many have been read …
constexpr std::size_t kFilesAtOnce = 32;        // … or so many files
constexpr std::size_t kMostDecoders = 32;       // each may hold a whole decoded photograph
constexpr int kDirectoryReaders = 2;            // the one reads while the other waits for the disk
constexpr std::chrono::milliseconds kBetweenLooks{100};

}  // namespace

std::string displayName(const sets::PictureContainer& container, const std::string& name) {
  return container.isDirectory() ? (container.path() / name).string() : container.path().string() + ": " + name;
}

DecodingLine::DecodingLine(const sets::PictureListing& listing, const imaging::FitOptions& options,
                           const RawFile& pixels, const DecodePicture& decode)
    : listing_(listing),
      options_(options),
      pixels_(pixels),
      decode_(decode),
      pictureBytes_(static_cast<std::size_t>(options.width) * static_cast<std::size_t>(options.height) *
                    static_cast<std::size_t>(options.channels)),
      pictures_(listing.pictures.size()),
      queue_(kMostWaiting) {
  for (std::size_t i = 0; i < pictures_.size(); ++i) {
    pictures_[i].listed = static_cast<std::uint32_t>(i);
    if (i == 0 || listing.pictures[i].file != listing.pictures[i - 1].file) firsts_.push_back(i);
  }
  firsts_.push_back(pictures_.size());
}

void DecodingLine::run(const std::stop_token& stop, const SourceProgress& progress) {
  reading_ = listing_.container->isDirectory() ? kDirectoryReaders : 1;
  const std::size_t decoders = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMostDecoders);
  working_ = reading_ + static_cast<int>(decoders);
  std::vector<std::jthread> threads;
  try {
    for (int i = reading_; i > 0; --i) threads.emplace_back([this] { work(&DecodingLine::readFiles); });
    for (std::size_t i = 0; i < decoders; ++i) threads.emplace_back([this] { work(&DecodingLine::decodeFiles); });
    await(stop, progress);
  } catch (...) {
    queue_.breakOff();
    throw;
  }
  threads.clear();
  if (failure_) std::rethrow_exception(failure_);
}

void DecodingLine::work(void (DecodingLine::*part)()) {
  std::exception_ptr failure;
  try {
    (this->*part)();
  } catch (...) {
    failure = std::current_exception();
    queue_.breakOff();
  }
  const std::lock_guard lock(mutex_);
  if (failure && !failure_) failure_ = failure;
  --working_;
  ended_.notify_all();
}

void DecodingLine::await(const std::stop_token& stop, const SourceProgress& progress) {
  const auto total = static_cast<std::int64_t>(pictures_.size());
  const auto ended = [this] { return working_ == 0; };
  for (std::unique_lock lock(mutex_); !ended_.wait_for(lock, kBetweenLooks, ended);) {
    lock.unlock();
    if (stop.stop_requested()) throw Error("cancelled", "", "");
    if (progress) progress(done_, total);
    lock.lock();
  }
  if (stop.stop_requested()) throw Error("cancelled", "", "");
  if (progress && done_ == total) progress(total, total);
}

void DecodingLine::readFiles() {
  const std::size_t files = firsts_.size() - 1;
  bool wanted = true;
  while (wanted) {
    const std::size_t begin = nextFile_.fetch_add(kFilesAtOnce);
    if (begin >= files) break;
    EncodedFiles read;
    std::size_t bytes = 0;
    for (std::size_t file = begin; wanted && file < std::min(begin + kFilesAtOnce, files); ++file) {
      read.push_back(readFile(file));
      bytes += read.back().bytes.size();
      if (bytes < kBytesAtOnce) continue;
      wanted = queue_.push(std::exchange(read, {}));
      bytes = 0;
    }
    wanted = wanted && (read.empty() || queue_.push(std::move(read)));
  }
  if (--reading_ == 0) queue_.close();
}

EncodedFile DecodingLine::readFile(std::size_t file) {
  EncodedFile read;
  read.first = firsts_[file];
  read.last = firsts_[file + 1];
  try {
    read.bytes = listing_.container->read(listing_.pictures[read.first].file);
  } catch (const Error& error) {
    read.fault = error;
  }
  return read;
}

void DecodingLine::decodeFiles() {
  std::vector<std::uint8_t> pixels(pictureBytes_);
  while (const std::optional<EncodedFiles> files = queue_.pop()) {
    for (const EncodedFile& file : *files) decodeFile(file, pixels);
  }
}

void DecodingLine::decodeFile(const EncodedFile& file, std::vector<std::uint8_t>& pixels) {
  const sets::ContainedFile& contained = listing_.container->files()[listing_.pictures[file.first].file];
  const std::string name = displayName(*listing_.container, contained.name);
  for (std::size_t picture = file.first; picture < file.last; ++picture) {
    if (file.fault) {
      noteFault(picture, *file.fault);
    } else {
      decodePicture(picture, file, name, pixels);
    }
    ++done_;
  }
}

void DecodingLine::decodePicture(std::size_t picture, const EncodedFile& file, const std::string& name,
                                 std::vector<std::uint8_t>& pixels) {
  const sets::Box& box = listing_.pictures[picture].box;
  imaging::FitOptions options = options_;
  options.part = {box.left, box.top, box.width, box.height};
  try {
    pictures_[picture].source = decode_(file.bytes, name, options, pixels);
  } catch (const Error& error) {
    return noteFault(picture, error);
  }
  pictures_[picture].pixelHash = contentHash(pixels);
  pixels_.writeAt(static_cast<std::int64_t>(picture * pictureBytes_), pixels);
}

void DecodingLine::noteFault(std::size_t picture, const Error& fault) {
  const std::lock_guard lock(mutex_);
  faults_.emplace(picture, fault);
}

}  // namespace ganvas::data
