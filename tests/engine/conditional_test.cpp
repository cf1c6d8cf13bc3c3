#include <gtest/gtest.h>

#include <algorithm>

#include "base/error_text.h"
#include "engine/sampler.h"
#include "helpers.h"

namespace ganvas::engine {
namespace {

using ganvas::testing::errorOf;

// Two classes, as tinySet() has.
config::Experiment conditional() {
  config::Experiment e = tinyExperiment();
  e.generator.layers.insert(e.generator.layers.begin(), "label_one_hot");
  e.discriminator.layers.insert(e.discriminator.layers.begin(), "label_embedding 1");
  return e;
}

bool samePicture(const ImageBatch& a, std::size_t inA, const ImageBatch& b, std::size_t inB) {
  const auto at = [](const ImageBatch& batch, std::size_t i) {
    return batch.pixels.begin() + static_cast<std::ptrdiff_t>(i * batch.pictureBytes());
  };
  return std::equal(at(a, inA), at(a, inA + 1), at(b, inB));
}

TEST(Conditional, PictureIIsOfClassIModuloTheirNumberUnlessOneIsAskedFor) {
  SyntheticSource source = tinySet();
  Trainer trainer(conditional(), source);
  trainer.step();
  const ImageBatch each = trainer.sample(5, 0, 6), zero = trainer.sample(5, 0, 6, 0), one = trainer.sample(5, 0, 6, 1);
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_TRUE(samePicture(each, i, i % 2 == 0 ? zero : one, i)) << i;
    EXPECT_FALSE(samePicture(zero, i, one, i)) << i;
  }
  EXPECT_NE(errorOf([&] { trainer.sample(5, 0, 1, 2); }).find("classes are 0 to 1"), std::string::npos);
  EXPECT_NE(errorOf([&] { trainer.sample(5, 0, 1, -1); }), "");
}

TEST(Conditional, ASamplerKnowsTheClassesFromTheCheckpoint) {
  const TemporaryDirectory directory;
  SyntheticSource source = tinySet();
  Trainer trainer(conditional(), source);
  trainer.step();
  trainer.save(directory.path());
  Sampler sampler(conditional(), directory.path());
  EXPECT_EQ(sampler.sample(5, 0, 6), trainer.sample(5, 0, 6));
  EXPECT_EQ(sampler.sample(5, 0, 6, 1), trainer.sample(5, 0, 6, 1));
  EXPECT_NE(errorOf([&] { sampler.checkClass(7); }).find("class 7"), std::string::npos);
}

TEST(Conditional, ACheckpointThatNamesNoClassesIsUnconditional) {
  const TemporaryDirectory directory;
  SyntheticSource source = tinySet();
  Trainer trainer(tinyExperiment(), source);
  trainer.save(directory.path());
  TensorFile state = readTensorFile(stateFile(directory.path()));
  state.metadata.erase("classes");
  state.metadata.erase("picture");
  writeTensorFile(stateFile(directory.path()), state);
  EXPECT_EQ(Sampler(tinyExperiment(), directory.path()).sample(5, 0, 3), trainer.sample(5, 0, 3));
  trainer.load(directory.path());
  EXPECT_NE(errorOf([&] { trainer.sample(5, 0, 1, 0); }).find("sees no labels"), std::string::npos);
}

// A penalty's pass is given labels too, and a denoiser steps and labels.
TEST(Conditional, EveryObjectiveTrains) {
  SyntheticSource source = tinySet();
  for (const char* loss : {"non-saturating", "least-squares", "wasserstein", "hinge", "energy"}) {
    SCOPED_TRACE(loss);
    config::Experiment e = conditional();
    e.objective.loss = loss;
    e.objective.gradientPenalty = 1;
    e.objective.r1Penalty = 1;
    e.objective.pullingAway = 0.1;
    Trainer trainer(e, source);
    for (int i = 0; i < 2; ++i) trainer.step();
    const ScalarBlock block = trainer.takeScalars();
    EXPECT_GT(scalarOf(block, "pulling_away"), 0);
    EXPECT_LE(scalarOf(block, "pulling_away"), 0.1f);
  }
  config::Experiment denoiser = tinyDenoiser();
  denoiser.generator.layers.insert(denoiser.generator.layers.begin() + 1, "add_timestep 8");
  denoiser.generator.layers.insert(denoiser.generator.layers.begin(), "label_embedding 2");
  Trainer trainer(denoiser, source);
  trainer.step();
  EXPECT_NE(trainer.sample(1, 0, 1, 0), trainer.sample(1, 0, 1, 1));
}

}  // namespace
}  // namespace ganvas::engine
