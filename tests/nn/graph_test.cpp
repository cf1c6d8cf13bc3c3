// What belongs to the network rather than to a layer: saved values, features, counts, copies.
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <gtest/gtest.h>
#include <torch/csrc/autograd/autograd.h>

#include "nn/support.h"

namespace ganvas::nn {
namespace {

using config::Shape;

at::Tensor picture(std::int64_t n, std::int64_t c, std::int64_t side) {
  return wave(n * c * side * side, 0.7, 0.3).reshape({n, c, side, side}).contiguous(at::MemoryFormat::ChannelsLast);
}

TEST(NetworkGraph, SavedValuesAreAddedJoinedAndLoaded) {
  const at::Tensor x = at::tensor({1.f, -2.f}).reshape({1, 2});
  EXPECT_TRUE(at::equal(networkOf({"save a", "relu", "add a"}, Shape::vector(2)).forward(x, {}),
                        at::tensor({2.f, -2.f}).reshape({1, 2})));
  EXPECT_TRUE(at::equal(networkOf({"save a", "relu", "concat a"}, Shape::vector(2)).forward(x, {}),
                        at::tensor({1.f, 0.f, 1.f, -2.f}).reshape({1, 4})));
  EXPECT_TRUE(at::equal(networkOf({"save a", "relu", "save b", "load a", "concat b"}, Shape::vector(2)).forward(x, {}),
                        at::tensor({1.f, -2.f, 1.f, 0.f}).reshape({1, 4})));
  EXPECT_TRUE(at::equal(networkOf({"save a", "relu", "add a", "add a"}, Shape::vector(2)).forward(x, {}),
                        at::tensor({3.f, -4.f}).reshape({1, 2})));
}

TEST(NetworkGraph, ActivationsInPlaceSpareSavedValues) {
  const Network saved = networkOf({"linear 3", "save a", "relu", "save b", "load a", "concat b"}, Shape::vector(3));
  const Network plain = networkOf({"linear 3"}, Shape::vector(3));
  saved.parameters().copy_(plain.parameters());
  const at::Tensor x = wave(12, 1.1, 0.2).reshape({4, 3}), wanted = plain.forward(x, {});
  ASSERT_TRUE((wanted < 0).any().item<bool>());
  EXPECT_TRUE(at::equal(saved.forward(x, {}), at::cat({wanted, wanted.relu()}, 1)));

  // A sum is overwritten only where it is the network's own: not the saved value that went into it.
  const Network sums = networkOf({"save a", "tanh", "add a", "relu", "add a"}, Shape::vector(3));
  EXPECT_TRUE(at::allclose(sums.forward(x, {}), (x.tanh() + x).relu() + x));
  EXPECT_TRUE(at::equal(x, wave(12, 1.1, 0.2).reshape({4, 3})));
}

TEST(NetworkGraph, FeaturesAreTheInputOfTheirLine) {
  const at::Tensor x = picture(2, 3, 4);
  at::Tensor features;
  const Network marked = networkOf({"conv 4 k3", "features", "relu", "flatten", "linear 1"}, Shape::picture(4, 4, 3));
  marked.forward(x, {}, &features);
  const Network conv = networkOf({"conv 4 k3"}, Shape::picture(4, 4, 3));
  conv.parameters().copy_(marked.parameters().narrow(0, 0, conv.parameters().numel()));
  EXPECT_TRUE(at::equal(features, conv.forward(x, {})));

  // Without the line, what the last dense layer sees.
  const Network dense = networkOf({"flatten", "linear 5", "leaky_relu", "linear 1"}, Shape::picture(4, 4, 3));
  const at::Tensor out = dense.forward(x, {}, &features);
  ASSERT_EQ(features.sizes(), (at::IntArrayRef{2, 5}));
  const at::Tensor last = dense.parameters().narrow(0, dense.parameters().numel() - 6, 6);
  EXPECT_TRUE(at::allclose(features.matmul(last.narrow(0, 0, 5)) + last[5], out.reshape({2}), 1e-5, 1e-6));
  features.pow(2).sum().backward();
  EXPECT_GT(dense.gradients().abs().sum().item<float>(), 0);

  at::Tensor none;
  networkOf({"conv 4 k3"}, Shape::picture(4, 4, 3)).forward(x, {}, &none);
  EXPECT_FALSE(none.defined());
}

// Every layer in one network, with everything that a network can be given.
const Lines kEverything{"conv 8 k3 spectral_norm",
                        "batch_norm",
                        "leaky_relu",
                        "save a",
                        "conv 8 k3 init=zero",
                        "group_norm 2",
                        "silu",
                        "add a",
                        "relu",
                        "self_attention",
                        "add_timestep 8",
                        "pixel_shuffle 2",
                        "prelu",
                        "label_embedding 2",
                        "average_pool 2",
                        "label_one_hot",
                        "minibatch_stddev",
                        "conv_transpose 4 k4 s2 spectral_norm",
                        "prelu channel",
                        "dropout 0.2",
                        "upsample 2",
                        "conv 5 k3 spectral_norm",
                        "instance_norm",
                        "sigmoid",
                        "save b",
                        "tanh",
                        "concat b",
                        "global_average_pool",
                        "layer_norm",
                        "linear 6 spectral_norm",
                        "features",
                        "prelu",
                        "label_projection spectral_norm"};

class Everything : public testing::Test {
 protected:
  config::NetworkPlan plan_ = plan(kEverything, Shape::picture(4, 4, 3), 3, true);
  at::Tensor input_ = picture(4, 3, 4);

