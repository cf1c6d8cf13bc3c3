#pragma once

#include <ATen/core/Tensor.h>

// Changes of the colours of pictures N×C×H×W by one number for each picture (N float32). Differentiable; they may leave
// [−1, 1].
namespace ganvas::engine {

at::Tensor addBrightness(const at::Tensor& pictures, const at::Tensor& amount);

/// Distances from each pixel's mean over the channels times `factor`: 0 is grey.
at::Tensor scaleSaturation(const at::Tensor& pictures, const at::Tensor& factor);

/// Distances from each picture's mean times `factor`.
at::Tensor scaleContrast(const at::Tensor& pictures, const at::Tensor& factor);

}  // namespace ganvas::engine
