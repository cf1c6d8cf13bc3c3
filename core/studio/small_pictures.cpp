#include "studio/small_pictures.h"

#include <algorithm>
#include <cmath>

#include "data/read_request.h"
#include "imaging/resize.h"

namespace ganvas::studio {

namespace {

constexpr int kLeast = 8, kMost = 64, kMultiple = 4;

int smallSide(int side, double scale) {
  const int nearest = kMultiple * static_cast<int>(std::lround(side * scale / kMultiple));
  return std::clamp(nearest, kLeast, kMost);
}

}  // namespace

SmallPictures::SmallPictures(BatchSource& set) : set_(set), info_(set.info()) {
  const double scale = std::min(1.0, double{kMost} / std::max(info_.width, info_.height));
  info_.width = smallSide(info_.width, scale);
  info_.height = smallSide(info_.height, scale);
  info_.classNames.clear();
}

void SmallPictures::read(std::int64_t first, std::span<std::uint8_t> pixels, std::span<std::int32_t> labels) {
  data::checkRequest(info_, first, pixels, labels);
  const SetInfo& large = set_.info();
  if (large.width == info_.width && large.height == info_.height) return set_.read(first, pixels, labels);
  ImageBatch batch{large.width, large.height, large.channels, {}, {}};
  batch.pixels.resize(labels.size() * large.pictureBytes());
  set_.read(first, batch.pixels, labels);
  const ImageBatch small = imaging::resized(batch, info_.width, info_.height);
  std::copy(small.pixels.begin(), small.pixels.end(), pixels.begin());
}

}  // namespace ganvas::studio
