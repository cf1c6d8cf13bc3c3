// Training with augmentation: every objective, exact resume, and that what is not asked for changes nothing.
#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "base/files.h"
#include "helpers.h"

namespace ganvas::engine {
namespace {

config::Experiment augmented() {
  config::Experiment e = tinyExperiment();
  e.augmentation.rotation = 15;
  e.augmentation.shift = 0.1;
  e.augmentation.flip = 0.5;
  e.augmentation.zoom = 0.2;
  e.augmentation.brightness = 0.3;
  e.augmentation.cutmix = 0.5;
  e.augmentation.diffaugment = "colour,translation,cutout";
  return e;
}

config::Experiment conditional(config::Experiment e, const std::string& judge) {
  e.generator.layers.insert(e.generator.layers.begin(), "label_one_hot");
  if (judge == "label_projection") {
    e.discriminator.layers.back() = judge;
  } else {
    e.discriminator.layers.insert(e.discriminator.layers.begin(), judge);
  }
  return e;
}

void steps(Trainer& trainer, int count) {
  for (int i = 0; i < count; ++i) trainer.step();
}

// n steps + save + load + n steps must equal 2n steps.
void expectExactResume(const config::Experiment& experiment, int n) {
  const TemporaryDirectory directory;
  SyntheticSource source = tinySet();
  Trainer whole(experiment, source), first(experiment, source), second(experiment, source);
  steps(whole, 2 * n);
  steps(first, n);
  first.save(directory.path() / "half");
  second.load(directory.path() / "half");
  steps(second, n);
  whole.save(directory.path() / "a");
  second.save(directory.path() / "b");
  EXPECT_TRUE(readWholeFile(stateFile(directory.path() / "a"), 1u << 30) ==
              readWholeFile(stateFile(directory.path() / "b"), 1u << 30));
}

TEST(AugmentedTraining, ResumesBitExactlyWithEverythingOn) {
  expectExactResume(augmented(), 5);
  config::Experiment adaptive = conditional(augmented(), "label_projection");
  adaptive.augmentation.adaTarget = 0.01;
  adaptive.augmentation.adaLength = 0.05;               // p moves far within the steps
  adaptive.discriminatorOptimiser.learningRate = 0.01;  // as the real pictures are soon known
  constexpr int kSteps = 10;
  expectExactResume(adaptive, kSteps);
  SyntheticSource source = tinySet();
  Trainer half(adaptive, source);
  steps(half, kSteps);
  const at::Tensor state = stateOf(half).tensors.at("objective.ada");
  EXPECT_GT(state[0].item<float>(), 0) << "p has never moved: nothing was shown";
  EXPECT_EQ(state[2].item<float>(), kSteps % 4);
}

TEST(AugmentedTraining, EveryObjectiveAndPenaltyTrains) {
  SyntheticSource source = tinySet();
  for (const char* loss : {"minimax", "non-saturating", "least-squares", "wasserstein", "hinge", "energy"}) {
    SCOPED_TRACE(loss);
    for (const char* judge : {"label_one_hot", "label_embedding 1", "label_projection"}) {
      config::Experiment e = conditional(augmented(), judge);
      e.objective.loss = loss;
      e.objective.criticSteps = 2;
      e.objective.gradientPenalty = 1;
      e.objective.r1Penalty = 1;
      e.objective.pullingAway = 0.1;
      Trainer trainer(e, source);
      steps(trainer, 3);
      EXPECT_NO_THROW(trainer.takeScalars()) << judge;
    }
  }
}

TEST(AugmentedTraining, BatchNormInTheDiscriminatorAndBfloat16) {
  SyntheticSource source = tinySet();
  config::Experiment e = conditional(augmented(), "label_one_hot");
  e.discriminator.layers.insert(e.discriminator.layers.begin() + 2, "batch_norm");
  e.compute.precision = "bfloat16";
  Trainer trainer(e, source);
  steps(trainer, 3);
  EXPECT_NO_THROW(trainer.takeScalars());
}

TEST(AugmentedTraining, AnAutoencoderIsAskedForThePicturesItIsShown) {
  SyntheticSource source = tinySet();
  config::Experiment e = augmented();
  e.objective.loss = "energy";
  e.objective.energy = "reconstruction";
  e.discriminator.layers = {"conv 4 k3 s2", "leaky_relu 0.2", "conv_transpose 1 k4 s2"};
  Trainer trainer(e, source);
  steps(trainer, 3);
  EXPECT_NO_THROW(trainer.takeScalars());
}

// Settings that change no picture leave no trace, not even in the random numbers.
TEST(AugmentedTraining, WhatIsOffCostsNothing) {
  SyntheticSource source = tinySet();
  Trainer plain(tinyExperiment(), source);
  config::Experiment blank = tinyExperiment();
  blank.augmentation.diffaugment = " ";
  blank.augmentation.adaLength = 7;
  Trainer same(blank, source), other(augmented(), source);
  for (Trainer* trainer : {&plain, &same, &other}) steps(*trainer, 3);
  const auto weights = [](const Trainer& trainer) { return stateOf(trainer).tensors.at("generator.parameters"); };
  EXPECT_TRUE(at::equal(weights(plain), weights(same)));
  EXPECT_FALSE(at::equal(weights(plain), weights(other)));
}

// A denoiser has no discriminator to augment for.
TEST(AugmentedTraining, DenoisingIsLeftAlone) {
  SyntheticSource source = tinySet();
  config::Experiment e = tinyDenoiser();
  e.augmentation = augmented().augmentation;
  Trainer plain(tinyDenoiser(), source), same(e, source);
  steps(plain, 2);
  steps(same, 2);
  EXPECT_TRUE(
      at::equal(stateOf(plain).tensors.at("generator.parameters"), stateOf(same).tensors.at("generator.parameters")));
}

}  // namespace
}  // namespace ganvas::engine
