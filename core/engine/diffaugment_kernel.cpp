#include "engine/diffaugment_kernel.h"

#include <algorithm>

namespace ganvas::engine {

namespace {

template <int kChannels>
void mix(const float* from, const float* numbers, float* to, const PictureSize& size) {
  const std::int64_t channels = kChannels > 0 ? kChannels : size.channels, pixels = size.height * size.width;
  const auto sumOf = [channels](const float* pixel) {
    float sum = 0;
    for (std::int64_t c = 0; c < channels; ++c) sum += pixel[c];
    return sum;
  };
  double total = 0;
  for (std::int64_t i = 0; i < pixels; ++i) total += static_cast<double>(sumOf(from + i * channels));
  const auto mean = static_cast<float>(total / static_cast<double>(pixels * channels));
  const float added = numbers[2] * mean + numbers[3], share = numbers[1] / static_cast<float>(channels);
  for (std::int64_t i = 0; i < pixels; ++i) {
    const float* pixel = from + i * channels;
    const float both = share * sumOf(pixel) + added;
    for (std::int64_t c = 0; c < channels; ++c) to[i * channels + c] = numbers[0] * pixel[c] + both;
  }
}

}  // namespace

void mixColours(const float* from, const float* numbers, float* to, const PictureSize& size) {
  runForChannels(mix<1>, mix<3>, mix<0>, from, numbers, to, size);
}

void movePixels(const float* from, const float* numbers, float* to, const PictureSize& size) {
  const auto right = static_cast<std::int64_t>(numbers[0]), down = static_cast<std::int64_t>(numbers[1]);
  const std::int64_t line = size.width * size.channels;
  const std::int64_t first = std::clamp<std::int64_t>(right, 0, size.width),
                     last = std::clamp<std::int64_t>(size.width + right, 0, size.width);
  for (std::int64_t row = 0; row < size.height; ++row, to += line) {
    const std::int64_t source = row - down;
    if (source < 0 || source >= size.height || first >= last) {
      std::fill_n(to, line, 0.0f);
      continue;
    }
    std::fill_n(to, first * size.channels, 0.0f);
    std::copy_n(from + source * line + (first - right) * size.channels, (last - first) * size.channels,
                to + first * size.channels);
    std::fill_n(to + last * size.channels, (size.width - last) * size.channels, 0.0f);
  }
}

void clearBox(const float* from, const float* numbers, float* to, const PictureSize& size) {
  const auto left = static_cast<std::int64_t>(numbers[0]), top = static_cast<std::int64_t>(numbers[1]);
  const auto right = static_cast<std::int64_t>(numbers[2]), bottom = static_cast<std::int64_t>(numbers[3]);
  std::copy_n(from, size.elements(), to);
  for (std::int64_t row = top; row < bottom; ++row) {
    std::fill_n(to + (row * size.width + left) * size.channels, (right - left) * size.channels, 0.0f);
  }
}

}  // namespace ganvas::engine
