#pragma once

#include <cstdint>

// Bilinear resampling of pictures that lie as N×H×W×C, one affine map for each. A map is six numbers a … f: the
// output's pixel (x, y) is taken at (a·x + b·y + c, d·x + e·y + f), clamped to the picture: beyond its border the edge
// goes on.
namespace ganvas::engine {

struct PictureSize {
  std::int64_t height, width, channels;
  std::int64_t elements() const { return height * width * channels; }
};

void warpPictures(const float* from, const float* maps, float* to, std::int64_t count, const PictureSize& size);

/// The transpose: adds what each output's gradient means for the pictures to `towards`.
void warpGradients(const float* gradient, const float* maps, float* towards, std::int64_t count,
                   const PictureSize& size);

}  // namespace ganvas::engine
