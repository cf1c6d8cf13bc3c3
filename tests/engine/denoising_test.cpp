#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>

#include "base/error_text.h"
#include "engine/diffusion.h"
#include "engine/sampler.h"
#include "helpers.h"

namespace ganvas::engine {
namespace {

config::Diffusion diffusionOf(std::int64_t steps) {
  config::Diffusion diffusion;
  diffusion.steps = steps;
  return diffusion;
}

TEST(NoiseProcess, MixesPicturesAndNoiseByTheirVariances) {
  const NoiseProcess process(diffusionOf(1000), c10::Device(c10::kCPU));
  const at::Tensor pictures = at::ones({2, 1, 1, 1}), noise = at::ones({2, 1, 1, 1});
  const at::Tensor noisy = process.noisy(pictures, noise, at::tensor({0, 999}, at::kLong));
  EXPECT_NEAR(noisy[0].item<double>(), std::sqrt(1 - 1e-4) + std::sqrt(1e-4), 1e-5);
  // ᾱ of the last step of Ho et al. 2020: 4.04e-5.
  EXPECT_NEAR(noisy[1].item<double>(), std::sqrt(4.036e-5) + std::sqrt(1 - 4.036e-5), 1e-4);
}

// An estimate that knows the picture finds it, from whatever noise.
TEST(NoiseProcess, SamplingWithTheTrueNoiseGivesThePicture) {
  const NoiseProcess process(diffusionOf(1000), c10::Device(c10::kCPU));
  const at::Tensor picture = at::linspace(-0.9, 0.9, 12).view({1, 3, 2, 2});
  std::vector<std::int64_t> timesteps;
  const auto estimate = [&](const at::Tensor& noisy, std::int64_t timestep) {
    timesteps.push_back(timestep);
    const at::Tensor at = at::tensor({timestep}, at::kLong);
    const at::Tensor signal = process.noisy(picture, at::zeros_like(picture), at);
    const at::Tensor level = process.noisy(at::zeros_like(picture), at::ones_like(picture), at);
    return noisy.sub(signal).div(level);
  };
  const at::Tensor found = process.sample(at::randn({1, 3, 2, 2}), 4, estimate);
  EXPECT_TRUE(found.allclose(picture, 1e-3, 1e-3)) << found;
  EXPECT_EQ(timesteps, (std::vector<std::int64_t>{999, 749, 499, 249}));
  timesteps.clear();
  const NoiseProcess brief(diffusionOf(3), c10::Device(c10::kCPU));
  brief.sample(at::randn({1, 3, 2, 2}), 50, [&](const at::Tensor& noisy, std::int64_t timestep) {
    timesteps.push_back(timestep);
    return noisy.mul(100);
  });
  EXPECT_EQ(timesteps, (std::vector<std::int64_t>{2, 1, 0}));
}

TEST(Denoising, LearnsWithoutADiscriminator) {
  config::Experiment e = tinyDenoiser();
  e.generatorOptimiser.learningRate = 3e-3;
  e.schedule.batchSize = 16;
  SyntheticSource source = tinySet(64);
  Trainer trainer(e, source);
  for (int i = 0; i < 150; ++i) trainer.step();
  const ScalarBlock block = trainer.takeScalars();
  EXPECT_EQ(block.names, (std::vector<std::string>{"g_loss", "g_grad_norm", "g_lr"}));
  double early = 0, late = 0;
  for (int i = 0; i < 10; ++i) {
    early += scalarOf(block, "g_loss", i);
    late += scalarOf(block, "g_loss", 140 + i);
  }
  EXPECT_LT(late, 0.6 * early);
  EXPECT_EQ(trainer.picturesPerStep(), 16);
  EXPECT_DOUBLE_EQ(trainer.epoch(), 150 * 16 / 64.0);
}

TEST(Denoising, PicturesDependOnSeedAndIndexAlone) {
  SyntheticSource source = tinySet();
  Trainer trainer(tinyDenoiser(), source);
  trainer.step();
  const ImageBatch all = trainer.sample(5, 0, 40), some = trainer.sample(5, 20, 10);
  ASSERT_EQ(all.size(), 40u);
  ASSERT_EQ(some.size(), 10u);
  EXPECT_TRUE(std::equal(some.pixels.begin(), some.pixels.end(), all.pixels.begin() + 20 * 64));
  EXPECT_NE(trainer.sample(6, 0, 1), trainer.sample(5, 0, 1));
  EXPECT_NE(trainer.sample(5, 1, 1), trainer.sample(5, 0, 1));
}

TEST(Denoising, SamplingEndsWhenItIsAsked) {
  const TemporaryDirectory directory;
  SyntheticSource source = tinySet();
  Trainer trainer(tinyDenoiser(), source);
  trainer.save(directory.path());
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(testing::errorOf([&] { trainer.sample(5, 0, 1, {}, stop.get_token()); }), "cancelled");
  Sampler sampler(tinyDenoiser(), directory.path());
  EXPECT_EQ(testing::errorOf([&] { sampler.sample(5, 0, 1, {}, stop.get_token()); }), "cancelled");
}

TEST(Denoising, ASamplerNeedsTheCheckpointOnly) {
  const TemporaryDirectory directory;
  SyntheticSource source = tinySet();
  Trainer trainer(tinyDenoiser(), source);
  trainer.step();
  trainer.save(directory.path());
  EXPECT_EQ(Sampler(tinyDenoiser(), directory.path()).sample(5, 3, 4), trainer.sample(5, 3, 4));
}

}  // namespace
}  // namespace ganvas::engine
