#include "nn/spectral_norm.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/addr.h>
#include <ATen/ops/div.h>
#include <ATen/ops/dot.h>
#include <ATen/ops/mul.h>
#include <ATen/ops/mv.h>
#include <ATen/ops/where.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/custom_function.h>

namespace ganvas::nn {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr double kSmallest = 1e-12;

// The weight as the matrix that its memory is: outputs × rest, or the other way round where the outputs come second.
// A view of what lies in channels_last memory.
at::Tensor asMatrix(const at::Tensor& weight, bool outputsSecond) {
  if (weight.dim() == 2) return weight;
  return weight.permute({0, 2, 3, 1})
      .reshape({outputsSecond ? -1 : weight.size(0), outputsSecond ? weight.size(1) : -1});
}

at::Tensor asWeight(const at::Tensor& matrix, at::IntArrayRef size) {
  if (size.size() == 2) return matrix;
  return matrix.reshape({size[0], size[2], size[3], size[1]}).permute({0, 3, 1, 2});
}

at::Tensor timesRest(const at::Tensor& matrix, bool outputsSecond, const at::Tensor& rest) {
  return at::mv(outputsSecond ? matrix.t() : matrix, rest);
}

at::Tensor timesOutputs(const at::Tensor& matrix, bool outputsSecond, const at::Tensor& outputs) {
  return at::mv(outputsSecond ? matrix : matrix.t(), outputs);
}

// A unit vector along `vector`, or `otherwise` where that is 0: a weight of zeros must not end the iteration for good.
at::Tensor direction(const at::Tensor& vector, const at::Tensor& length, const at::Tensor& otherwise) {
  return at::where(length > kSmallest, vector / length.clamp_min(kSmallest), otherwise);
}

// One step; returns σ, which is |W·v| for the new v. The vectors are new tensors: autograd may keep them while later
// passes write the buffers.
at::Tensor step(const at::Tensor& matrix, bool outputsSecond, SingularVectors& vectors) {
  const at::Tensor towardsRest = timesOutputs(matrix, outputsSecond, vectors.outputs);
  vectors.rest = direction(towardsRest, towardsRest.norm(), vectors.rest);
  const at::Tensor towardsOutputs = timesRest(matrix, outputsSecond, vectors.rest);
  const at::Tensor sigma = towardsOutputs.norm();
  vectors.outputs = direction(towardsOutputs, sigma, vectors.outputs);
  return sigma;
}

at::Tensor singularValue(const at::Tensor& weight, bool outputsSecond, const SingularVectors& vectors) {
  return at::dot(vectors.outputs, timesRest(asMatrix(weight, outputsSecond), outputsSecond, vectors.rest));
}

// W/σ with σ = uᵀWv, u and v held fixed: d(W/σ) = (dW − W/σ · uᵀ·dW·v) / σ.
class DivideBySingularValue : public torch::autograd::Function<DivideBySingularValue> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& weight, const at::Tensor& sigma,
                            const at::Tensor& outputs, const at::Tensor& rest, bool outputsSecond) {
    context->save_for_backward({weight, sigma, outputs, rest});
    context->saved_data["outputsSecond"] = outputsSecond;
    return at::div(weight, sigma);
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const variable_list saved = context->get_saved_variables();
    const at::Tensor &weight = saved[0], &outputs = saved[2], &rest = saved[3], &gradient = gradients[0];
    const bool outputsSecond = context->saved_data["outputsSecond"].toBool();
    // Only a gradient of this gradient needs σ as a function of the weight.
    const at::Tensor sigma = at::GradMode::is_enabled()
                                 ? singularValue(weight, outputsSecond, {outputs, rest}).clamp_min(kSmallest)
                                 : saved[1];
    const at::Tensor share = at::mul(gradient, weight).sum() / sigma;
    const at::Tensor outward = outputs * -share;
    const at::Tensor matrix = asMatrix(gradient, outputsSecond);
    const at::Tensor towards = outputsSecond ? at::addr(matrix, rest, outward) : at::addr(matrix, outward, rest);
    return {asWeight(towards / sigma, weight.sizes()), at::Tensor(), at::Tensor(), at::Tensor(), at::Tensor()};
  }
};

}  // namespace

void Weight::iterate(int steps) const {
  const c10::NoGradGuard noGrad;
  const at::Tensor matrix = asMatrix(tensor_, outputsSecond_);
  SingularVectors vectors = vectors_;
  for (int i = 0; i < steps; ++i) step(matrix, outputsSecond_, vectors);
  vectors_.outputs.copy_(vectors.outputs);
  vectors_.rest.copy_(vectors.rest);
}

at::Tensor Weight::value(const ForwardContext& context) const {
  if (!vectors_.outputs.defined()) return tensor_;
  SingularVectors vectors = vectors_;
  at::Tensor sigma;
  {
    const c10::NoGradGuard noGrad;
    if (context.training) {
      sigma = step(asMatrix(tensor_, outputsSecond_), outputsSecond_, vectors);
      vectors_.outputs.copy_(vectors.outputs);
      vectors_.rest.copy_(vectors.rest);
    } else {
      sigma = singularValue(tensor_, outputsSecond_, vectors_);
      if (tensor_.requires_grad()) vectors = {vectors_.outputs.clone(), vectors_.rest.clone()};
    }
    sigma = sigma.clamp_min(kSmallest);
  }
  return DivideBySingularValue::apply(tensor_, sigma, vectors.outputs, vectors.rest, outputsSecond_);
}

}  // namespace ganvas::nn
