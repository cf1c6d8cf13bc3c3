#include "engine/objective.h"

#include "engine/adversarial.h"
#include "engine/denoising.h"
#include "engine/reconstruction.h"

namespace ganvas::engine {

Objective makeObjective(const config::Experiment& experiment, const config::ExperimentPlan& plan, c10::Device device) {
  if (experiment.objective.loss == "denoising") return denoisingObjective(experiment, device);
  if (experiment.objective.loss == "reconstruction") return reconstructionObjective(experiment);
  return adversarialObjective(experiment, plan, device);
}

}  // namespace ganvas::engine
