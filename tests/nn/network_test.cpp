#include "nn/network.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <gtest/gtest.h>

#include <cmath>

namespace ganvas::nn {
namespace {

using config::Shape;
using Lines = std::vector<std::string>;

Network build(const Lines& lines, const Shape& input, std::uint64_t seed = 1) {
  return {config::planNetwork("test", lines, {input}), c10::Device(c10::kCPU), seed};
}

ForwardContext evaluation() {
  ForwardContext context;
  context.training = false;
  return context;
}

TEST(Network, ConvPadsLikeTensorFlow) {
  // 4×4 ones, 3×3 ones, stride 2: 'same' adds its one row and column at the bottom and right.
  const Network network = build({"conv 1 k3 s2 no_bias"}, Shape::picture(4, 4, 1));
  network.parameters().fill_(1);
  const at::Tensor out = network.forward(at::ones({1, 1, 4, 4}), {});
  EXPECT_TRUE(at::equal(out.reshape({4}), at::tensor({9.f, 6.f, 6.f, 4.f}))) << out;
}

TEST(Network, FlattenAndLinearPicturesAreInKerasOrder) {
  const Network network = build({"reshape 1x2x3", "flatten"}, Shape::vector(6));
  const at::Tensor x = at::arange(6, at::kFloat).reshape({1, 6});
  EXPECT_TRUE(at::equal(network.forward(x, {}), x));
  const Network reshape = build({"reshape 1x2x3"}, Shape::vector(6));
  const at::Tensor picture = reshape.forward(x, {});
  EXPECT_EQ(picture.sizes(), (at::IntArrayRef{1, 3, 1, 2}));
  EXPECT_EQ(picture[0][1][0][1].item<float>(), 4);  // H, W, C = 0, 1, 1
}

TEST(Network, BatchNormKeepsKerasMomentum) {
  const Network network = build({"batch_norm 0.8 eps=0.001"}, Shape::vector(1));
  const at::Tensor x = at::tensor({1.f, 3.f}).reshape({2, 1});
  const at::Tensor out = network.forward(x, {});
  EXPECT_NEAR(out[0][0].item<float>(), -1.0 / std::sqrt(1.001), 1e-6);
  EXPECT_NEAR(network.buffers()[0].item<float>(), 0.2 * 2.0, 1e-6);              // mean: 0.8·0 + 0.2·2
  EXPECT_NEAR(network.buffers()[1].item<float>(), 0.8 * 1.0 + 0.2 * 2.0, 1e-6);  // unbiased variance 2
  const float evaluated = network.forward(x, evaluation())[0][0].item<float>();
  EXPECT_NEAR(evaluated, (1.0 - 0.4) / std::sqrt(1.2 + 0.001), 1e-6);
}

TEST(Network, ActivationsAreTheClosedForms) {
  const at::Tensor x = at::tensor({-2.f, 0.5f}).reshape({1, 2});
  EXPECT_TRUE(at::allclose(build({"leaky_relu 0.2"}, Shape::vector(2)).forward(x, {}), at::tensor({-0.4f, 0.5f})));
  EXPECT_TRUE(at::allclose(build({"relu"}, Shape::vector(2)).forward(x, {}), at::tensor({0.f, 0.5f})));
  EXPECT_TRUE(
      at::allclose(build({"tanh"}, Shape::vector(2)).forward(x, {}), at::tensor({std::tanh(-2.f), std::tanh(0.5f)})));
  EXPECT_EQ(x[0][0].item<float>(), -2.f) << "the input was overwritten";
}

TEST(Network, InitialisersHaveTheirSpread) {
  const Network glorot = build({"linear 300 no_bias"}, Shape::vector(500));
  const double limit = std::sqrt(6.0 / 800);
  EXPECT_LE(glorot.parameters().abs().max().item<double>(), limit);
  EXPECT_NEAR(glorot.parameters().std().item<double>(), limit / std::sqrt(3.0), 2e-4);
  const Network normal = build({"conv 64 k5 init=normal:0.02 no_bias"}, Shape::picture(8, 8, 64));
  EXPECT_NEAR(normal.parameters().std().item<double>(), 0.02, 2e-4);
  EXPECT_NEAR(normal.parameters().mean().item<double>(), 0.0, 3e-4);
}

TEST(Network, WeightsDependOnTheSeedAlone) {
  const Lines lines{"linear 4x4x8", "relu", "conv 3 k3"};
  const Network a = build(lines, Shape::vector(5), 7);
  at::randn({100});  // the default generator plays no part
  const Network b = build(lines, Shape::vector(5), 7), c = build(lines, Shape::vector(5), 8);
  EXPECT_TRUE(at::equal(a.parameters(), b.parameters()));
  EXPECT_FALSE(at::equal(a.parameters(), c.parameters()));
}

TEST(Network, GradientsAddUpInTheFlatBuffer) {
  Network network = build({"linear 2 no_bias"}, Shape::vector(3));
  const at::Tensor x = at::tensor({1.f, 2.f, 3.f}).reshape({1, 3});
  network.forward(x, {}).sum().backward();
  network.forward(x, {}).sum().backward();
  EXPECT_TRUE(at::equal(network.gradients(), at::tensor({2.f, 4.f, 6.f, 2.f, 4.f, 6.f})));
}

TEST(Network, FrozenNetworksPassGradientsThrough) {
  Network network = build({"conv 4 k3", "leaky_relu 0.2", "flatten", "linear 1"}, Shape::picture(6, 6, 2));
  network.setTrainable(false);
  at::Tensor x = at::randn({2, 2, 6, 6}).requires_grad_();
  network.forward(x, {}).sum().backward();
  EXPECT_EQ(network.gradients().abs().sum().item<float>(), 0);
  EXPECT_GT(x.grad().abs().sum().item<float>(), 0);
  network.setTrainable(true);
  network.forward(x, {}).sum().backward();
  EXPECT_GT(network.gradients().abs().sum().item<float>(), 0);
}

TEST(Network, DropoutMasksComeFromTheGivenGenerator) {
  const Network network = build({"dropout 0.3"}, Shape::vector(20000));
  ForwardContext context;
  const at::Tensor x = at::ones({1, 20000});
  context.generator = at::make_generator<at::CPUGeneratorImpl>(5);
  const at::Tensor first = network.forward(x, context);
  context.generator = at::make_generator<at::CPUGeneratorImpl>(5);
  EXPECT_TRUE(at::equal(first, network.forward(x, context)));
  EXPECT_FALSE(at::equal(first, network.forward(x, context)));
  EXPECT_NEAR(first.mean().item<double>(), 1.0, 0.02);
  EXPECT_NEAR((first == 0).to(at::kFloat).mean().item<double>(), 0.3, 0.02);
  EXPECT_TRUE(at::equal(network.forward(x, evaluation()), x));
}

TEST(Network, BFloat16StaysNearFloat) {
  const Network network = build({"linear 4x4x16", "batch_norm", "relu", "conv_transpose 8 k4 s2", "leaky_relu 0.2",
                                 "upsample 2", "conv 3 k3", "tanh"},
                                Shape::vector(10));
  const at::Tensor z = at::randn({8, 10});
  ForwardContext half;
  half.compute = at::kBFloat16;
  const at::Tensor exact = network.forward(z, {}), rough = network.forward(z, half).to(at::kFloat);
  EXPECT_LT((exact - rough).abs().max().item<double>(), 0.05);
  network.forward(z, half).to(at::kFloat).sum().backward();
  EXPECT_TRUE(network.gradients().isfinite().all().item<bool>());
}

}  // namespace
}  // namespace ganvas::nn
