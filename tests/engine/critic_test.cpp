#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "engine/scalar_log.h"
#include "helpers.h"

namespace ganvas::engine {
namespace {

float largest(const at::Tensor& parameters) {
  return parameters.abs().max().item<float>();
}

TEST(Critic, IsUpdatedSeveralTimesAStep) {
  config::Experiment e = tinyExperiment();
  e.objective.criticSteps = 3;
  SyntheticSource source = tinySet();
  Trainer trainer(e, source);
  for (int i = 0; i < 5; ++i) trainer.step();
  EXPECT_EQ(trainer.picturesPerStep(), 12);
  EXPECT_DOUBLE_EQ(trainer.epoch(), 5 * 12 / 10.0);
  const TensorFile state = stateOf(trainer);
  EXPECT_EQ(state.tensors.at("discriminator.optimiser.count").item<float>(), 15);
  EXPECT_EQ(state.tensors.at("generator.optimiser.count").item<float>(), 5);
}

TEST(Critic, ItsScalarsAreTheMeansOfTheRepeats) {
  config::Experiment once = tinyExperiment();
  once.discriminator.layers = {"conv 8 k3 s2", "leaky_relu 0.2", "flatten", "linear 1"};
  once.generatorOptimiser.kind = once.discriminatorOptimiser.kind = "sgd";
  once.generatorOptimiser.learningRate = once.discriminatorOptimiser.learningRate = 1e-30;  // nothing moves
  config::Experiment often = once;
  often.objective.criticSteps = 3;
  SyntheticSource source = tinySet();
  Trainer one(once, source), three(often, source);
  for (int i = 0; i < 6; ++i) one.step();
  for (int i = 0; i < 2; ++i) three.step();
  const ScalarBlock single = one.takeScalars(), mean = three.takeScalars();
  for (const char* name : {"d_loss", "d_real", "d_fake", "d_grad_norm"}) {
    for (std::int64_t step = 0; step < 2; ++step) {
      float sum = 0;
      for (std::int64_t i = 0; i < 3; ++i) sum += scalarOf(single, name, 3 * step + i);
      EXPECT_NEAR(scalarOf(mean, name, step), sum / 3, 1e-4F) << name << step;
    }
    EXPECT_NE(scalarOf(single, name, 0), scalarOf(single, name, 2)) << "else in vain";
  }
}

TEST(ScalarLog, KeepsTheMeanOfWhatAStepRecords) {
  ScalarLog log({"a", "b"}, 4, c10::Device(c10::kCPU));
  for (const float value : {1.0F, 4.0F, 4.0F}) log.record("a", at::scalar_tensor(value));
  log.record("b", at::scalar_tensor(7.0F));
  log.endStep();
  log.record("a", at::scalar_tensor(5.0F));
  log.endStep();
  const std::vector<float> rows = log.take();
  EXPECT_EQ((std::vector<float>{rows[0], rows[1], rows[2]}), (std::vector<float>{3, 7, 5}));
  EXPECT_TRUE(std::isnan(rows[3]));
}

TEST(Critic, ItsWeightsStayWithinTheClip) {
  config::Experiment e = tinyExperiment();
  e.objective.loss = "wasserstein";
  e.objective.weightClip = 0.01;
  SyntheticSource source = tinySet();
  Trainer trainer(e, source);
  trainer.step();
  const TensorFile state = stateOf(trainer);
  EXPECT_EQ(largest(state.tensors.at("discriminator.parameters")), 0.01f);
  EXPECT_GT(largest(state.tensors.at("generator.parameters")), 0.1f);
}

// Its statistics over the batch are then of real or of generated pictures, not of both.
TEST(Critic, SeesRealAndGeneratedPicturesApartWhereItCouplesSamples) {
  config::Experiment e = tinyExperiment();
  e.discriminator.layers = {"flatten", "batch_norm 0.5", "linear 1"};
  SyntheticSource source = tinySet();
  Trainer trainer(e, source);
  trainer.step();
  // Two passes and the generator's move the running variance from 1 three times: 0.5³ is left of the start.
  const at::Tensor buffers = stateOf(trainer).tensors.at("discriminator.buffers");
  EXPECT_GE(buffers.narrow(0, 64, 64).min().item<float>(), 0.125f);
  EXPECT_LT(buffers.narrow(0, 64, 64).min().item<float>(), 0.25f);
}

TEST(Schedule, TheRatesThatAreUsedAreRecorded) {
  config::Experiment e = tinyExperiment();
  e.schedule.rate = "linear";
  e.schedule.horizon = 4;
  e.schedule.finalFactor = 0.2;
  SyntheticSource source = tinySet();
  Trainer trainer(e, source);
  for (int i = 0; i < 6; ++i) trainer.step();
  const ScalarBlock block = trainer.takeScalars();
  const double expected[] = {1, 0.8, 0.6, 0.4, 0.2, 0.2};
  for (int i = 0; i < 6; ++i) {
    EXPECT_FLOAT_EQ(scalarOf(block, "g_lr", i), static_cast<float>(2e-4 * expected[i]));
    EXPECT_FLOAT_EQ(scalarOf(block, "d_lr", i), static_cast<float>(2e-4 * expected[i]));
  }
}

TEST(Schedule, EpochsAreThoseOfTheCritic) {
  config::Experiment e = tinyExperiment();
  e.schedule.rate = "step";
  e.schedule.decayFactor = 0.5;
  e.objective.criticSteps = 2;  // 8 of 16 pictures a step: an epoch is two steps
  SyntheticSource source = tinySet(16);
  Trainer trainer(e, source);
  for (int i = 0; i < 5; ++i) trainer.step();
  const ScalarBlock block = trainer.takeScalars();
  EXPECT_FLOAT_EQ(scalarOf(block, "d_lr", 1), 2e-4f);
  EXPECT_FLOAT_EQ(scalarOf(block, "d_lr", 2), 1e-4f);
  EXPECT_FLOAT_EQ(scalarOf(block, "d_lr", 4), 0.5e-4f);
}

TEST(Schedule, ALiveRateIsWhatTheFactorAppliesToAndWhatACheckpointKeeps) {
  config::Experiment e = tinyExperiment();
  e.schedule.rate = "linear";
  e.schedule.horizon = 10;
  SyntheticSource source = tinySet();
  Trainer trainer(e, source), later(e, source);
  for (int i = 0; i < 5; ++i) trainer.step();
  trainer.setLive("generator_optimiser.learning_rate", "0.01");
  trainer.step();
  EXPECT_FLOAT_EQ(scalarOf(trainer.takeScalars(), "g_lr"), 0.005f);
  const TemporaryDirectory directory;
  trainer.save(directory.path());
  EXPECT_EQ(readTensorFile(stateFile(directory.path())).metadata.at("learning_rate.generator"), "0.01");
  later.load(directory.path());
  later.step();
  const ScalarBlock block = later.takeScalars();
  EXPECT_FLOAT_EQ(scalarOf(block, "g_lr"), 0.004f);
  EXPECT_FLOAT_EQ(scalarOf(block, "d_lr"), 2e-4f * 0.4f);
}

}  // namespace
}  // namespace ganvas::engine
