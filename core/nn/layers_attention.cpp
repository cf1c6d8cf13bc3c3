#include <ATen/TensorOperators.h>
#include <ATen/ops/bmm.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/softmax.h>

#include "nn/layers.h"

namespace ganvas::nn {

namespace {

class SelfAttention : public Layer {
 public:
  SelfAttention(at::Tensor weight, at::Tensor bias, at::Tensor gamma, std::int64_t width)
      : weight_(std::move(weight)), bias_(std::move(bias)), gamma_(std::move(gamma)), width_(width) {}

  // The three 1×1 convolutions are one matrix product over the rows N·H·W; its parts are views of the result.
  at::Tensor forward(const at::Tensor& input, const ForwardContext& context) const override {
    const std::int64_t n = input.size(0), c = input.size(1), h = input.size(2), w = input.size(3);
    const at::Tensor rows = input.permute({0, 2, 3, 1}).reshape({n, h * w, c}).to(context.compute);
    const at::Tensor all = at::linear(rows, weight_.to(context.compute), bias_.to(context.compute));
    const auto parts = all.split_with_sizes({width_, width_, c}, 2);
    const at::Tensor weights = at::softmax(at::bmm(parts[0], parts[1].transpose(1, 2)), 2);
    const at::Tensor seen = at::bmm(weights, parts[2]).reshape({n, h, w, c}).permute({0, 3, 1, 2});
    return input + seen * gamma_.to(seen.scalar_type());
  }

 private:
  at::Tensor weight_, bias_, gamma_;
  std::int64_t width_;
};

}  // namespace

std::unique_ptr<Layer> makeSelfAttention(at::Tensor weight, at::Tensor bias, at::Tensor gamma, std::int64_t width) {
  return std::make_unique<SelfAttention>(std::move(weight), std::move(bias), std::move(gamma), width);
}

}  // namespace ganvas::nn
