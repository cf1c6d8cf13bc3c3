#include "nn/network.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>

#include "nn/join.h"
#include "nn/network_builder.h"

namespace ganvas::nn {

using config::LayerKind;
using config::LayerPlan;

namespace {

std::int64_t buffersOf(const config::NetworkPlan& plan) {
  std::int64_t buffers = 0;
  for (const LayerPlan& layer : plan.layers) buffers += layer.buffers;
  return buffers;
}

// What the lines that only route values make of the value before them. `saved` is by the number of the `save` line; a
// value is let go with its last use, so that it does not outlive its need where no gradient does.
at::Tensor route(const LayerPlan& plan, std::size_t line, bool lastUse, const at::Tensor& input,
                 std::vector<at::Tensor>& saved) {
  if (plan.kind == LayerKind::Features) return input;
  if (plan.kind == LayerKind::Save) return saved[line] = input;
  const at::Tensor value = lastUse ? std::move(saved[plan.from]) : saved[plan.from];
  if (plan.kind == LayerKind::Load) return value;
  return plan.kind == LayerKind::Add ? input + value : joinChannels(input, value);
}

}  // namespace

Network::Network(const config::NetworkPlan& plan, c10::Device device, std::uint64_t seed, bool withGradients)
    : plan_(plan) {
  const c10::NoGradGuard noGrad;
  const auto options = at::TensorOptions().dtype(at::kFloat).device(device);
  parameters_ = at::zeros({plan.parameters()}, options);
  if (withGradients) gradients_ = at::zeros({plan.parameters()}, options);
  buffers_ = at::zeros({buffersOf(plan)}, options);
  NetworkBuilder(*this, seed).build();
}

at::Tensor Network::forward(const at::Tensor& input, const ForwardContext& context, at::Tensor* features) const {
  at::Tensor x = input;
  std::vector<at::Tensor> saved(plan_.layers.size());
  for (const Stage& stage : stages_) {
    if (features && stage.line == plan_.features) *features = x;
    x = stage.layer ? stage.layer->forward(x, context)
                    : route(plan_.layers[stage.line], stage.line, stage.lastUse, x, saved);
  }
  return x;
}

void Network::setTrainable(bool trainable) {
  for (at::Tensor& leaf : leaves_) leaf.set_requires_grad(trainable);
}

}  // namespace ganvas::nn
