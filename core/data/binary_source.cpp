#include "data/binary_source.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "data/fingerprint.h"
#include "data/read_request.h"

namespace ganvas::data {

namespace {

constexpr std::int64_t kRecordsAtOnce = 256;

class BinarySource : public BatchSource {
 public:
  BinarySource(BinarySet set, std::int64_t limit);

  const SetInfo& info() const override { return info_; }
  void read(std::int64_t first, std::span<std::uint8_t> pixels, std::span<std::int32_t> labels) override;
  std::string fingerprint() const override { return fingerprint_; }

 private:
  void readPart(const BinaryBatch& batch, std::int64_t record, std::span<std::uint8_t> pixels,
                std::span<std::int32_t> labels);
  void readLabels(std::int64_t first, std::span<std::int32_t> labels);
  std::int32_t labelOf(const std::string& file, std::int64_t record, std::uint8_t label) const;
  void takeFingerprint();

  BinarySet set_;
  SetInfo info_;
  std::string fingerprint_;
  std::vector<std::uint8_t> buffer_;
};

BinarySource::BinarySource(BinarySet set, std::int64_t limit) : set_(std::move(set)) {
  info_.name = set_.title + " (" + set_.split + ")";
  info_.width = info_.height = set_.side;
  info_.channels = 3;
  std::int64_t available = 0;
  for (const BinaryBatch& batch : set_.batches) available += batch.records;
  info_.count = limitedCount(available, limit);
  info_.classNames = set_.classNames;
  takeFingerprint();
}

// One record's planes R, G, B to interleaved RGB.
void interleave(const std::uint8_t* planes, std::size_t plane, std::uint8_t* pixels) {
  for (std::size_t i = 0; i < plane; ++i) {
    for (std::size_t c = 0; c < 3; ++c) pixels[3 * i + c] = planes[c * plane + i];
  }
}

// The same of planes that hold column after column.
void interleaveColumns(const std::uint8_t* planes, std::size_t side, std::uint8_t* pixels) {
  for (std::size_t c = 0; c < 3; ++c) {
    for (std::size_t x = 0; x < side; ++x) {
      for (std::size_t y = 0; y < side; ++y) pixels[3 * (y * side + x) + c] = planes[(c * side + x) * side + y];
    }
  }
}

void BinarySource::read(std::int64_t first, std::span<std::uint8_t> pixels, std::span<std::int32_t> labels) {
  checkRequest(info_, first, pixels, labels);
  const std::int64_t end = first + static_cast<std::int64_t>(labels.size());
  std::int64_t batchStart = 0;  // the batch's first picture
  for (const BinaryBatch& batch : set_.batches) {
    const std::int64_t batchEnd = batchStart + batch.records;
    for (std::int64_t next = std::max(first, batchStart); next < std::min(end, batchEnd); next += kRecordsAtOnce) {
      const auto count = static_cast<std::size_t>(std::min(kRecordsAtOnce, std::min(end, batchEnd) - next));
      const auto done = static_cast<std::size_t>(next - first);
      const std::size_t bytes = info_.pictureBytes();
      readPart(batch, next - batchStart, pixels.subspan(done * bytes, count * bytes), labels.subspan(done, count));
    }
    batchStart = batchEnd;
  }
  if (!set_.labelsFile.empty()) readLabels(first, labels);
}

void BinarySource::readPart(const BinaryBatch& batch, std::int64_t record, std::span<std::uint8_t> pixels,
                            std::span<std::int32_t> labels) {
  const std::size_t bytes = set_.recordBytes();
  buffer_.resize(labels.size() * bytes);
  set_.files.read(batch.file, record * static_cast<std::int64_t>(bytes), buffer_);
  const bool labelled = set_.labelsFile.empty() && !set_.classNames.empty();
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const std::uint8_t* start = buffer_.data() + i * bytes;
    const auto number = record + static_cast<std::int64_t>(i);
    labels[i] = labelled ? labelOf(batch.file, number, start[set_.labelAt]) : 0;
    std::uint8_t* picture = pixels.data() + i * info_.pictureBytes();
    if (set_.byColumns) {
      interleaveColumns(start + set_.labelBytes, static_cast<std::size_t>(set_.side), picture);
    } else {
      interleave(start + set_.labelBytes, set_.planeBytes(), picture);
    }
  }
}

void BinarySource::readLabels(std::int64_t first, std::span<std::int32_t> labels) {
  if (labels.empty()) return;
  buffer_.resize(labels.size());
  set_.files.read(set_.labelsFile, first, buffer_);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    labels[i] = labelOf(set_.labelsFile, first + static_cast<std::int64_t>(i), buffer_[i]);
  }
}

std::int32_t BinarySource::labelOf(const std::string& file, std::int64_t record, std::uint8_t label) const {
  const int last = set_.firstLabel + static_cast<int>(info_.classNames.size()) - 1;
  if (label >= set_.firstLabel && label <= last) return label - set_.firstLabel;
  throw Error("record " + std::to_string(record) + " (counted from 0) has the label " + std::to_string(label) + "; " +
                  set_.title + "'s are " + std::to_string(set_.firstLabel) + " to " + std::to_string(last),
              set_.files.where(file), "The file is damaged or not " + set_.title + "'s binary version: get it again");
}

void BinarySource::takeFingerprint() {
  Fingerprint fingerprint;
  fingerprint.add(set_.kind);
  fingerprint.add(static_cast<std::uint64_t>(info_.count));
  if (set_.labelAt > 0) fingerprint.add(static_cast<std::uint64_t>(info_.classNames.size()));
  if (set_.files.isArchive()) {
    fingerprint.addFile(set_.files.place());
    fingerprint.add(set_.split);
  } else {
    for (const BinaryBatch& batch : set_.batches) fingerprint.addFile(set_.files.place() / batch.file);
    if (!set_.labelsFile.empty()) fingerprint.addFile(set_.files.place() / set_.labelsFile);
  }
  fingerprint_ = fingerprint.text();
}

}  // namespace

void addBatch(BinarySet& set, const std::string& file) {
  const std::int64_t size = set.files.bytes(file);
  const auto record = static_cast<std::int64_t>(set.recordBytes());
  if (size == 0) throw Error("the file is empty", set.files.where(file), "Get the file again");
  if (size % record != 0) {
    throw Error("the file has the wrong length or is truncated: " + std::to_string(size) +
                    " bytes are no whole number of records of " + std::to_string(record) + " bytes (" +
                    std::to_string(size / record) + " whole ones are there)",
                set.files.where(file), "Get the file again");
  }
  set.batches.push_back({file, size / record});
}

std::unique_ptr<BatchSource> openBinary(BinarySet set, std::int64_t limit) {
  return std::make_unique<BinarySource>(std::move(set), limit);
}

}  // namespace ganvas::data
