#include "engine/optimiser.h"

#include <ATen/Parallel.h>
#include <ATen/ops/full.h>
#include <ATen/ops/pow.h>
#include <ATen/ops/sqrt.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>
#include <c10/core/GradMode.h>

#include <cmath>
#include <functional>

#include "base/error.h"
#include "engine/optimiser_kernels.h"

namespace ganvas::engine {

namespace {

constexpr std::int64_t kBlock = 16384;  // elements per task: fixed, so that the norm's sum has one order

// Runs `kernel(offset, count)` over blocks in parallel and returns the root of the sum of what it returns.
at::Tensor forEachBlock(std::int64_t total, const std::function<double(std::int64_t, std::int64_t)>& kernel) {
  const std::int64_t blocks = (total + kBlock - 1) / kBlock;
  std::vector<double> squares(static_cast<std::size_t>(blocks));
  at::parallel_for(0, blocks, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t b = begin; b < end; ++b) {
      const std::int64_t offset = b * kBlock;
      squares[static_cast<std::size_t>(b)] = kernel(offset, std::min(kBlock, total - offset));
    }
  });
  double sum = 0;
  for (const double s : squares) sum += s;
  return at::full({}, std::sqrt(sum), at::TensorOptions(at::kFloat));
}

at::Tensor zeroDim(const at::Tensor& like) {
  return at::zeros({}, like.options());
}

at::Tensor normAndClear(at::Tensor& gradients) {
  const at::Tensor norm = gradients.norm();
  gradients.zero_();
  return norm;
}

class Adam : public Optimiser {
 public:
  Adam(const config::Optimiser& config, const at::Tensor& parameters, const at::Tensor& gradients, bool fused)
      : Optimiser(parameters, gradients, config.learningRate),
        config_(config),
        fused_(fused),
        first_(at::zeros_like(parameters)),
        second_(at::zeros_like(parameters)),
        count_(zeroDim(parameters)) {}

  at::Tensor step() override { return fused_ ? fusedStep() : tensorStep(); }

  std::vector<std::pair<std::string, at::Tensor>> state() override {
    return {{"first", first_}, {"second", second_}, {"count", count_}};
  }

 private:
  at::Tensor fusedStep() {
    float& count = *count_.data_ptr<float>();
    count += 1;
    AdamCoefficients c{};
    c.beta1 = static_cast<float>(config_.beta1);
    c.beta2 = static_cast<float>(config_.beta2);
    c.epsilon = static_cast<float>(config_.epsilon);
    c.stepSize = static_cast<float>(rate_ / (1.0 - std::pow(config_.beta1, count)));
    c.secondCorrection = static_cast<float>(1.0 / std::sqrt(1.0 - std::pow(config_.beta2, count)));
    auto *p = parameters_.data_ptr<float>(), *g = gradients_.data_ptr<float>();
    auto *m = first_.data_ptr<float>(), *v = second_.data_ptr<float>();
    return forEachBlock(parameters_.numel(), [=, &c](std::int64_t offset, std::int64_t n) {
      return adamKernel(p + offset, g + offset, m + offset, v + offset, n, c);
    });
  }

  at::Tensor tensorStep() {
    count_.add_(1);
    first_.mul_(config_.beta1).add_(gradients_, 1.0 - config_.beta1);
    second_.mul_(config_.beta2).addcmul_(gradients_, gradients_, 1.0 - config_.beta2);
    const at::Tensor correction1 = at::pow(config_.beta1, count_).neg_().add_(1.0);
    const at::Tensor correction2 = at::pow(config_.beta2, count_).neg_().add_(1.0).sqrt_();
    const at::Tensor root = at::sqrt(second_).div_(correction2).add_(config_.epsilon);
    parameters_.addcdiv_(first_.mul(deviceRate_.div(correction1)), root, -1.0);
    return normAndClear(gradients_);
  }

  config::Optimiser config_;
  bool fused_;
  at::Tensor first_, second_;
  at::Tensor count_;  ///< 0-dim float32: exact up to 2²⁴ steps, by when both corrections are 1
};

class RmsProp : public Optimiser {
 public:
  RmsProp(const config::Optimiser& config, const at::Tensor& parameters, const at::Tensor& gradients, bool fused)
      : Optimiser(parameters, gradients, config.learningRate),
        config_(config),
        fused_(fused),
        square_(at::zeros_like(parameters)) {}

  at::Tensor step() override {
    if (!fused_) {
      square_.mul_(config_.alpha).addcmul_(gradients_, gradients_, 1.0 - config_.alpha);
      parameters_.addcdiv_(gradients_.mul(deviceRate_), at::sqrt(square_).add_(config_.epsilon), -1.0);
      return normAndClear(gradients_);
    }
    auto *p = parameters_.data_ptr<float>(), *g = gradients_.data_ptr<float>(), *v = square_.data_ptr<float>();
    return forEachBlock(parameters_.numel(), [&](std::int64_t offset, std::int64_t n) {
      return rmspropKernel(p + offset, g + offset, v + offset, n, static_cast<float>(config_.alpha),
                           static_cast<float>(rate_), static_cast<float>(config_.epsilon));
    });
  }

  std::vector<std::pair<std::string, at::Tensor>> state() override { return {{"square", square_}}; }

 private:
  config::Optimiser config_;
  bool fused_;
  at::Tensor square_;
};

class Sgd : public Optimiser {
 public:
  Sgd(const config::Optimiser& config, const at::Tensor& parameters, const at::Tensor& gradients, bool fused)
      : Optimiser(parameters, gradients, config.learningRate),
        config_(config),
        fused_(fused),
        velocity_(at::zeros_like(parameters)) {}

  at::Tensor step() override {
    if (!fused_) {
      velocity_.mul_(config_.momentum).add_(gradients_);
      parameters_.sub_(velocity_.mul(deviceRate_));
      return normAndClear(gradients_);
    }
    auto *p = parameters_.data_ptr<float>(), *g = gradients_.data_ptr<float>(), *v = velocity_.data_ptr<float>();
    return forEachBlock(parameters_.numel(), [&](std::int64_t offset, std::int64_t n) {
      return sgdKernel(p + offset, g + offset, v + offset, n, static_cast<float>(config_.momentum),
                       static_cast<float>(rate_));
    });
  }

  std::vector<std::pair<std::string, at::Tensor>> state() override { return {{"velocity", velocity_}}; }

 private:
  config::Optimiser config_;
  bool fused_;
  at::Tensor velocity_;
};

}  // namespace

Optimiser::Optimiser(at::Tensor parameters, at::Tensor gradients, double rate)
    : parameters_(std::move(parameters)), gradients_(std::move(gradients)), rate_(rate) {
  deviceRate_ = at::full({}, rate, parameters_.options());
}

void Optimiser::setLearningRate(double rate) {
  rate_ = rate;
  deviceRate_.fill_(rate);
}

std::unique_ptr<Optimiser> makeOptimiser(const config::Optimiser& config, const at::Tensor& parameters,
                                         const at::Tensor& gradients, bool fused) {
  const bool onePass = fused && parameters.is_cpu();
  if (config.kind == "adam") return std::make_unique<Adam>(config, parameters, gradients, onePass);
  if (config.kind == "rmsprop") return std::make_unique<RmsProp>(config, parameters, gradients, onePass);
  if (config.kind == "sgd") return std::make_unique<Sgd>(config, parameters, gradients, onePass);
  throw Error("unknown optimiser '" + config.kind + "'", "optimiser", "Use adam, rmsprop or sgd");
}

}  // namespace ganvas::engine
