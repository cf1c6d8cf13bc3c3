#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "config/experiment.h"
#include "studio/run_control.h"

namespace ganvas::studio {

/// A run to begin.
struct NewRun {
  config::Experiment experiment;
  std::filesystem::path runsDir;
  std::string name;  ///< empty: the recipe's
};

/// A run to continue from its newest good checkpoint. Totals count from the run's beginning.
struct OldRun {
  std::filesystem::path path;
  std::optional<std::int64_t> steps;  ///< new total
  std::optional<double> epochs;       ///< new total
  /// Live parameters (key, value) to change from the first step after the checkpoint on; recorded as other changes.
  std::vector<std::pair<std::string, std::string>> live{};
};

enum class RunOutcome { Finished, Stopped };

/// Trains a run from start to end on the calling thread, with its history, samples, checkpoints and, at the end, a
/// gallery. Returns Stopped when the control's stop token asked for it; the run can then be continued, unless it was
/// still preparing, when no directory is made.
/// Throws Error (bad data, no such device, disk full, a loss that is not finite …), std::bad_alloc. A failure after
/// preparing is recorded in the run as state "failed" with an event; the last good checkpoint stays.
RunOutcome train(const NewRun& run, RunControl& control);

/// Continues a run. Throws as train does, and Error when the run is locked, finished and not extended, longer
/// already than the new total, asked to change what is not live, or has checkpoints of which none can be used or the
/// newest cannot be read; nothing of the run is then changed.
RunOutcome resume(const OldRun& run, RunControl& control);

}  // namespace ganvas::studio
