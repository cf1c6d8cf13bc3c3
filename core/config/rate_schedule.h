#pragma once

#include <cstdint>

#include "config/experiment.h"

namespace ganvas::config {

/// The factor on both learning rates at `step` (from 1), in [0, 1]: schedule.rate and warm-up. `horizon` is the number
/// of steps after which a cosine or linear schedule stays at its final factor; `stepsPerEpoch` > 0 may be fractional.
/// - cosine: f + (1 − f)·(1 + cos πt)/2 with t = (step − 1)/horizon and f = final_factor (Loshchilov & Hutter 2017)
/// - linear: 1 − (1 − f)·t
/// - exponential: decay_factor^(epochs done / decay_every)
/// - step: decay_factor^⌊epochs done / decay_every⌋
///
/// times min(1, step / warmup_steps).
double rateFactor(const Schedule& schedule, std::int64_t step, std::int64_t horizon, double stepsPerEpoch);

/// schedule.horizon, or the length of the run where that is 0.
std::int64_t rateHorizon(const Experiment& experiment, std::int64_t pictures);

}  // namespace ganvas::config
