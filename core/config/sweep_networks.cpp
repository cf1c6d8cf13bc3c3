#include "config/sweep_networks.h"

#include <optional>

#include "base/error.h"
#include "config/network_plan.h"
#include "config/usual_set.h"

namespace ganvas::config {

namespace {

constexpr std::int64_t kAssumedClasses = 10;  // of a folder that has not been opened

void plan(const Experiment& experiment) {
  const SetFacts set = usualSet(experiment.data);
  const std::int64_t classes = set.classes.value_or(kAssumedClasses);
  if (set.picture) {
    planExperiment(experiment, *set.picture, classes);
    return;
  }
  if (!hasDiscriminator(experiment)) return;  // its network begins with a picture
  const NetworkPlan generator =
      planNetwork("generator", experiment.generator.layers, generatorInput(experiment, {}, classes));
  const Shape picture = generator.output.isPicture() ? generator.output : *assumedSet(experiment.data).picture;
  planExperiment(experiment, picture, classes);
}

bool sameNetworks(const Experiment& a, const Experiment& b) {
  return a.generator == b.generator && a.discriminator == b.discriminator && a.data == b.data &&
         a.objective == b.objective && a.diffusion == b.diffusion;
}

}  // namespace

void checkNetworks(const std::vector<SweepRun>& runs) {
  const SweepRun* before = nullptr;
  for (const SweepRun& run : runs) {
    const bool known = before && sameNetworks(before->experiment, run.experiment);
    before = &run;
    if (known) continue;
    try {
      plan(run.experiment);
    } catch (const Error& error) {
      throw Error("the run " + run.label + " cannot be trained: " + error.problem(), error.where(), error.advice());
    }
  }
}

}  // namespace ganvas::config
