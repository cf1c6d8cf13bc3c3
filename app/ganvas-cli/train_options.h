#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/experiment.h"

namespace CLI {
class App;
}

namespace ganvas::cli {

/// What `train` and `queue add` are told.
struct TrainOptions {
  std::string recipe, runsDir, name, device;
  std::vector<std::string> assignments;
  std::optional<double> epochs;
  std::optional<std::int64_t> steps, seed;
};

/// Adds the options to a command; they are read into `options`, which must live as long as it.
void addTrainOptions(CLI::App& command, TrainOptions& options);

/// The recipe with what was changed. Throws Error.
config::Experiment makeExperiment(const TrainOptions& options);

/// Throws UsageError when a total is less than one step.
void checkSteps(const std::optional<std::int64_t>& steps);

}  // namespace ganvas::cli
