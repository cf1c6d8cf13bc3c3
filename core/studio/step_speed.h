#pragma once

#include <stop_token>

#include "config/experiment.h"
#include "runs/step_times.h"

namespace ganvas::studio {

/// Trains the experiment for a few steps on computed pictures of its set's size and classes, and tells how long a step
/// takes: the median of at least ten, or of those that fit into three seconds, after two to warm up. Device, threads
/// and precision are the experiment's. Needs no data files. Throws as engine::Trainer does, and Error "cancelled" when
/// `stop` is requested.
runs::StepTime measureStep(const config::Experiment& experiment, const std::stop_token& stop = {});

}  // namespace ganvas::studio
