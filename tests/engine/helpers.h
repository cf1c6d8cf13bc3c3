#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "base/synthetic_source.h"
#include "base/temporary_directory.h"
#include "config/network_plan.h"
#include "config/recipes.h"
#include "engine/checkpoint.h"
#include "engine/trainer.h"

namespace ganvas::engine {

using testing::TemporaryDirectory;

/// A GAN so small that a step takes about a millisecond, with every kind of state: batch norm, dropout, an average.
inline config::Experiment tinyExperiment() {
  config::Experiment e;
  e.generator.latent = 8;
  e.generator.layers = {"linear 4x4x8", "batch_norm 0.9", "relu", "conv_transpose 1 k4 s2", "tanh"};
  e.generator.emaDecay = 0.9;
  e.discriminator.layers = {"conv 8 k3 s2", "leaky_relu 0.2", "dropout 0.3", "flatten", "linear 1"};
  e.schedule.batchSize = 4;
  e.compute.device = "cpu";
  e.compute.threads = 2;
  return e;
}

inline SyntheticSource tinySet(std::int64_t count = 10) {
  return SyntheticSource({8, 8, 1, 2, count, 3});
}

/// A set of the picture size that a recipe is for, with ten classes.
inline SyntheticSource setFor(const config::Experiment& e) {
  if (e.data.source == "cifar10") return SyntheticSource({32, 32, 3, 10, 64, 3});
  auto shape = config::Shape::picture(e.data.height, e.data.width, e.data.channels);  // synthetic, folder
  if (config::hasDiscriminator(e)) {
    shape = config::planNetwork("generator", e.generator.layers, config::generatorInput(e, shape, 10)).output;
  }
  return SyntheticSource(
      {static_cast<int>(shape.width), static_cast<int>(shape.height), static_cast<int>(shape.channels), 10, 64, 3});
}

/// A network that estimates noise, for tinySet().
inline config::Experiment tinyDenoiser() {
  config::Experiment e = tinyExperiment();
  e.objective.loss = "denoising";
  e.generator.layers = {"conv 16 k3", "leaky_relu 0.2", "conv 16 k3", "leaky_relu 0.2", "conv 1 k3"};
  e.diffusion.steps = 100;
  e.diffusion.samplingSteps = 5;
  e.data.width = e.data.height = 8;
  e.data.channels = 1;
  return e;
}

inline TensorFile stateOf(const Trainer& trainer) {
  const TemporaryDirectory directory;
  trainer.save(directory.path());
  return readTensorFile(stateFile(directory.path()));
}

/// The scalar of that name at a step of the block, the last one by default.
inline float scalarOf(const ScalarBlock& block, const std::string& name, std::int64_t row = -1) {
  const auto found = std::find(block.names.begin(), block.names.end(), name);
  EXPECT_NE(found, block.names.end()) << name;
  if (row < 0) row = block.steps() - 1;
  return block
      .rows[static_cast<std::size_t>(row) * block.names.size() + static_cast<std::size_t>(found - block.names.begin())];
}

}  // namespace ganvas::engine
