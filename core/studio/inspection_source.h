#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "base/batch_source.h"
#include "config/experiment.h"

namespace ganvas::studio {

/// What opening does and how far it is: "reading the archive", 0 … 1. Called by the thread that opens.
using OpeningProgress = std::function<void(const std::string& activity, double share)>;

/// The set of an experiment as an inspection looks at it: prepared, but for the outlier filter, which would have to be
/// trained first. Throws Error; "cancelled" when `stop` is requested meanwhile.
std::unique_ptr<BatchSource> openForInspection(const config::Experiment& experiment, const std::stop_token& stop,
                                               const OpeningProgress& progress);

}  // namespace ganvas::studio
