#include "engine/ada.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "base/error_text.h"
#include "helpers.h"

namespace ganvas::engine {
namespace {

using ganvas::testing::errorOf;

config::Augmentation settings() {
  config::Augmentation augmentation;
  augmentation.adaTarget = 0.6;
  augmentation.adaLength = 1;  // a thousand pictures
  return augmentation;
}

class AdaSteering : public ::testing::Test {
 protected:
  // `real` of ten pictures are judged real.
  void follow(int real) {
    at::Tensor values = at::full({10}, -2.5);
    values.narrow(0, 0, real).fill_(0.1);
    ada.follow(values);
  }
  double p() const { return ada.probability().item<double>(); }
  Ada ada{settings(), c10::Device(c10::kCPU)};
};

TEST_F(AdaSteering, MovesAfterFourUpdatesByTheirPictures) {
  for (int i = 0; i < 3; ++i) follow(10);
  EXPECT_EQ(p(), 0);
  follow(10);
  EXPECT_NEAR(p(), 0.04, 1e-7);  // 4 · 10 / 1000
  for (int i = 0; i < 4; ++i) follow(10);
  EXPECT_NEAR(p(), 0.08, 1e-7);
}

TEST_F(AdaSteering, TheMeanOfTheSignsOverFourUpdatesDecides) {
  ada.setProbability(0.5);
  // E sign: 1, 1, 0.6, 0: 0.65 on average, above the target.
  for (const int real : {10, 10, 8, 5}) follow(real);
  EXPECT_NEAR(p(), 0.54, 1e-6);
  for (const int real : {10, 10, 7, 5}) follow(real);  // 0.6: on it
  EXPECT_NEAR(p(), 0.54, 0.0401);
  ada.setProbability(0.5);
  for (const int real : {10, 10, 7, 4}) follow(real);  // 0.55: below
  EXPECT_NEAR(p(), 0.46, 1e-6);
}

TEST_F(AdaSteering, StaysAProbability) {
  for (int i = 0; i < 4; ++i) follow(0);
  EXPECT_EQ(p(), 0);
  ada.setProbability(0.99);
  for (int i = 0; i < 4; ++i) follow(10);
  EXPECT_EQ(p(), 1);
}

config::Experiment adaptive() {
  config::Experiment e = tinyExperiment();
  e.augmentation.adaTarget = 0.5;
  e.augmentation.adaLength = 0.1;
  e.augmentation.flip = 0.5;
  e.augmentation.brightness = 0.2;
  return e;
}

TEST(AdaTraining, RecordsTheProbabilityAndItMoves) {
  SyntheticSource source = tinySet();
  config::Experiment e = adaptive();
  e.discriminatorOptimiser.learningRate = 0.01;  // it soon knows the real pictures
  Trainer trainer(e, source);
  for (int i = 0; i < 60; ++i) trainer.step();
  const ScalarBlock block = trainer.takeScalars();
  EXPECT_EQ(scalarOf(block, "ada_p", 2), 0);
  double most = 0;
  for (std::int64_t row = 0; row < block.steps(); ++row) {
    const double p = scalarOf(block, "ada_p", row);
    const double before = row > 0 ? scalarOf(block, "ada_p", row - 1) : 0;
    most = std::max(most, p);
    EXPECT_GE(p, 0);
    EXPECT_LE(p, 1);
    EXPECT_LE(std::abs(p - before), 0.16 + 1e-6) << row;  // 4 · 4 / 100
    if (row % 4 != 3) {
      EXPECT_EQ(p, before) << row;
    }
  }
  EXPECT_GT(most, 0.3);
}

TEST(AdaTraining, WithProbabilityNoneNothingIsChanged) {
  SyntheticSource source = tinySet();
  config::Experiment e = adaptive();
  e.augmentation.adaTarget = 1;  // r never lies above it
  Trainer trainer(e, source);
  for (int i = 0; i < 8; ++i) trainer.step();
  EXPECT_EQ(scalarOf(trainer.takeScalars(), "ada_p"), 0);
}

TEST(AdaTraining, CountsTheUpdatesOfACritic) {
  SyntheticSource source = tinySet();
  config::Experiment e = adaptive();
  e.objective.loss = "hinge";
  e.objective.criticSteps = 4;
  Trainer trainer(e, source);
  trainer.step();
  EXPECT_EQ(stateOf(trainer).tensors.at("objective.ada")[2].item<float>(), 0);
}

TEST(AdaTraining, IsRefusedWhereTheSignSaysNothing) {
  for (const char* loss : {"wasserstein", "energy", "least-squares"}) {
    config::Experiment e = adaptive();
    e.objective.loss = loss;
    SyntheticSource source = tinySet();
    const std::string text = errorOf([&] { Trainer(e, source); });
    EXPECT_NE(text.find("augmentation.ada_target"), std::string::npos) << text;
    EXPECT_NE(text.find(loss), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace ganvas::engine
