#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "base/batch_source.h"
#include "base/error.h"

namespace ganvas::testing {

/// A source in memory, some of whose pictures cannot be read.
class InspectedSource : public BatchSource {
 public:
  /// `pixels`: of all pictures; `labels`: empty where the set has none.
  InspectedSource(SetInfo info, std::vector<std::uint8_t> pixels, std::vector<std::int32_t> labels)
      : info_(std::move(info)), pixels_(std::move(pixels)), labels_(std::move(labels)) {
    info_.count = static_cast<std::int64_t>(pixels_.size() / info_.pictureBytes());
  }

  const SetInfo& info() const override { return info_; }
  void read(std::int64_t first, std::span<std::uint8_t> pixels, std::span<std::int32_t> labels) override {
    if (onRead) onRead(labels.size());
    const std::size_t bytes = info_.pictureBytes();
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const auto picture = static_cast<std::size_t>(first) + i;
      labels[i] = labels_.empty() ? 0 : labels_[picture];
      if (broken.contains(first + static_cast<std::int64_t>(i)))
        throw Error("it is damaged", "set.bin", "Get it again");
      std::copy_n(pixels_.begin() + static_cast<std::ptrdiff_t>(picture * bytes), bytes,
                  pixels.begin() + static_cast<std::ptrdiff_t>(i * bytes));
    }
    picturesRead += static_cast<std::int64_t>(labels.size());
  }
  std::string fingerprint() const override { return "0123"; }
  PictureOrigin origin(std::int64_t index) const override {
    if (!named) return {};
    return {"pictures/" + std::to_string(index) + ".png", index % 3 == 0 ? 640 : 320, 240, 1000};
  }
  std::vector<LeftOut> leftOut() const override { return skipped; }

  std::set<std::int64_t> broken;
  bool named = false;
  std::vector<LeftOut> skipped;
  std::function<void(std::size_t count)> onRead;
  std::int64_t picturesRead = 0;

 private:
  SetInfo info_;
  std::vector<std::uint8_t> pixels_;
  std::vector<std::int32_t> labels_;
};

/// Grey pictures of 9×8 that each look different, with labels i % classes; 0 classes: none.
inline std::unique_ptr<InspectedSource> differentPictures(std::size_t count, std::int32_t classes) {
  SetInfo info{"different", 9, 8, 1, 0, {}, {}};
  for (std::int32_t label = 0; label < classes; ++label) info.classNames.push_back(std::to_string(label));
  std::vector<std::uint8_t> pixels;
  std::vector<std::int32_t> labels;
  for (std::size_t i = 0; i < count; ++i) {
    std::uint64_t state = i * 0x9E3779B97F4A7C15ULL + 1;
    for (int pixel = 0; pixel < 72; ++pixel) {
      state ^= state << 13, state ^= state >> 7, state ^= state << 17;
      pixels.push_back(static_cast<std::uint8_t>(state >> 40));
    }
    if (classes > 0) labels.push_back(static_cast<std::int32_t>(i) % classes);
  }
  return std::make_unique<InspectedSource>(std::move(info), std::move(pixels), std::move(labels));
}

}  // namespace ganvas::testing
