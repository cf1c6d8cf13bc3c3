#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "config/network_plan.h"
#include "nn/layer.h"

namespace ganvas::nn {

/// A network built from its plan. All trainable parameters live in one flat float32 buffer, their gradients in another
/// of the same layout, running statistics in a third: optimisers, averages, checkpoints and all-reduce work on whole
/// buffers.
class Network {
 public:
  /// Builds the network on `device` with weights drawn on the CPU from (seed, layer), so that every device starts
  /// from the same weights. `withGradients` false leaves the gradient buffer out (an averaged copy needs none).
  Network(const config::NetworkPlan& plan, c10::Device device, std::uint64_t seed, bool withGradients = true);

  /// N×F or N×C×H×W in, the plan's output shape out, float32 or the context's compute type.
  /// `features`, if given, receives the input of plan().features, N×F or N×C×H×W; it is left alone where there is no
  /// such line. Throws std::logic_error when a layer lacks its labels, timesteps or generator.
  at::Tensor forward(const at::Tensor& input, const ForwardContext& context, at::Tensor* features = nullptr) const;

  const config::NetworkPlan& plan() const { return plan_; }
  const at::Tensor& parameters() const { return parameters_; }  ///< flat float32, [plan.parameters()]
  const at::Tensor& gradients() const { return gradients_; }    ///< flat float32; backward() adds to it in place
  const at::Tensor& buffers() const {
    return buffers_;
  }  ///< flat float32: running statistics, vectors of spectral norms

  /// The layers' trainable tensors, slices of parameters(), in the order of the layer lines.
  const std::vector<at::Tensor>& leaves() const { return leaves_; }

  /// While false, no gradient of the parameters is computed, though gradients still flow through to the input.
  void setTrainable(bool trainable);

 private:
  friend class NetworkBuilder;

  /// A line of the plan at work; an upsampling that is folded into the convolution behind it has none of its own.
  struct Stage {
    std::size_t line;
    std::unique_ptr<Layer> layer;  ///< none: features, save, load, add, concat
    bool lastUse;                  ///< load, add, concat: the saved value is not needed afterwards
  };

  config::NetworkPlan plan_;
  at::Tensor parameters_, gradients_, buffers_;
  std::vector<at::Tensor> leaves_;
  std::vector<Stage> stages_;
};

}  // namespace ganvas::nn
