// DiffAugment against what PyTorch's operators make of the same random numbers: tests/golden/augmentation/make.py.
#include "engine/diffaugment.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>

#include "engine/colour.h"
#include "engine/device.h"
#include "nn/support.h"

namespace ganvas::engine {
namespace {

using nlohmann::json;

const json& cases() {
  static const json all = json::parse(std::ifstream(GANVAS_SOURCE_DIR "/tests/golden/augmentation/diffaugment.json"));
  return all;
}

at::Tensor changed(const json& test, const at::Tensor& x) {
  const auto floats = [&](int i) { return at::tensor(test["draws"][i].get<std::vector<float>>()).to(x.device()); };
  const auto wholes = [&](int i) {
    return at::tensor(test["draws"][i].get<std::vector<std::int64_t>>()).to(x.device());
  };
  const std::string change = test["change"];
  const at::Tensor one = at::ones({x.size(0)}, x.device()), zero = at::zeros({x.size(0)}, x.device());
  if (change == "brightness") return changeColours(x, {floats(0), one, one});
  if (change == "saturation") return changeColours(x, {zero, floats(0), one});
  if (change == "contrast") return changeColours(x, {zero, one, floats(0)});
  if (change == "colours") return changeColours(x, {floats(0), floats(1), floats(2)});
  if (change == "translation") return translate(x, wholes(0), wholes(1));
  EXPECT_EQ(change, "cutout");
  return cutOut(x, wholes(0), wholes(1));
}

void expectNear(const json& values, const at::Tensor& found) {
  const at::Tensor wanted = at::tensor(values.get<std::vector<double>>());
  EXPECT_LT((found.cpu().contiguous().view(-1) - wanted).abs().max().item<double>(), 1e-5);
}

void expectThePapers(c10::Device device) {
  for (const json& test : cases()) {
    SCOPED_TRACE(test["change"].get<std::string>() + " " + test["shape"].dump());
    const auto shape = test["shape"].get<std::vector<std::int64_t>>();
    const std::int64_t count = c10::multiply_integers(shape);
    const at::Tensor x =
        nn::wave(count, 0.7, 0.3).reshape(shape).to(device).contiguous(at::MemoryFormat::ChannelsLast).requires_grad_();
    const at::Tensor y = changed(test, x);
    EXPECT_TRUE(y.is_contiguous(at::MemoryFormat::ChannelsLast));
    expectNear(test["output"], y.detach());
    (y * nn::wave(count, 2.1, 0.1).reshape(shape).to(device)).sum().backward();
    expectNear(test["towards_input"], x.grad());
  }
}

TEST(DiffAugment, IsThePapers) {
  ASSERT_EQ(cases().size(), 9u);
  expectThePapers(c10::Device(c10::kCPU));
  if (!at::hasCUDA()) return;
  SCOPED_TRACE("on the GPU");
  expectThePapers(c10::Device(c10::kCUDA, 0));
}

class DrawnDiffAugment : public ::testing::Test {
 protected:
  static constexpr std::int64_t kMany = 2000;
  at::Tensor drawn(const config::DiffAugment& kinds, const at::Tensor& x, double probability = 1) {
    const at::Tensor p = probability < 1 ? at::full({}, probability) : at::Tensor();
    return diffAugment(x, kinds, Chance(x.size(0), makeGenerator(cpu, 5), cpu, p));
  }
  c10::Device cpu{c10::kCPU};
  at::Tensor grey = at::full({kMany, 3, 8, 8}, 0.5).contiguous(at::MemoryFormat::ChannelsLast);
};

TEST_F(DrawnDiffAugment, BrightnessReachesHalfOfTheRange) {
  // Without colours and contrast only the brightness shows.
  const at::Tensor mean = drawn({true, false, false}, grey).mean({1, 2, 3}).sub(0.5);
  EXPECT_NEAR(mean.min().item<double>(), -0.5, 0.01);
  EXPECT_NEAR(mean.max().item<double>(), 0.5, 0.01);
  EXPECT_NEAR(mean.mean().item<double>(), 0, 0.03);
}

TEST_F(DrawnDiffAugment, TranslationGoesUpToAnEighthBothWays) {
  const at::Tensor x = at::arange(1, 65, at::kFloat).view({1, 1, 8, 8}).expand({kMany, 1, 8, 8}).contiguous();
  const at::Tensor y = drawn({false, true, false}, x);
  std::map<float, int> middles;
  for (std::int64_t i = 0; i < kMany; ++i) ++middles[y[i][0][3][3].item<float>()];
  EXPECT_EQ(middles.size(), 9u);  // −1, 0, 1 in both directions
  for (const auto& [value, count] : middles) EXPECT_NEAR(count, kMany / 9.0, 60) << value;
}

TEST_F(DrawnDiffAugment, CutoutLeavesAQuarterOutAtMost) {
  const at::Tensor cut = drawn({false, false, true}, grey).eq(0).to(at::kFloat);
  const at::Tensor share = cut.mean({1, 2, 3});
  EXPECT_NEAR(share.max().item<double>(), 0.25, 1e-6);
  EXPECT_NEAR(share.min().item<double>(), 1.0 / 16, 1e-6);  // centred on a corner
  // The centre is uniform over 0 … 8: a pixel in the middle is covered by 4 of 9 in each direction.
  EXPECT_NEAR(cut.select(2, 4).select(2, 4).mean().item<double>(), 16.0 / 81, 0.03);
}

TEST_F(DrawnDiffAugment, EachKindComesWithTheProbability) {
  const auto share = [&](const config::DiffAugment& kinds) {
    return drawn(kinds, grey, 0.3).ne(grey).flatten(1).any(1).to(at::kFloat).mean().item<double>();
  };
  EXPECT_NEAR(share({true, false, false}), 0.3, 0.04);  // grey: saturation and contrast change nothing
  EXPECT_NEAR(share({false, true, false}), 0.3 * 8 / 9, 0.04);
  EXPECT_NEAR(share({false, false, true}), 0.3, 0.04);
}

}  // namespace
}  // namespace ganvas::engine
