#include "data/idx_source.h"

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "base/error.h"
#include "data/fingerprint.h"
#include "data/read_request.h"
#include "sets/idx_file.h"

namespace ganvas::data {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLabelChunk = 64 * 1024;

class IdxSource : public BatchSource {
 public:
  IdxSource(const std::string& name, const fs::path& images, const fs::path& labels,
            std::vector<std::string> classNames, std::int64_t limit);

  const SetInfo& info() const override { return info_; }
  void read(std::int64_t first, std::span<std::uint8_t> pixels, std::span<std::int32_t> labels) override;
  std::string fingerprint() const override { return fingerprint_; }

 private:
  void openLabels(const fs::path& file, std::vector<std::string> classNames);
  std::vector<std::string> namesFromLabels();
  void readLabels(std::int64_t first, std::span<std::int32_t> labels);
  void checkLabel(std::uint8_t label, std::int64_t picture) const;
  void takeFingerprint();

  SetInfo info_;
  sets::IdxFile images_;
  std::optional<sets::IdxFile> labels_;
  std::string fingerprint_;
};

IdxSource::IdxSource(const std::string& name, const fs::path& images, const fs::path& labels,
                     std::vector<std::string> classNames, std::int64_t limit)
    : images_(images, sets::IdxKind::Images) {
  info_.name = name;
  info_.width = images_.width();
  info_.height = images_.height();
  info_.channels = 1;
  info_.count = limitedCount(images_.count(), limit);
  if (!labels.empty()) openLabels(labels, std::move(classNames));
  takeFingerprint();
}

void IdxSource::openLabels(const fs::path& file, std::vector<std::string> classNames) {
  std::error_code failure;
  if (fs::equivalent(images_.path(), file, failure)) {
    throw Error("the same file is named for the pictures and for their labels", file.string(),
                "Name the labels file, or none");
  }
  labels_.emplace(file, sets::IdxKind::Labels);
  if (labels_->count() != images_.count()) {
    throw Error("there are " + std::to_string(labels_->count()) + " labels for " + std::to_string(images_.count()) +
                    " pictures in " + images_.path().string(),
                file.string(), "Check that the two files belong together");
  }
  info_.classNames = classNames.empty() ? namesFromLabels() : std::move(classNames);
}

// "0" to the largest label. All labels count, whatever the limit, so that the classes do not depend on it.
std::vector<std::string> IdxSource::namesFromLabels() {
  const std::int64_t classes = sets::countLabelClasses(*labels_);
  std::vector<std::string> names;
  for (std::int64_t label = 0; label < classes; ++label) names.push_back(std::to_string(label));
  return names;
}

void IdxSource::read(std::int64_t first, std::span<std::uint8_t> pixels, std::span<std::int32_t> labels) {
  checkRequest(info_, first, pixels, labels);
  if (labels.empty()) return;
  images_.read(first, pixels);
  if (labels_) {
    readLabels(first, labels);
  } else {
    std::fill(labels.begin(), labels.end(), 0);
  }
}

void IdxSource::readLabels(std::int64_t first, std::span<std::int32_t> labels) {
  std::vector<std::uint8_t> chunk(std::min(labels.size(), kLabelChunk));
  for (std::size_t done = 0; done < labels.size(); done += chunk.size()) {
    chunk.resize(std::min(chunk.size(), labels.size() - done));
    const std::int64_t start = first + static_cast<std::int64_t>(done);
    labels_->read(start, chunk);
    for (std::size_t i = 0; i < chunk.size(); ++i) {
      checkLabel(chunk[i], start + static_cast<std::int64_t>(i));
      labels[done + i] = chunk[i];
    }
  }
}

void IdxSource::checkLabel(std::uint8_t label, std::int64_t picture) const {
  if (label < info_.classNames.size()) return;
  throw Error("picture " + std::to_string(picture) + " (counted from 0) has the label " + std::to_string(label) +
                  ", and there are " + std::to_string(info_.classNames.size()) + " classes",
              labels_->path().string(), "The labels are of another data set or damaged: get the file again");
}

void IdxSource::takeFingerprint() {
  Fingerprint fingerprint;
  fingerprint.add("idx");
  fingerprint.add(static_cast<std::uint64_t>(info_.count));
  fingerprint.addFile(images_.path());
  if (labels_) fingerprint.addFile(labels_->path());
  fingerprint_ = fingerprint.text();
}

}  // namespace

std::unique_ptr<BatchSource> openIdx(const std::string& name, const fs::path& images, const fs::path& labels,
                                     std::vector<std::string> classNames, std::int64_t limit) {
  return std::make_unique<IdxSource>(name, images, labels, std::move(classNames), limit);
}

}  // namespace ganvas::data
