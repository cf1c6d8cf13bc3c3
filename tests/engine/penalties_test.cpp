#include "engine/penalties.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "engine/device.h"
#include "helpers.h"

namespace ganvas::engine {
namespace {

// D(x) = ⟨w, x⟩: its gradient is w everywhere.
class LinearCritic : public ::testing::Test {
 protected:
  Critic critic() {
    return [this](const at::Tensor& pictures) {
      ++calls;
      return pictures.mul(w).sum({1, 2, 3});
    };
  }

  at::Tensor w = at::linspace(-1, 2, 12).view({3, 2, 2}).requires_grad_(true);
  at::Tensor real = at::linspace(-1, 1, 60).view({5, 3, 2, 2});
  at::Tensor fake = real.flip(0).mul(0.5);
  int calls = 0;
};

TEST_F(LinearCritic, GradientPenaltyIsOfTheNormOfItsWeights) {
  const at::Tensor penalty = gradientPenalty(critic(), real, fake, 10, makeGenerator(c10::Device(c10::kCPU), 1));
  const at::Tensor norm = w.detach().norm();
  EXPECT_NEAR(penalty.item<double>(), 10 * std::pow(norm.item<double>() - 1, 2), 1e-3);
  EXPECT_FALSE(w.grad().defined());
  penalty.backward();
  EXPECT_TRUE(w.grad().allclose(w.detach().div(norm).mul(20 * (norm - 1)), 1e-4));
  EXPECT_EQ(calls, 1);
}

TEST_F(LinearCritic, GradientPenaltyLooksBetweenRealAndGenerated) {
  at::Tensor seen;
  const Critic critic = [&](const at::Tensor& pictures) {
    seen = pictures.detach();
    return pictures.mul(w).sum({1, 2, 3});
  };
  gradientPenalty(critic, real, fake, 1, makeGenerator(c10::Device(c10::kCPU), 1));
  const at::Tensor share = seen.sub(real).div(fake.sub(real)).flatten(1);
  EXPECT_TRUE(share.sub(share.select(1, 0).unsqueeze(1)).abs().max().item<float>() < 1e-4);  // one for each picture
  EXPECT_GT(share.min().item<float>(), 0);
  EXPECT_LT(share.max().item<float>(), 1);
  EXPECT_GT(share.select(1, 0).std().item<float>(), 0.05);
}

TEST_F(LinearCritic, R1IsOfTheSquaredNormOfItsWeights) {
  real.requires_grad_(true);
  const at::Tensor penalty = r1Penalty(critic()(real), real, 3);
  EXPECT_NEAR(penalty.item<double>(), 1.5 * w.detach().square().sum().item<double>(), 1e-4);
  penalty.backward();
  EXPECT_TRUE(w.grad().allclose(w.detach().mul(3), 1e-4));
}

TEST(PullingAway, IsTheMeanSquaredCosineOfPairs) {
  // Cosines: 1·2: 0, 1·3: 0.6, 2·3: 0.8; lengths do not matter.
  const at::Tensor features = at::tensor({2.0f, 0.0f, 0.0f, 5.0f, 3.0f, 4.0f}).view({3, 2});
  EXPECT_NEAR(pullingAway(features).item<double>(), 2 * (0.36 + 0.64) / 6, 1e-6);
  EXPECT_NEAR(pullingAway(features.view({3, 2, 1, 1})).item<double>(), 1.0 / 3, 1e-6);
  EXPECT_NEAR(pullingAway(at::ones({4, 7})).item<double>(), 1, 1e-6);
  EXPECT_EQ(pullingAway(at::ones({1, 7})).item<double>(), 0);
}

TEST(PullingAway, FeaturesOfNothingHaveFiniteGradients) {
  const at::Tensor features = at::zeros({3, 4}).requires_grad_(true);
  pullingAway(features).backward();
  EXPECT_TRUE(features.grad().isfinite().all().item<bool>());
}

class PenalisedTraining : public ::testing::Test {
 protected:
  PenalisedTraining() {
    experiment.objective.loss = "wasserstein";
    experiment.discriminator.layers = {"flatten", "linear 1"};
  }
  ScalarBlock oneStep() {
    Trainer trainer(experiment, source);
    const at::Tensor parameters = stateOf(trainer).tensors.at("discriminator.parameters");
    weightNorm = parameters.narrow(0, 0, parameters.numel() - 1).norm().item<double>();
    trainer.step();
    return trainer.takeScalars();
  }

  config::Experiment experiment = tinyExperiment();
  SyntheticSource source = tinySet();
  double weightNorm = 0;
};

TEST_F(PenalisedTraining, RecordsThePenaltyApartFromTheLoss) {
  const ScalarBlock plain = oneStep();
  experiment.objective.gradientPenalty = 10;
  const ScalarBlock penalised = oneStep();
  EXPECT_EQ(scalarOf(penalised, "d_loss"), scalarOf(plain, "d_loss"));
  EXPECT_NEAR(scalarOf(penalised, "gradient_penalty"), 10 * std::pow(weightNorm - 1, 2), 1e-3);
  EXPECT_NE(scalarOf(penalised, "d_grad_norm"), scalarOf(plain, "d_grad_norm"));
}

TEST_F(PenalisedTraining, RecordsR1OnRealPictures) {
  experiment.objective.r1Penalty = 3;
  const ScalarBlock block = oneStep();
  EXPECT_NEAR(scalarOf(block, "r1_penalty"), 1.5 * weightNorm * weightNorm, 1e-3);
}

TEST_F(PenalisedTraining, AHeavyGradientPenaltyBringsTheGradientToOne) {
  experiment.objective.gradientPenalty = 1000;
  experiment.discriminator.layers = {"conv 8 k3 s2", "leaky_relu 0.2", "flatten", "linear 1"};
  experiment.discriminatorOptimiser.learningRate = 0.005;
  Trainer trainer(experiment, source);
  for (int i = 0; i < 100; ++i) trainer.step();
  const ScalarBlock block = trainer.takeScalars();
  EXPECT_LT(scalarOf(block, "gradient_penalty"), 0.1 * scalarOf(block, "gradient_penalty", 0));
}

}  // namespace
}  // namespace ganvas::engine
