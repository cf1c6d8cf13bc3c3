#include "imaging/sharpen.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <string>

#include "base/error.h"

namespace ganvas::imaging {

namespace {

constexpr float kWhite = 255;
constexpr double kLargestRadius = 100;

void checkArguments(std::size_t bytes, int width, int height, int channels, const SharpenOptions& options) {
  const bool sized =
      width >= 1 && height >= 1 && (channels == 1 || channels == 3) &&
      bytes == static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * static_cast<std::size_t>(channels);
  if (!sized) throw Error("the memory does not fit the picture's size", "sharpening", "");
  if (options.radius > 0 && options.radius <= kLargestRadius && options.amount >= 0 && std::isfinite(options.amount) &&
      options.threshold >= 0) {
    return;
  }
  throw Error("radius, amount or threshold is out of range", "sharpening",
              "Change preparation.sharpen_radius, sharpen_amount or sharpen_threshold");
}

cv::Mat blurred(const cv::Mat& values, double sigma) {
  const int side = 2 * std::max(1, static_cast<int>(std::ceil(3 * sigma))) + 1;
  cv::Mat result;
  cv::GaussianBlur(values, result, {side, side}, sigma, sigma, cv::BORDER_REPLICATE);
  return result;
}

/// What sharpening finds at each place: positive where the picture is brighter than around.
cv::Mat detailOf(const cv::Mat& values, const SharpenOptions& options) {
  const cv::Mat blur = blurred(values, options.radius);
  if (options.method != Sharpening::Laplacian) return values - blur;
  cv::Mat laplacian;
  cv::Laplacian(blur, laplacian, CV_32F, 1, -options.radius * options.radius, 0, cv::BORDER_REPLICATE);
  return laplacian;
}

float overlaid(float value, float added) {
  const float x = value / kWhite, h = std::clamp(0.5f + added / kWhite, 0.0f, 1.0f);
  return kWhite * (x < 0.5f ? 2 * x * h : 1 - 2 * (1 - x) * (1 - h));
}

}  // namespace

void sharpen(std::span<std::uint8_t> pixels, int width, int height, int channels, const SharpenOptions& options) {
  checkArguments(pixels.size(), width, height, channels, options);
  const cv::Mat picture(height, width, CV_8UC(channels), pixels.data());
  cv::Mat values;
  picture.convertTo(values, CV_32F);
  const cv::Mat detail = detailOf(values, options);
  const auto amount = static_cast<float>(options.amount), threshold = static_cast<float>(options.threshold);
  const std::size_t across = static_cast<std::size_t>(width) * static_cast<std::size_t>(channels);
  for (int y = 0; y < height; ++y) {
    const auto* found = detail.ptr<float>(y);
    std::uint8_t* row = pixels.data() + static_cast<std::size_t>(y) * across;
    for (std::size_t i = 0; i < across; ++i) {
      if (std::abs(found[i]) <= threshold) continue;
      const float value = row[i], added = amount * found[i];
      row[i] = cv::saturate_cast<std::uint8_t>(options.method == Sharpening::HighPass ? overlaid(value, added)
                                                                                      : value + added);
    }
  }
}

}  // namespace ganvas::imaging
