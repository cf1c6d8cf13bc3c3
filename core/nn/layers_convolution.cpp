#include <ATen/ops/constant_pad_nd.h>

#include "nn/convolution.h"
#include "nn/layers.h"
#include "nn/transposed_convolution.h"

namespace ganvas::nn {

namespace {

class Conv : public Layer {
 public:
  Conv(Weight weight, at::Tensor bias, std::int64_t stride, const config::Padding& padding)
      : weight_(std::move(weight)), bias_(std::move(bias)), stride_(stride), padding_(padding) {}

  at::Tensor forward(const at::Tensor& input, const ForwardContext& context) const override {
    at::Tensor x = input.to(context.compute);
    std::int64_t vertical = padding_.top, horizontal = padding_.left;
    if (!padding_.symmetric()) {
      x = at::constant_pad_nd(x, {padding_.left, padding_.right, padding_.top, padding_.bottom}, 0);
      vertical = horizontal = 0;
    }
    const at::Tensor bias = bias_.defined() ? bias_.to(context.compute) : at::Tensor();
    return convolution(x, weight_.value(context).to(context.compute), bias, {stride_, vertical, horizontal});
  }

 private:
  Weight weight_;
  at::Tensor bias_;
  std::int64_t stride_;
  config::Padding padding_;
};

at::Tensor addBias(at::Tensor output, const at::Tensor& bias) {
  if (!bias.defined()) return output;
  return output.add_(bias.to(output.scalar_type()).view({1, -1, 1, 1}));
}

class ConvTranspose : public Layer {
 public:
  ConvTranspose(Weight weight, at::Tensor bias, std::int64_t stride)
      : weight_(std::move(weight)), bias_(std::move(bias)), stride_(stride) {}

  at::Tensor forward(const at::Tensor& input, const ForwardContext& context) const override {
    return addBias(
        transposedConvolution(input.to(context.compute), weight_.value(context).to(context.compute), stride_), bias_);
  }

 private:
  Weight weight_;
  at::Tensor bias_;
  std::int64_t stride_;
};

class UpsampleConv : public Layer {
 public:
  UpsampleConv(Weight weight, at::Tensor bias) : weight_(std::move(weight)), bias_(std::move(bias)) {}

  at::Tensor forward(const at::Tensor& input, const ForwardContext& context) const override {
    const at::Tensor folded = foldUpsampleIntoKernel(weight_.value(context)).to(context.compute);
    return addBias(transposedConvolution(input.to(context.compute), folded, 2), bias_);
  }

 private:
  Weight weight_;
  at::Tensor bias_;
};

}  // namespace

std::unique_ptr<Layer> makeConv(Weight weight, at::Tensor bias, std::int64_t stride, const config::Padding& padding) {
  return std::make_unique<Conv>(std::move(weight), std::move(bias), stride, padding);
}

std::unique_ptr<Layer> makeConvTranspose(Weight weight, at::Tensor bias, std::int64_t stride) {
  return std::make_unique<ConvTranspose>(std::move(weight), std::move(bias), stride);
}

std::unique_ptr<Layer> makeUpsampleConv(Weight weight, at::Tensor bias) {
  return std::make_unique<UpsampleConv>(std::move(weight), std::move(bias));
}

}  // namespace ganvas::nn
