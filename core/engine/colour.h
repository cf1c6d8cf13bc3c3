#pragma once

#include <ATen/core/Tensor.h>

// Changes of the colours of pictures, float32 N×C×H×W, by numbers for each picture (N float32). Differentiable; they
// may leave [−1, 1].
namespace ganvas::engine {

at::Tensor addBrightness(const at::Tensor& pictures, const at::Tensor& amount);

/// One number for each picture.
struct Colours {
  at::Tensor brightness;  ///< is added first
  at::Tensor saturation;  ///< factor on the distances from each pixel's mean over the channels; 0: grey
  at::Tensor contrast;    ///< then on those from the picture's mean
};
at::Tensor changeColours(const at::Tensor& pictures, const Colours& colours);

}  // namespace ganvas::engine
