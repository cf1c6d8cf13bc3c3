#pragma once

#include "engine/picture_kernel.h"

// Bilinear resampling along an affine map, six numbers a … f: the output's pixel (x, y) is taken at
// (a·x + b·y + c, d·x + e·y + f), clamped to the picture: beyond its border the edge goes on.
namespace ganvas::engine {

void warpPicture(const float* from, const float* map, float* to, const PictureSize& size);

/// Its transpose: what the output's gradient means for the picture.
void warpGradient(const float* gradient, const float* map, float* towards, const PictureSize& size);

}  // namespace ganvas::engine
