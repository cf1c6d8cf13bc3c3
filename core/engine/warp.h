#pragma once

#include <ATen/core/Tensor.h>

namespace ganvas::engine {

/// Pictures (float32 N×C×H×W, channels_last) resampled once, bilinearly: the output's pixel (x, y) is taken at
/// (a·x + b·y + c, d·x + e·y + f) of the input, in pixels, for the map [a b c d e f] of each picture (N×6 float32 on
/// the same device). Beyond the border the edge goes on, as Keras's fill mode 'nearest'. Once differentiable by the
/// pictures.
at::Tensor warp(const at::Tensor& pictures, const at::Tensor& maps);

}  // namespace ganvas::engine
