#include "engine/warp_kernel.h"

#include <algorithm>

namespace ganvas::engine {

namespace {

// The four pixels around a place, as offsets into the picture, and their shares.
struct Taps {
  std::int64_t at[4];
  float share[4];
};

Taps tapsAt(float x, float y, const PictureSize& size, std::int64_t channels) {
  x = std::clamp(x, 0.0f, static_cast<float>(size.width - 1));
  y = std::clamp(y, 0.0f, static_cast<float>(size.height - 1));
  const auto left = static_cast<std::int64_t>(x), top = static_cast<std::int64_t>(y);
  const std::int64_t right = std::min(left + 1, size.width - 1), bottom = std::min(top + 1, size.height - 1);
  const float fx = x - static_cast<float>(left), fy = y - static_cast<float>(top);
  const std::int64_t upper = top * size.width, lower = bottom * size.width;
  return {
      {(upper + left) * channels, (upper + right) * channels, (lower + left) * channels, (lower + right) * channels},
      {(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy}};
}

// visit(taps, offset of the output's pixel), in the order of the memory.
template <int kChannels, class Visit>
void eachPixel(const float* map, const PictureSize& size, Visit visit) {
  const std::int64_t channels = kChannels > 0 ? kChannels : size.channels;
  std::int64_t out = 0;
  for (std::int64_t row = 0; row < size.height; ++row) {
    const auto y = static_cast<float>(row);
    const float startX = map[1] * y + map[2], startY = map[4] * y + map[5];
    for (std::int64_t column = 0; column < size.width; ++column, out += channels) {
      const auto x = static_cast<float>(column);
      visit(tapsAt(map[0] * x + startX, map[3] * x + startY, size, channels), out);
    }
  }
}

template <int kChannels>
void warp(const float* from, const float* map, float* to, const PictureSize& size) {
  const std::int64_t channels = kChannels > 0 ? kChannels : size.channels;
  eachPixel<kChannels>(map, size, [=](const Taps& taps, std::int64_t out) {
    for (std::int64_t c = 0; c < channels; ++c) {
      to[out + c] = taps.share[0] * from[taps.at[0] + c] + taps.share[1] * from[taps.at[1] + c] +
                    taps.share[2] * from[taps.at[2] + c] + taps.share[3] * from[taps.at[3] + c];
    }
  });
}

template <int kChannels>
void warpBack(const float* gradient, const float* map, float* towards, const PictureSize& size) {
  const std::int64_t channels = kChannels > 0 ? kChannels : size.channels;
  eachPixel<kChannels>(map, size, [=](const Taps& taps, std::int64_t out) {
    for (int tap = 0; tap < 4; ++tap) {
      for (std::int64_t c = 0; c < channels; ++c) towards[taps.at[tap] + c] += taps.share[tap] * gradient[out + c];
    }
  });
}

}  // namespace

void warpPicture(const float* from, const float* map, float* to, const PictureSize& size) {
  runForChannels(warp<1>, warp<3>, warp<0>, from, map, to, size);
}

void warpGradient(const float* gradient, const float* map, float* towards, const PictureSize& size) {
  std::fill_n(towards, size.elements(), 0.0f);
  runForChannels(warpBack<1>, warpBack<3>, warpBack<0>, gradient, map, towards, size);
}

}  // namespace ganvas::engine
