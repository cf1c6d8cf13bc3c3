#include <ATen/ops/leaky_relu.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/tanh.h>

#include "nn/layers.h"

namespace ganvas::nn {

namespace {

class LeakyRelu : public Layer {
 public:
  LeakyRelu(double slope, bool inPlace) : slope_(slope), inPlace_(inPlace) {}

  at::Tensor forward(const at::Tensor& input, const ForwardContext&) const override {
    at::Tensor x = input;
    if (slope_ == 0) return inPlace_ ? at::relu_(x) : at::relu(x);
    return inPlace_ ? at::leaky_relu_(x, slope_) : at::leaky_relu(x, slope_);
  }

 private:
  double slope_;
  bool inPlace_;
};

using Pointwise = at::Tensor (*)(const at::Tensor&);

class Function : public Layer {
 public:
  explicit Function(Pointwise function) : function_(function) {}
  at::Tensor forward(const at::Tensor& input, const ForwardContext&) const override { return function_(input); }

 private:
  Pointwise function_;
};

}  // namespace

std::unique_ptr<Layer> makeLeakyRelu(double slope, bool inPlace) {
  return std::make_unique<LeakyRelu>(slope, inPlace);
}

std::unique_ptr<Layer> makeSilu() {
  return std::make_unique<Function>(at::silu);
}

std::unique_ptr<Layer> makeTanh() {
  return std::make_unique<Function>(at::tanh);
}

std::unique_ptr<Layer> makeSigmoid() {
  return std::make_unique<Function>(at::sigmoid);
}

}  // namespace ganvas::nn
