#include "data/cifar_source.h"

#include <algorithm>
#include <fstream>
#include <utility>
#include <vector>

#include "base/error.h"
#include "data/cifar_files.h"
#include "data/fingerprint.h"
#include "data/read_request.h"

namespace ganvas::data {

namespace {

namespace fs = std::filesystem;

constexpr int kSide = 32;
constexpr std::size_t kPlane = kSide * kSide;
constexpr std::size_t kRecord = kCifarRecordBytes;
constexpr std::int64_t kRecordsAtOnce = 256;

class CifarSource : public BatchSource {
 public:
  CifarSource(CifarFiles files, const std::string& split, std::int64_t limit);

  const SetInfo& info() const override { return info_; }
  void read(std::int64_t first, std::span<std::uint8_t> pixels, std::span<std::int32_t> labels) override;
  std::string fingerprint() const override { return fingerprint_; }

 private:
  void load(const CifarBatch& batch, std::int64_t record, std::int64_t count);
  std::int32_t labelAt(const CifarBatch& batch, std::int64_t record, std::uint8_t label) const;
  void takeFingerprint();

  SetInfo info_;
  std::vector<CifarBatch> batches_;
  std::string fingerprint_;
  fs::path open_;  ///< the file that stream_ reads
  std::ifstream stream_;
  std::vector<std::uint8_t> buffer_;
};

CifarSource::CifarSource(CifarFiles files, const std::string& split, std::int64_t limit)
    : batches_(std::move(files.batches)) {
  info_.name = "CIFAR-10 (" + split + ")";
  info_.width = kSide;
  info_.height = kSide;
  info_.channels = 3;
  std::int64_t available = 0;
  for (const CifarBatch& batch : batches_) available += batch.records;
  info_.count = limitedCount(available, limit);
  info_.classNames = std::move(files.classNames);
  takeFingerprint();
}

// One record's planes R, G, B to interleaved RGB.
void interleave(const std::uint8_t* planes, std::uint8_t* pixels) {
  for (std::size_t i = 0; i < kPlane; ++i) {
    pixels[3 * i] = planes[i];
    pixels[3 * i + 1] = planes[kPlane + i];
    pixels[3 * i + 2] = planes[2 * kPlane + i];
  }
}

void CifarSource::read(std::int64_t first, std::span<std::uint8_t> pixels, std::span<std::int32_t> labels) {
  checkRequest(info_, first, pixels, labels);
  const std::int64_t end = first + static_cast<std::int64_t>(labels.size());
  std::int64_t batchStart = 0;  // the batch's first picture
  std::size_t done = 0;
  for (const CifarBatch& batch : batches_) {
    const std::int64_t batchEnd = batchStart + batch.records;
    for (std::int64_t next = std::max(first, batchStart); next < std::min(end, batchEnd); next += kRecordsAtOnce) {
      const std::int64_t count = std::min(kRecordsAtOnce, std::min(end, batchEnd) - next);
      load(batch, next - batchStart, count);
      for (std::int64_t i = 0; i < count; ++i, ++done) {
        const std::uint8_t* record = buffer_.data() + static_cast<std::size_t>(i) * kRecord;
        labels[done] = labelAt(batch, next - batchStart + i, record[0]);
        interleave(record + 1, pixels.data() + done * 3 * kPlane);
      }
    }
    batchStart = batchEnd;
  }
}

void CifarSource::load(const CifarBatch& batch, std::int64_t record, std::int64_t count) {
  if (open_ != batch.file || !stream_) {
    stream_ = std::ifstream(batch.file, std::ios::binary);
    open_ = batch.file;
  }
  stream_.seekg(record * static_cast<std::int64_t>(kRecord));
  buffer_.resize(static_cast<std::size_t>(count) * kRecord);
  stream_.read(reinterpret_cast<char*>(buffer_.data()), static_cast<std::streamsize>(buffer_.size()));
  if (!stream_) {
    throw Error("records " + std::to_string(record) + " to " + std::to_string(record + count - 1) + " cannot be read",
                batch.file.string(), "Check the file's permissions and the disk, and that nothing changes the file");
  }
}

std::int32_t CifarSource::labelAt(const CifarBatch& batch, std::int64_t record, std::uint8_t label) const {
  if (label < info_.classNames.size()) return label;
  throw Error("record " + std::to_string(record) + " (counted from 0) has the label " + std::to_string(label) +
                  "; CIFAR-10's are 0 to 9",
              batch.file.string(), "The file is damaged or not CIFAR-10's binary version: get it again");
}

void CifarSource::takeFingerprint() {
  Fingerprint fingerprint;
  fingerprint.add("cifar10");
  fingerprint.add(static_cast<std::uint64_t>(info_.count));
  for (const CifarBatch& batch : batches_) fingerprint.addFile(batch.file);
  fingerprint_ = fingerprint.text();
}

}  // namespace

std::unique_ptr<BatchSource> openCifar10(const fs::path& directory, const std::string& split, std::int64_t limit) {
  return std::make_unique<CifarSource>(findCifarFiles(directory, split), split, limit);
}

}  // namespace ganvas::data
