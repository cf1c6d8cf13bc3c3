#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "config/recipes.h"
#include "runs/run_list.h"
#include "runs/step_times.h"

namespace ganvas::runs {

/// A recipe with what a list of recipes tells of it.
struct RecipeFacts {
  config::Recipe recipe;
  config::Experiment offered;  ///< the recipe's experiment as it would be trained
  std::string reason;          ///< why the file cannot be read, or the networks do not fit; empty: fine
  std::int64_t generatorParameters = 0, discriminatorParameters = 0;  ///< trainable
  std::int64_t multiplyAdds = 0;                                      ///< of both networks, per picture, forward
  std::optional<StepTime> time;  ///< of a step on this machine, where it was measured
  bool timeOfRun = false;        ///< a run told it

  bool isMine() const { return !recipe.file.empty(); }
  /// A file that cannot be read at all.
  bool isBroken() const { return recipe.experiment.generator.layers.empty(); }
};

/// All recipes, those that cannot be read last. `offer`: an experiment as it would be trained.
std::vector<RecipeFacts> recipeFacts(const std::function<config::Experiment(const config::Experiment&)>& offer);

/// Fills `time` in: from what was measured (`torch` as in StepTimes::find), or from the recipe's own newest runs, which
/// outdo it.
void addStepTimes(std::vector<RecipeFacts>& facts, const StepTimes& measured, const std::string& torch);
/// `runs`: newest first.
void addStepTimes(std::vector<RecipeFacts>& facts, const std::vector<RunSummary>& runs);

}  // namespace ganvas::runs
