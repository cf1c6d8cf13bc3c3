#pragma once

#include <c10/core/Device.h>

#include <string>
#include <utility>
#include <vector>

#include "config/network_plan.h"
#include "engine/phase.h"

namespace ganvas::engine {

/// A training objective: what happens in a step, and the state that it carries from step to step.
struct Objective {
  std::vector<Phase> phases;
  std::vector<std::pair<std::string, at::Tensor>> state;  ///< by name, for checkpoints; loading copies into these
};

/// The objective of an experiment: see adversarial.h, denoising.h and reconstruction.h. Throws Error for an unknown
/// loss.
Objective makeObjective(const config::Experiment& experiment, const config::ExperimentPlan& plan, c10::Device device);

}  // namespace ganvas::engine
