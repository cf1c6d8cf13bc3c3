#include <ATen/TensorOperators.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/mul.h>
#include <ATen/ops/zeros.h>

#include <stdexcept>

#include "nn/join.h"
#include "nn/layers.h"

namespace ganvas::nn {

namespace {

const at::Tensor& labelsOf(const ForwardContext& context) {
  if (!context.labels.defined()) throw std::logic_error("a layer of the network needs labels");
  return context.labels;
}

bool areShares(const at::Tensor& labels) {
  return labels.dim() == 2;
}

// The classes' vectors (K×width), or of several classes in shares the sum of these.
at::Tensor vectorsOf(const at::Tensor& vectors, const at::Tensor& labels) {
  return areShares(labels) ? at::matmul(labels, vectors) : at::embedding(vectors, labels);
}

class LabelOneHot : public Layer {
 public:
  explicit LabelOneHot(std::int64_t classes) : classes_(classes) {}

  at::Tensor forward(const at::Tensor& input, const ForwardContext& context) const override {
    const at::Tensor& labels = labelsOf(context);
    if (areShares(labels)) return joinFeatures(input, labels);
    const at::Tensor oneHot =
        at::zeros({labels.size(0), classes_}, input.options()).scatter_(1, labels.unsqueeze(1), 1);
    return joinFeatures(input, oneHot);
  }

 private:
  std::int64_t classes_;
};

class LabelEmbedding : public Layer {
 public:
  explicit LabelEmbedding(at::Tensor vectors) : vectors_(std::move(vectors)) {}

  at::Tensor forward(const at::Tensor& input, const ForwardContext& context) const override {
    return joinFeatures(input, vectorsOf(vectors_, labelsOf(context)));
  }

 private:
  at::Tensor vectors_;
};

class LabelProjection : public Layer {
 public:
  LabelProjection(Weight weight, at::Tensor bias, Weight vectors)
      : weight_(std::move(weight)), bias_(std::move(bias)), vectors_(std::move(vectors)) {}

  at::Tensor forward(const at::Tensor& input, const ForwardContext& context) const override {
    const at::Tensor x = input.to(context.compute);
    const at::Tensor bias = bias_.defined() ? bias_.to(context.compute) : at::Tensor();
    const at::Tensor score = at::linear(x, weight_.value(context).to(context.compute), bias);
    const at::Tensor vectors = vectorsOf(vectors_.value(context), labelsOf(context)).to(context.compute);
    return score + at::mul(x, vectors).sum(1, true);
  }

 private:
  Weight weight_;
  at::Tensor bias_;
  Weight vectors_;
};

}  // namespace

std::unique_ptr<Layer> makeLabelOneHot(std::int64_t classes) {
  return std::make_unique<LabelOneHot>(classes);
}

std::unique_ptr<Layer> makeLabelEmbedding(at::Tensor vectors) {
  return std::make_unique<LabelEmbedding>(std::move(vectors));
}

std::unique_ptr<Layer> makeLabelProjection(Weight weight, at::Tensor bias, Weight vectors) {
  return std::make_unique<LabelProjection>(std::move(weight), std::move(bias), std::move(vectors));
}

}  // namespace ganvas::nn