  static ForwardContext context(bool training = true) {
    ForwardContext context;
    context.training = training;
    context.generator = at::make_generator<at::CPUGeneratorImpl>(3);
    context.labels = at::arange(4, at::kLong) % 3;
    context.timesteps = at::arange(4, at::kLong) * 100;
    return context;
  }
};

TEST_F(Everything, TakesExactlyTheNumbersThatThePlanCounts) {
  // The builder itself throws where a layer takes more or fewer; here each one is seen to have a gradient.
  Network network(plan_, c10::Device(c10::kCPU), 1);
  EXPECT_EQ(network.parameters().numel(), plan_.parameters());
  // Random parameters: γ and weights that start at 0 would hide others.
  network.parameters().copy_(wave(plan_.parameters(), 1.3, 1.0, 0.5));
  network.forward(input_, context()).pow(2).sum().backward();
  std::int64_t at = 0;
  for (const config::LayerPlan& layer : plan_.layers) {
    if (layer.parameters == 0) continue;
    EXPECT_GT(network.gradients().narrow(0, at, layer.parameters).abs().sum().item<float>(), 0) << layer.line;
    at += layer.parameters;
  }
  EXPECT_EQ(at, network.gradients().numel());
}

TEST_F(Everything, RefusesAPlanThatMiscounts) {
  for (std::size_t i = 0; i < plan_.layers.size(); ++i) {
    config::NetworkPlan wrong = plan_;
    wrong.layers[i].parameters += 1;
    EXPECT_THROW(Network(wrong, c10::Device(c10::kCPU), 1), std::logic_error) << wrong.layers[i].line;
    wrong = plan_;
    wrong.layers[i].buffers += 1;
    EXPECT_THROW(Network(wrong, c10::Device(c10::kCPU), 1), std::logic_error) << wrong.layers[i].line;
  }
}

TEST_F(Everything, GoesOnTheSameFromParametersAndBuffers) {
  Network network(plan_, c10::Device(c10::kCPU), 1), resumed(plan_, c10::Device(c10::kCPU), 2);
  const auto step = [&](Network& of) {
    of.gradients().zero_();
    const at::Tensor out = of.forward(input_, context());
    out.pow(2).sum().backward();
    of.parameters().sub_(of.gradients(), 0.01);
    return out.detach().clone();
  };
  step(network);
  resumed.parameters().copy_(network.parameters());
  resumed.buffers().copy_(network.buffers());
  EXPECT_TRUE(at::equal(step(network), step(resumed)));
  EXPECT_TRUE(at::equal(network.parameters(), resumed.parameters()));
  EXPECT_TRUE(at::equal(network.buffers(), resumed.buffers()));
}

TEST_F(Everything, AnAveragedCopyEvaluatesWithTheStoredState) {
  Network network(plan_, c10::Device(c10::kCPU), 1);
  for (int i = 0; i < 3; ++i) network.forward(input_, context());
  const Network average(plan_, c10::Device(c10::kCPU), 2, /*withGradients=*/false);
  average.parameters().copy_(network.parameters());
  average.buffers().copy_(network.buffers());
  const at::Tensor out = average.forward(input_, context(false));
  EXPECT_FALSE(out.requires_grad());
  EXPECT_TRUE(at::equal(out, network.forward(input_, context(false))));
  EXPECT_TRUE(at::equal(average.buffers(), network.buffers())) << "evaluating changed the state";
}

TEST_F(Everything, BFloat16StaysNearFloat) {
  Network network(plan_, c10::Device(c10::kCPU), 1);
  ForwardContext half = context(false);
  half.compute = at::kBFloat16;
  const at::Tensor exact = network.forward(input_, context(false));
  const at::Tensor rough = network.forward(input_, half).to(at::kFloat);
  EXPECT_LT((exact - rough).abs().max().item<double>(), 0.1) << exact << rough;
  half.training = true;
  network.forward(input_, half).to(at::kFloat).sum().backward();
  EXPECT_TRUE(network.gradients().isfinite().all().item<bool>());
}

TEST_F(Everything, SaysWhatItWasNotGiven) {
  const Network network(plan_, c10::Device(c10::kCPU), 1);
  ForwardContext bare = context();
  bare.labels = at::Tensor();
  EXPECT_THROW(network.forward(input_, bare), std::logic_error);
  bare = context();
  bare.timesteps = at::Tensor();
  EXPECT_THROW(network.forward(input_, bare), std::logic_error);
}

TEST_F(Everything, PicturesStayInChannelsLastMemory) {
  for (std::size_t lines = 1; lines <= 27; ++lines) {
    const Lines some(kEverything.begin(), kEverything.begin() + static_cast<std::ptrdiff_t>(lines));
    config::NetworkPlan plan = nn::plan({"conv 3 k3"}, Shape::picture(4, 4, 3));
    try {
      plan = nn::plan(some, Shape::picture(4, 4, 3), 3, true);
    } catch (const Error&) {
      continue;  // a value saved and not used yet
    }
    const at::Tensor out = Network(plan, c10::Device(c10::kCPU), 1).forward(input_, context());
    EXPECT_TRUE(out.dim() != 4 || out.is_contiguous(at::MemoryFormat::ChannelsLast)) << some.back();
  }
}

TEST(Dropout, HasASecondDerivative) {
  const Network network = networkOf({"dropout 0.5", "tanh"}, Shape::vector(50));
  ForwardContext context;
  context.generator = at::make_generator<at::CPUGeneratorImpl>(5);
  at::Tensor x = wave(50, 0.7, 0.3).reshape({1, 50}).requires_grad_();
  const at::Tensor y = network.forward(x, context);
  const at::Tensor first = torch::autograd::grad({y.sum()}, {x}, {}, true, true)[0];
  const at::Tensor second = torch::autograd::grad({first.sum()}, {x})[0];
  const at::Tensor slope = at::where(y == 0, 0.0, 2.0).to(at::kFloat);  // tanh'' = −2 tanh (1 − tanh²), twice chained
  EXPECT_TRUE(at::allclose(second, slope.pow(2) * -2 * y * (1 - y * y), 1e-5, 1e-6));
}

}  // namespace
}  // namespace ganvas::nn
