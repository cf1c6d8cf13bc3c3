#include "engine/losses.h"

#include <ATen/ops/relu.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/softplus.h>

#include "base/error.h"

namespace ganvas::engine {

namespace {

at::Tensor mean(const at::Tensor& values) {
  return values.mean();
}

at::Tensor negativeMean(const at::Tensor& values) {
  return values.mean().neg();
}

at::Tensor softplusMean(const at::Tensor& logits) {
  return at::softplus(logits).mean();
}

at::Tensor softplusMeanOfNegative(const at::Tensor& logits) {
  return softplusMean(logits.neg());
}

// Binary cross-entropy with a logit; a target of 0 or 1 has one term only.
std::function<at::Tensor(const at::Tensor&)> crossEntropy(double target) {
  if (target == 0) return softplusMean;
  if (target == 1) return softplusMeanOfNegative;
  return [target](const at::Tensor& logits) {
    return softplusMeanOfNegative(logits).mul(target).add(softplusMean(logits), 1.0 - target);
  };
}

LossTerms logisticTerms(const config::Objective& objective) {
  LossTerms terms{crossEntropy(objective.realLabel), crossEntropy(objective.fakeLabel), softplusMeanOfNegative, {}};
  if (objective.loss == "minimax") {
    terms.generator = [](const at::Tensor& logits) { return softplusMean(logits).neg(); };
  }
  terms.score = [](const at::Tensor& logits) { return at::sigmoid(logits).mean(); };
  return terms;
}

LossTerms leastSquaresTerms(const config::Objective& objective) {
  const auto towards = [](double target) {
    return [target](const at::Tensor& values) { return values.sub(target).square().mean(); };
  };
  return {towards(objective.realLabel), towards(objective.fakeLabel), towards(1.0), mean};
}

// E max(0, margin + sign · values).
std::function<at::Tensor(const at::Tensor&)> hinge(double margin, double sign) {
  return [margin, sign](const at::Tensor& values) { return at::relu(values.mul(sign).add(margin)).mean(); };
}

}  // namespace

LossTerms lossTerms(const config::Objective& objective) {
  const std::string& loss = objective.loss;
  if (loss == "minimax" || loss == "non-saturating") return logisticTerms(objective);
  if (loss == "least-squares") return leastSquaresTerms(objective);
  if (loss == "wasserstein") return {negativeMean, mean, negativeMean, mean};
  if (loss == "hinge") return {hinge(1, -1), hinge(1, 1), negativeMean, mean};
  if (loss == "energy") return {mean, hinge(objective.margin, -1), mean, mean};
  throw Error("unknown loss '" + loss + "'", "objective.loss",
              "Use minimax, non-saturating, least-squares, wasserstein, hinge, energy, denoising or reconstruction");
}

}  // namespace ganvas::engine
