#include "imaging/picture_hash.h"

#include <algorithm>
#include <cstring>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "base/random.h"
#include "imaging/resample.h"

namespace ganvas::imaging {

namespace {

constexpr int kSide = 32;
constexpr int kFrequencies = 8;
constexpr float kNothing = 2;  // of a coefficient: rounding makes ±0.3, a wave of one level 16

cv::Mat greyThumbnail(const cv::Mat& picture) {
  cv::Mat small(kSide, kSide, picture.type()), grey;
  resample(picture, small);
  if (small.channels() == 3) {
    cv::cvtColor(small, grey, cv::COLOR_RGB2GRAY);
  } else {
    grey = small;
  }
  cv::Mat values;
  grey.convertTo(values, CV_32F);
  return values;
}

}  // namespace

std::uint64_t perceptualHash(std::span<const std::uint8_t> pixels, int width, int height, int channels) {
  if (width < 1 || height < 1 || (channels != 1 && channels != 3) ||
      pixels.size() !=
          static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * static_cast<std::size_t>(channels)) {
    throw Error("the memory does not fit the picture's size", "picture hash", "");
  }
  const cv::Mat picture(height, width, CV_8UC(channels), const_cast<std::uint8_t*>(pixels.data()));
  cv::Mat spectrum;
  cv::dct(greyThumbnail(picture), spectrum);
  std::uint64_t hash = 0;
  for (int i = 0; i < kFrequencies * kFrequencies; ++i) {
    const float value = spectrum.at<float>(1 + i / kFrequencies, 1 + i % kFrequencies);
    hash |= std::uint64_t{value > kNothing} << i;
  }
  return hash;
}

std::uint64_t exactHash(std::span<const std::uint8_t> pixels) {
  std::uint64_t hash = mix64(pixels.size());
  for (std::size_t i = 0; i < pixels.size(); i += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, pixels.data() + i, std::min(sizeof word, pixels.size() - i));
    hash = mix64(hash ^ word);
  }
  return hash;
}

}  // namespace ganvas::imaging
