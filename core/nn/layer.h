#pragma once

#include <ATen/Generator.h>
#include <ATen/core/Tensor.h>

#include <optional>
#include <vector>

namespace ganvas::nn {

/// What a forward pass needs to know besides its input.
struct ForwardContext {
  bool training = true;                    ///< dropout draws masks, batch norm uses the batch's statistics
  std::optional<at::Generator> generator;  ///< where masks come from; needed when training with dropout
  at::ScalarType compute = at::kFloat;     ///< kFloat or kBFloat16: the type of convolutions and matrix products
  /// Int64 N, 0 … classes−1, or float32 N×classes where a sample belongs to several classes in shares (CutMix);
  /// undefined where the network sees none.
  at::Tensor labels;
  at::Tensor timesteps;  ///< int64 N, 0 … diffusion steps−1; undefined where the network sees none
};

/// One layer. Vectors are N×F; pictures are N×C×H×W in channels_last memory. A layer's parameters are leaves whose
/// storage is a slice of its network's flat buffer.
class Layer {
 public:
  virtual ~Layer() = default;
  virtual at::Tensor forward(const at::Tensor& input, const ForwardContext& context) const = 0;
};

}  // namespace ganvas::nn
