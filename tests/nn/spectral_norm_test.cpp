#include "nn/spectral_norm.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <torch/csrc/autograd/autograd.h>

#include "nn/support.h"

namespace ganvas::nn {
namespace {

using config::Shape;

double largestSingularValue(const at::Tensor& matrix) {
  return at::linalg_svdvals(matrix.detach().to(at::kDouble))[0].item<double>();
}

struct Kernel {
  at::Tensor tensor;
  bool outputsSecond;
  at::Tensor matrix(const at::Tensor& of) const {
    if (of.dim() == 2) return of;
    return outputsSecond ? of.transpose(0, 1).reshape({of.size(1), -1}) : of.reshape({of.size(0), -1});
  }
  SingularVectors vectors() const {
    const std::int64_t outputs = tensor.size(outputsSecond ? 1 : 0);
    return {wave(outputs, 0.9, 0.5), wave(tensor.numel() / outputs, 0.8, 0.1)};
  }
};

std::vector<Kernel> kernels() {
  const auto picture = [](const at::Tensor& t) { return t.contiguous(at::MemoryFormat::ChannelsLast); };
  return {
      {at::randn({7, 11}), false}, {picture(at::randn({6, 4, 3, 3})), false}, {picture(at::randn({6, 4, 3, 3})), true}};
}

TEST(SpectralNorm, BringsTheLargestSingularValueToOne) {
  for (const Kernel& kernel : kernels()) {
    const Weight weight(kernel.tensor, kernel.vectors(), kernel.outputsSecond);
    at::Tensor value;
    for (int i = 0; i < 300; ++i) value = weight.value({});
    EXPECT_NEAR(largestSingularValue(kernel.matrix(value)), 1.0, 1e-4);
    EXPECT_EQ(value.strides(), kernel.tensor.strides()) << "the kernel left its memory format";
  }
}

TEST(SpectralNorm, StartsNearIt) {
  const Network network(plan({"linear 64 spectral_norm no_bias"}, Shape::vector(64)), c10::Device(c10::kCPU), 1);
  const at::Tensor x = at::eye(64);
  EXPECT_NEAR(largestSingularValue(network.forward(x, evaluation())), 1.0, 0.05);
}

TEST(SpectralNorm, KeepsItsStateInTheBuffers) {
  const Network network =
      networkOf({"conv 8 k3 spectral_norm", "flatten", "linear 3 spectral_norm"}, Shape::picture(4, 4, 3));
  EXPECT_EQ(network.buffers().numel(), (8 + 27) + (3 + 128));
  network.parameters().copy_(wave(network.parameters().numel(), 1.7, 0.4));
  const at::Tensor x = at::randn({2, 3, 4, 4}), before = network.buffers().clone();
  network.forward(x, evaluation());
  EXPECT_TRUE(at::equal(network.buffers(), before)) << "an evaluation moved the vectors";
  network.forward(x, {});
  EXPECT_FALSE(at::equal(network.buffers(), before));
  EXPECT_NEAR(network.buffers().narrow(0, 0, 8).norm().item<double>(), 1, 1e-5);
  EXPECT_NEAR(network.buffers().narrow(0, 8, 27).norm().item<double>(), 1, 1e-5);
}

TEST(SpectralNorm, LeavesNoTraceWhereTheNetworkIsFrozen) {
  const Kernel kernel{at::randn({7, 11}), false};
  const Weight weight(kernel.tensor, kernel.vectors(), false);
  EXPECT_FALSE(weight.value({}).requires_grad());
  at::Tensor trained = kernel.tensor.clone().requires_grad_();
  const Weight traced(trained, kernel.vectors(), false);
  EXPECT_TRUE(traced.value({}).requires_grad());
  const c10::NoGradGuard noGrad;
  EXPECT_FALSE(traced.value({}).requires_grad());
}

TEST(SpectralNorm, LaterPassesDoNotDisturbTheGradientsOfEarlierOnes) {
  for (const bool training : {true, false}) {
    Network network = networkOf({"linear 5 spectral_norm no_bias"}, Shape::vector(6));
    network.parameters().copy_(wave(30, 1.7, 0.4));
    ForwardContext context;
    context.training = training;
    const at::Tensor x = wave(12, 0.7, 0.3).reshape({2, 6});
    const at::Tensor state = network.buffers().clone();
    network.forward(x, context).pow(2).sum().backward();
    const at::Tensor alone = network.gradients().clone();
    network.gradients().zero_();
    network.buffers().copy_(state);
    const at::Tensor first = network.forward(x, context);
    network.forward(x, {});
    first.pow(2).sum().backward();
    EXPECT_TRUE(at::equal(network.gradients(), alone));
  }
}

// A penalty on the gradient towards the weight itself, which asks for the derivative of σ twice: finite differences.
TEST(SpectralNorm, IsTwiceDifferentiable) {
  for (const Kernel& kernel : kernels()) {
    const at::Tensor pull = wave(kernel.tensor.numel(), 2.1, 0.1).reshape(kernel.tensor.sizes()).to(at::kDouble);
    SingularVectors vectors = kernel.vectors();
    vectors = {vectors.outputs.to(at::kDouble), vectors.rest.to(at::kDouble)};
    Weight(kernel.tensor.to(at::kDouble), vectors, kernel.outputsSecond).iterate(2);
    const auto penalty = [&](const at::Tensor& tensor) {
      const Weight weight(tensor, vectors, kernel.outputsSecond);
      const at::Tensor loss = (weight.value(evaluation()).pow(2) * pull).sum();
      return torch::autograd::grad({loss}, {tensor}, {}, true, true)[0].pow(2).sum();
    };
    const at::Tensor leaf = kernel.tensor.to(at::kDouble).requires_grad_();
    const at::Tensor gradient = torch::autograd::grad({penalty(leaf)}, {leaf})[0];
    const at::Tensor direction = wave(leaf.numel(), 0.6, 0.9).reshape(leaf.sizes()).to(at::kDouble);
    const auto along = [&](double step) {
      return penalty((leaf.detach() + step * direction).requires_grad_()).item<double>();
    };
    const double slope = (along(1e-5) - along(-1e-5)) / 2e-5;
    EXPECT_NEAR((gradient * direction).sum().item<double>() / slope, 1, 1e-5);
  }
}

TEST(SpectralNorm, SurvivesAWeightOfZeros) {
  Network network = networkOf({"linear 4 spectral_norm init=zero"}, Shape::vector(3));
  const at::Tensor x = at::ones({2, 3});
  EXPECT_TRUE(at::equal(network.forward(x, {}), at::zeros({2, 4})));
  EXPECT_NEAR(network.buffers().narrow(0, 0, 4).norm().item<double>(), 1, 1e-5);
  network.parameters().narrow(0, 0, 12).copy_(wave(12, 1.7, 0.4));
  at::Tensor out;
  for (int i = 0; i < 100; ++i) out = network.forward(at::eye(3), {});
  EXPECT_NEAR(largestSingularValue(out), 1.0, 0.05);
}

}  // namespace
}  // namespace ganvas::nn
