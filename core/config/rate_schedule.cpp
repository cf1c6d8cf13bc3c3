#include "config/rate_schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "config/network_plan.h"

namespace ganvas::config {

double rateFactor(const Schedule& schedule, std::int64_t step, std::int64_t horizon, double stepsPerEpoch) {
  const auto done = static_cast<double>(step - 1);
  const double share = std::clamp(done / static_cast<double>(std::max<std::int64_t>(horizon, 1)), 0.0, 1.0);
  const double periods = done / (stepsPerEpoch * schedule.decayEvery);
  double factor = 1;
  if (schedule.rate == "cosine") {
    factor = schedule.finalFactor + (1 - schedule.finalFactor) * (1 + std::cos(std::numbers::pi * share)) / 2;
  } else if (schedule.rate == "linear") {
    factor = 1 - (1 - schedule.finalFactor) * share;
  } else if (schedule.rate == "exponential") {
    factor = std::pow(schedule.decayFactor, periods);
  } else if (schedule.rate == "step") {
    // A period that is whole but for its rounding has passed.
    factor = std::pow(schedule.decayFactor, std::floor(periods * (1 + 1e-12)));
  }
  if (step < schedule.warmupSteps) factor *= static_cast<double>(step) / static_cast<double>(schedule.warmupSteps);
  return factor;
}

std::int64_t rateHorizon(const Experiment& experiment, std::int64_t pictures) {
  return experiment.schedule.horizon > 0 ? experiment.schedule.horizon : totalSteps(experiment, pictures);
}

}  // namespace ganvas::config
