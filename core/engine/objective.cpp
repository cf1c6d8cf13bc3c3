#include "engine/objective.h"

#include "engine/adversarial.h"
#include "engine/denoising.h"

namespace ganvas::engine {

Objective makeObjective(const config::Experiment& experiment, const config::ExperimentPlan& plan, c10::Device device) {
  if (!config::hasDiscriminator(experiment)) return denoisingObjective(experiment, device);
  return adversarialObjective(experiment, plan, device);
}

}  // namespace ganvas::engine
