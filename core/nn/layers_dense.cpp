#include <ATen/ops/linear.h>
#include <ATen/ops/mul.h>

#include <stdexcept>

#include "nn/dropout_mask.h"
#include "nn/layers.h"

namespace ganvas::nn {

namespace {

// N×(H·W·C) seen as N×C×H×W in channels_last memory: no copy.
at::Tensor asPicture(const at::Tensor& features, const config::Shape& shape) {
  return features.reshape({features.size(0), shape.height, shape.width, shape.channels}).permute({0, 3, 1, 2});
}

class Linear : public Layer {
 public:
  Linear(Weight weight, at::Tensor bias, const config::Shape& output)
      : weight_(std::move(weight)), bias_(std::move(bias)), output_(output) {}

  at::Tensor forward(const at::Tensor& input, const ForwardContext& context) const override {
    const at::Tensor bias = bias_.defined() ? bias_.to(context.compute) : at::Tensor();
    const at::Tensor features = at::linear(input.to(context.compute), weight_.value(context).to(context.compute), bias);
    return output_.isPicture() ? asPicture(features, output_) : features;
  }

 private:
  Weight weight_;
  at::Tensor bias_;
  config::Shape output_;
};

class Reshape : public Layer {
 public:
  explicit Reshape(const config::Shape& output) : output_(output) {}

  at::Tensor forward(const at::Tensor& input, const ForwardContext&) const override {
    const at::Tensor features = input.dim() == 4 ? input.permute({0, 2, 3, 1}) : input;
    return asPicture(features, output_);
  }

 private:
  config::Shape output_;
};

class Flatten : public Layer {
 public:
  at::Tensor forward(const at::Tensor& input, const ForwardContext&) const override {
    if (input.dim() == 2) return input;
    return input.permute({0, 2, 3, 1}).reshape({input.size(0), -1});
  }
};

class Dropout : public Layer {
 public:
  explicit Dropout(double probability) : probability_(probability) {}

  at::Tensor forward(const at::Tensor& input, const ForwardContext& context) const override {
    if (!context.training || probability_ == 0) return input;
    if (!context.generator) throw std::logic_error("dropout needs a generator while training");
    return at::mul(input, dropoutMask(input, probability_, *context.generator));
  }

 private:
  double probability_;
};

}  // namespace

std::unique_ptr<Layer> makeLinear(Weight weight, at::Tensor bias, const config::Shape& output) {
  return std::make_unique<Linear>(std::move(weight), std::move(bias), output);
}

std::unique_ptr<Layer> makeReshape(const config::Shape& output) {
  return std::make_unique<Reshape>(output);
}

std::unique_ptr<Layer> makeFlatten() {
  return std::make_unique<Flatten>();
}

std::unique_ptr<Layer> makeDropout(double probability) {
  return std::make_unique<Dropout>(probability);
}

}  // namespace ganvas::nn
