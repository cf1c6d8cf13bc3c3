#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "runs/history.h"

namespace ganvas::runs {

/// What of a run may go.
struct PruneRequest {
  std::optional<std::int64_t> keepLast;  ///< newest checkpoints that stay, at least 1; none given: all stay
  std::int64_t keepEvery = 0;            ///< checkpoints at multiples of this stay as well; 0: none do so
  std::int64_t gridsEvery = 1;           ///< every n-th grid of samples stays, and the first and last; 1: all
  bool operator==(const PruneRequest&) const = default;
};

/// What would go, or went.
struct PrunePlan {
  std::vector<std::int64_t> checkpoints;  ///< steps, ascending
  std::vector<std::int64_t> grids;        ///< steps, ascending
  std::int64_t bytes = 0;                 ///< of all that, left-over parts of checkpoints and stray grids included
  bool empty() const { return checkpoints.empty() && grids.empty() && bytes == 0; }
};

/// Looks without changing anything. Throws Error when the run cannot be read, or when a folder whose files would go is
/// a symbolic link.
PrunePlan planPrune(const std::filesystem::path& run, const PruneRequest& request);

/// Removes it, under the run's lock, and says what went. Throws Error: naming who trains the run, when it is being
/// trained; when the disk refuses. Killed at any moment, it leaves a run that is whole.
PrunePlan prune(const std::filesystem::path& run, const PruneRequest& request);

}  // namespace ganvas::runs
