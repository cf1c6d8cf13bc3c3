#pragma once

#include <cstdint>

#include "config/experiment.h"

namespace ganvas::testing {

/// Networks of a few hundred weights on 8×8 pictures that need no files: a step takes well under a millisecond.
inline config::Experiment tinyExperiment(std::int64_t steps) {
  config::Experiment e;
  e.about.name = "tiny";
  e.data.source = "synthetic";
  e.data.width = 8;
  e.data.height = 8;
  e.data.channels = 1;
  e.data.count = 64;
  e.generator.latent = 4;
  e.generator.layers = {"linear 8x8x1", "tanh"};
  e.discriminator.layers = {"flatten", "linear 4", "leaky_relu 0.2", "dropout 0.3", "linear 1"};
  e.schedule.batchSize = 4;
  e.schedule.steps = steps;
  e.evaluation.sampleEvery = 100;
  e.evaluation.sampleRows = 2;
  e.evaluation.sampleColumns = 3;
  e.checkpoints.every = 10;
  e.checkpoints.keepLast = 3;
  e.checkpoints.keepEvery = 0;
  e.compute.device = "cpu";
  e.compute.threads = 1;
  return e;
}

/// The same made to diverge within a few steps: its losses overflow.
inline config::Experiment divergingExperiment(std::int64_t steps) {
  config::Experiment e = tinyExperiment(steps);
  e.objective.loss = "least-squares";
  e.objective.lossScale = 1000;
  for (config::Optimiser* optimiser : {&e.generatorOptimiser, &e.discriminatorOptimiser}) {
    optimiser->kind = "sgd";
    optimiser->learningRate = 1;
  }
  return e;
}

}  // namespace ganvas::testing
