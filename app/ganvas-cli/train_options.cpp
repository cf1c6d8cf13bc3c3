#include "train_options.h"

#include <CLI/CLI.hpp>

#include "base/files.h"
#include "config/parameter.h"
#include "config/recipes.h"
#include "report.h"

namespace ganvas::cli {

void addTrainOptions(CLI::App& command, TrainOptions& options) {
  options.runsDir = defaultRunsDirectory().string();
  command.add_option("recipe", options.recipe, "A recipe's name, or a TOML file")->required();
  command.add_option("--set", options.assignments, "Change a parameter: key=value")->allow_extra_args(false);
  auto* epochs = command.add_option("--epochs", options.epochs, "Length in passes over the data set");
  command.add_option("--steps", options.steps, "Length in generator updates")->excludes(epochs);
  command.add_option("--seed", options.seed, "Seed of all random numbers");
  command.add_option("--device", options.device, "auto, cpu, cuda or cuda:N");
  command.add_option("--runs-dir", options.runsDir, "Where runs are kept")->capture_default_str();
  command.add_option("--name", options.name, "Name of the run; the recipe's by default");
}

void checkSteps(const std::optional<std::int64_t>& steps) {
  if (steps && *steps < 1) throw UsageError("a run needs at least one step", "--steps", "Give a total of 1 or more");
}

config::Experiment makeExperiment(const TrainOptions& options) {
  checkSteps(options.steps);
  config::Experiment experiment = config::loadRecipe(options.recipe);
  experiment.about.sweep.clear();  // the file of a sweep's run makes a run of one's own
  const auto set = [&](const std::string& assignment, const char* where) {
    config::setFromText(experiment, assignment, where);
  };
  for (const std::string& assignment : options.assignments) set(assignment, "--set");
  if (options.epochs) {
    set("schedule.epochs=" + config::valueText(*options.epochs), "--epochs");
    experiment.schedule.steps = 0;
  }
  if (options.steps) set("schedule.steps=" + std::to_string(*options.steps), "--steps");
  if (options.seed) set("seed=" + std::to_string(*options.seed), "--seed");
  if (!options.device.empty()) set("compute.device=" + options.device, "--device");
  return experiment;
}

}  // namespace ganvas::cli
