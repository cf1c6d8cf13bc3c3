#pragma once

#include "engine/picture_kernel.h"

// The loops of DiffAugment. Each is its own transpose, given the numbers named here.
namespace ganvas::engine {

/// Numbers a, b, c, d: a · the value + b · its pixel's mean over the channels + c · the picture's mean + d. Transposed:
/// a, b, c, 0.
void mixColours(const float* from, const float* numbers, float* to, const PictureSize& size);

/// Numbers: whole pixels to the right and down; what comes in is 0. Transposed: the negative ones.
void movePixels(const float* from, const float* numbers, float* to, const PictureSize& size);

/// Numbers: left, top, right, bottom of a box that becomes 0, the latter two exclusive, all within the picture.
/// Transposed: the same.
void clearBox(const float* from, const float* numbers, float* to, const PictureSize& size);

}  // namespace ganvas::engine
