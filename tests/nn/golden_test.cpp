// Every layer against PyTorch's own operators in float64: forward, gradients, and the gradients of a gradient penalty.
#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <torch/csrc/autograd/autograd.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "nn/support.h"

namespace ganvas::nn {
namespace {

using nlohmann::json;

const json& cases() {
  static const json all = json::parse(std::ifstream(GANVAS_SOURCE_DIR "/tests/golden/layers/layers.json"));
  return all;
}

// The input of a case on the device, pictures in channels_last memory as everywhere.
at::Tensor inputOf(const json& test, c10::Device device) {
  const auto size = test["input"].get<std::vector<std::int64_t>>();
  const at::Tensor x = wave(c10::multiply_integers(size), 0.7, 0.3).reshape(size).to(device);
  return x.contiguous(size.size() == 4 ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous);
}

config::NetworkPlan planOf(const json& test) {
  const auto size = test["input"].get<std::vector<std::int64_t>>();
  const config::Shape shape =
      size.size() == 4 ? config::Shape::picture(size[2], size[3], size[1]) : config::Shape::vector(size[1]);
  return plan(test["lines"].get<Lines>(), shape, 3, true);
}

class Golden : public testing::TestWithParam<std::size_t> {
 protected:
  // A tensor against the case's values, by the largest of them. What has no dependence at all is undefined, or zero.
  void expectNear(const char* what, const at::Tensor& tensor) {
    if (!test_.contains(what)) return;
    const at::Tensor expected = at::tensor(test_[what].get<std::vector<double>>());
    const at::Tensor found =
        tensor.defined() ? tensor.detach().cpu().contiguous().reshape({-1}).to(at::kDouble) : at::zeros_like(expected);
    ASSERT_EQ(found.sizes(), expected.sizes()) << what;
    if (expected.numel() == 0) return;
    const double size = std::max(expected.abs().max().item<double>(), 1e-2);
    EXPECT_LT((found - expected).abs().max().item<double>(), 3e-5 * size) << what;
  }

  void run(c10::Device device) {
    Network network(planOf(test_), device, 1);
    network.parameters().copy_(wave(network.parameters().numel(), 1.3, 1.0, 0.5));
    if (test_["name"].get<std::string>().starts_with("spectral")) {
      network.buffers().copy_(wave(network.buffers().numel(), 0.9, 0.5));
    }
    at::Tensor x = inputOf(test_, device).requires_grad_();
    ForwardContext context;
    const auto options = at::TensorOptions().dtype(at::kLong).device(device);
    context.labels = at::arange(x.size(0), options) * 2 % 3;
    context.timesteps = at::arange(x.size(0), options) * 37 + 3;
    const at::Tensor y = network.forward(x, context);
    ASSERT_EQ(y.sizes().vec(), test_["output_shape"].get<std::vector<std::int64_t>>());
    expectNear("output", y);
    const at::Tensor loss = (y * wave(y.numel(), 2.1, 0.1).reshape(y.sizes()).to(device)).sum();
    loss.backward({}, /*retain_graph=*/true);
    expectNear("towards_input", x.grad());
    expectNear("towards_parameters", network.gradients());
    const at::Tensor first = torch::autograd::grad({loss}, {x}, {}, true, true)[0];
    if (!test_.contains("penalty_towards_input")) return;
    x.mutable_grad() = at::Tensor();
    network.gradients().zero_();
    first.pow(2).sum().backward();
    expectNear("penalty_towards_input", x.grad());
    expectNear("penalty_towards_parameters", network.gradients());
  }

  const json& test_ = cases()[GetParam()];
};

TEST_P(Golden, ForwardGradientAndPenalty) {
  run(c10::Device(c10::kCPU));
  if (!at::hasCUDA()) return;
  SCOPED_TRACE("on the GPU");
  at::globalContext().setAllowTF32CuBLAS(false);
  at::globalContext().setAllowTF32CuDNN(false);
  run(c10::Device(c10::kCUDA, 0));
}

std::string nameOf(const testing::TestParamInfo<std::size_t>& info) {
  std::string name = cases()[info.param]["name"];
  for (char& c : name) {
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Layers, Golden, testing::Range<std::size_t>(0, cases().size()), nameOf);

TEST(GoldenLayers, EveryLayerHasACase) {
  std::set<std::string> named;
  for (const json& test : cases()) {
    for (const std::string line : test["lines"]) named.insert(line.substr(0, line.find(' ')));
  }
  for (const config::LayerForm& form : config::layerForms()) {
    EXPECT_TRUE(form.name == "dropout" || named.contains(std::string(form.name))) << form.name;  // dropout draws
  }
}

}  // namespace
}  // namespace ganvas::nn
