#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace ganvas::nn {

/// A transposed convolution with TensorFlow's 'same' rule: output exactly stride × input, the odd pixel cropped off at
/// the bottom and right. `input` is N×I×H×W, `weight` I×O×K×K with K ≥ stride; no bias. Twice differentiable.
///
/// On the CPU this is oneDNN's backward-data convolution: LibTorch 1.13 sends conv_transpose2d to a per-sample path
/// that is 4 to 12 times slower (docs/benchmarks.md).
at::Tensor transposedConvolution(const at::Tensor& input, const at::Tensor& weight, std::int64_t stride);

/// The 4×4 kernel (I×O×4×4) with which a transposed convolution of stride 2 equals nearest upsampling by 2 followed by
/// a 'same' convolution with the 3×3 kernel `weight` (O×I×3×3): each output pixel sees a 2×2 patch of the small
/// picture, so the kernel's taps that fall on the same pixel add up. 2.25 times fewer multiply-adds, and the
/// upsampled picture is never made. Differentiable.
at::Tensor foldUpsampleIntoKernel(const at::Tensor& weight);

}  // namespace ganvas::nn
