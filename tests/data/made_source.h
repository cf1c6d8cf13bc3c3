#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/batch_source.h"
#include "base/image_batch.h"
#include "data/read_request.h"

namespace ganvas::testing {

/// A set in memory that notes which pictures were read how often.
class MadeSource : public BatchSource {
 public:
  MadeSource(ImageBatch batch, std::vector<std::string> classNames) : batch_(std::move(batch)) {
    info_ = {"made",
             batch_.width,
             batch_.height,
             batch_.channels,
             static_cast<std::int64_t>(batch_.size()),
             std::move(classNames),
             {}};
    reads.resize(batch_.size());
    batch_.labels.resize(batch_.size());
  }
  const SetInfo& info() const override { return info_; }
  void read(std::int64_t first, std::span<std::uint8_t> pixels, std::span<std::int32_t> labels) override {
    data::checkRequest(info_, first, pixels, labels);
    const auto from = static_cast<std::size_t>(first);
    std::copy_n(batch_.pixels.begin() + static_cast<std::ptrdiff_t>(from * info_.pictureBytes()), pixels.size(),
                pixels.begin());
    std::copy_n(batch_.labels.begin() + first, labels.size(), labels.begin());
    for (std::size_t i = 0; i < labels.size(); ++i) ++reads[from + i];
    ++calls;
  }
  std::string fingerprint() const override { return "made"; }
  PictureOrigin origin(std::int64_t index) const override { return {"picture " + std::to_string(index), 0, 0, 0}; }
  std::span<const std::uint8_t> mapped() const override { return batch_.pixels; }

  std::vector<int> reads;
  int calls = 0;

 private:
  ImageBatch batch_;
  SetInfo info_;
};

}  // namespace ganvas::testing
