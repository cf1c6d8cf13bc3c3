#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/silu.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "nn/join.h"
#include "nn/layers.h"

namespace ganvas::nn {

namespace {

// Sines, then cosines, of the step times frequencies that fall from 1 to 1/10000.
at::Tensor frequencies(std::int64_t width, const at::Tensor& like) {
  const std::int64_t half = width / 2;
  const double fall = -std::log(10000.0) / static_cast<double>(std::max<std::int64_t>(half - 1, 1));
  return at::arange(half, like.options().requires_grad(false)).mul_(fall).exp_();
}

class AddTimestep : public Layer {
 public:
  AddTimestep(const DenseParameters& first, const DenseParameters& second)
      : first_(first), second_(second), frequencies_(frequencies(first.weight.size(1), first.weight)) {}

  at::Tensor forward(const at::Tensor& input, const ForwardContext& context) const override {
    if (!context.timesteps.defined()) throw std::logic_error("add_timestep needs timesteps");
    const at::Tensor angles = context.timesteps.to(at::kFloat).unsqueeze(1) * frequencies_;
    const at::Tensor waves = at::cat({angles.sin(), angles.cos()}, 1);
    const at::Tensor added = dense(at::silu(dense(waves, first_, context)), second_, context);
    return input + overChannels(added, input);
  }

 private:
  static at::Tensor dense(const at::Tensor& x, const DenseParameters& parameters, const ForwardContext& context) {
    const at::ScalarType type = context.compute;
    return at::linear(x.to(type), parameters.weight.to(type), parameters.bias.to(type));
  }

  DenseParameters first_, second_;
  at::Tensor frequencies_;
};

}  // namespace

std::unique_ptr<Layer> makeAddTimestep(const DenseParameters& first, const DenseParameters& second) {
  return std::make_unique<AddTimestep>(first, second);
}

}  // namespace ganvas::nn
