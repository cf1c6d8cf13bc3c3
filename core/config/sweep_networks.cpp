#include "config/sweep_networks.h"

#include <optional>

#include "base/error.h"
#include "config/network_plan.h"
#include "config/usual_set.h"

namespace ganvas::config {

namespace {

void plan(const Experiment& experiment) {
  const SetFacts assumed = assumedSet(experiment.data);
  const std::int64_t classes = *assumed.classes;
  if (usualSet(experiment.data).picture) {
    planExperiment(experiment, *assumed.picture, classes);
    return;
  }
  if (!hasDiscriminator(experiment)) return;  // its network begins with a picture
  const NetworkPlan generator =
      planNetwork("generator", experiment.generator.layers, generatorInput(experiment, {}, classes));
  const Shape picture = generator.output.isPicture() ? generator.output : *assumed.picture;
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
