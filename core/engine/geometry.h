#pragma once

#include <ATen/core/Tensor.h>

#include "config/experiment.h"
#include "engine/chance.h"

namespace ganvas::engine {

/// How each picture of a batch is moved: N float32 each. A picture is mirrored, enlarged, turned and moved, in this
/// order, about its centre.
struct Geometry {
  at::Tensor mirror;  ///< −1: mirrored left to right; 1: not
  at::Tensor zoom;    ///< factor; 2: everything twice as large
  at::Tensor angle;   ///< radians, counter-clockwise
  at::Tensor right;   ///< share of the width
  at::Tensor down;    ///< share of the height
};

/// Draws it as the settings say: angle, shift and zoom uniform within their bounds.
Geometry drawGeometry(const config::Augmentation& settings, const Chance& chance);

/// All of it as one map for each picture, N×6, for warp().
at::Tensor affineMaps(const Geometry& geometry, std::int64_t height, std::int64_t width);

/// Pictures (float32 N×C×H×W, channels_last) moved: resampled once, or not at all where the settings only mirror.
/// Differentiable; interpolation may leave [−1, 1] by a rounding error.
at::Tensor movePictures(const at::Tensor& pictures, const config::Augmentation& settings, const Chance& chance);

}  // namespace ganvas::engine
