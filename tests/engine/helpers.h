#pragma once

#include "base/synthetic_source.h"
#include "base/temporary_directory.h"
#include "config/network_plan.h"
#include "config/recipes.h"
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

/// The picture size that a recipe's generator makes.
inline SyntheticSource setFor(const config::Experiment& e) {
  const auto shape =
      config::planNetwork("generator", e.generator.layers, {config::Shape::vector(e.generator.latent), 10, false})
          .output;
  return SyntheticSource(
      {static_cast<int>(shape.width), static_cast<int>(shape.height), static_cast<int>(shape.channels), 10, 64, 3});
}

}  // namespace ganvas::engine
