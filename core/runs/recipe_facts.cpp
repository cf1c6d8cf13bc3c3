#include "runs/recipe_facts.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "config/network_plan.h"
#include "config/usual_set.h"

namespace ganvas::runs {

namespace {

constexpr int kRunsRead = 4;  // of a recipe: the newest ones; older ones say no more

void addSizes(RecipeFacts& facts) {
  const config::SetFacts set = config::assumedSet(facts.recipe.experiment.data);
  try {
    const config::ExperimentPlan plan = config::planExperiment(facts.recipe.experiment, *set.picture, *set.classes);
    facts.generatorParameters = plan.generator.parameters();
    facts.discriminatorParameters = plan.discriminator.parameters();
    facts.multiplyAdds = plan.generator.multiplyAdds() + plan.discriminator.multiplyAdds();
  } catch (const Error& error) {
    facts.reason = error.what();
  }
}

RecipeFacts brokenFacts(const config::BrokenRecipe& broken) {
  RecipeFacts facts;
  facts.recipe.name = broken.file.filename().string();
  facts.recipe.file = broken.file;
  facts.reason = broken.reason;
  return facts;
}

}  // namespace

std::vector<RecipeFacts> recipeFacts(const std::function<config::Experiment(const config::Experiment&)>& offer) {
  std::vector<RecipeFacts> all;
  std::vector<config::BrokenRecipe> broken;
  for (config::Recipe& recipe : config::recipes(&broken)) {
    RecipeFacts facts;
    facts.recipe = std::move(recipe);
    facts.offered = offer(facts.recipe.experiment);
    addSizes(facts);
    all.push_back(std::move(facts));
  }
  for (const config::BrokenRecipe& file : broken) all.push_back(brokenFacts(file));
  return all;
}

void addStepTimes(std::vector<RecipeFacts>& facts, const StepTimes& measured, const std::string& torch) {
  for (RecipeFacts& one : facts) {
    if (!one.time && !one.isBroken()) one.time = measured.find(one.offered, torch);
  }
}

void addStepTimes(std::vector<RecipeFacts>& facts, const std::vector<RunSummary>& runs) {
  for (RecipeFacts& one : facts) {
    int left = one.isBroken() ? 0 : kRunsRead;
    std::optional<StepTime> time;
    for (const RunSummary& run : runs) {
      if (left == 0 || time) break;
      if (run.manifest.recipe != one.recipe.name) continue;
      --left;
      time = stepTimeOf(run.path, one.offered);
    }
    if (!time) continue;
    one.time = time;
    one.timeOfRun = true;
  }
}

}  // namespace ganvas::runs
