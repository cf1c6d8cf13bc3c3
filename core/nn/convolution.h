#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace ganvas::nn {

/// How a kernel moves over a picture: `stride` on both axes, zeros padded alike on opposite sides.
struct Sliding {
  std::int64_t stride, vertical, horizontal;
};

/// at::conv2d of `input` N×I×H×W and `weight` O×I×K×K; `bias` [O] or undefined. As often differentiable as one likes.
///
/// Of a convolution, its gradient towards the input and its gradient towards the weight, each one's derivatives are the
/// other two: on the CPU all of a gradient penalty is oneDNN's three kernels. LibTorch's own second derivative
/// of a convolution goes by a per-sample path.
at::Tensor convolution(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias,
                       const Sliding& sliding);

/// The gradient towards the input, N×I×`height`×`width`, of a convolution with `weight` O×I×K×K whose output has the
/// gradient `gradient` N×O×H×W: a transposed convolution. CPU only; as often differentiable.
at::Tensor convolutionTowardsInput(const at::Tensor& gradient, const at::Tensor& weight, std::int64_t height,
                                   std::int64_t width, const Sliding& sliding);

}  // namespace ganvas::nn
