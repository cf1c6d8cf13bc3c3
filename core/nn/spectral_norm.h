#pragma once

#include <ATen/core/Tensor.h>

#include "nn/layer.h"

namespace ganvas::nn {

/// What the power iteration of a spectral norm remembers between passes: the current left and right singular vectors
/// of the weight seen as a matrix of outputs × rest. Both are slices of a network's buffers.
struct SingularVectors {
  at::Tensor outputs, rest;
};

/// A layer's weight as its forward pass uses it: as it is, or divided by its largest singular value σ (spectral
/// normalisation, Miyato et al. 2018). The tensor is out×in (linear), O×I×K×K (convolution) or, where
/// `outputsSecond`, I×O×K×K (transposed convolution), the kernels in channels_last memory.
class Weight {
 public:
  explicit Weight(at::Tensor tensor) : tensor_(std::move(tensor)) {}
  Weight(at::Tensor tensor, SingularVectors vectors, bool outputsSecond)
      : tensor_(std::move(tensor)), vectors_(std::move(vectors)), outputsSecond_(outputsSecond) {}

  /// The weight for one forward pass, float32. With a spectral norm a training pass takes one step of power iteration
  /// on the stored vectors, outside autograd; an evaluating pass leaves them alone. Twice differentiable; a weight
  /// that needs no gradient leaves no trace.
  at::Tensor value(const ForwardContext& context) const;

  /// Takes `steps` of power iteration on the stored vectors, which start anywhere but at 0.
  void iterate(int steps) const;

 private:
  at::Tensor tensor_;
  SingularVectors vectors_;  // undefined without a spectral norm
  bool outputsSecond_ = false;
};

}  // namespace ganvas::nn
