#pragma once

#include <QString>
#include <filesystem>
#include <vector>

#include "runs/disk_use.h"
#include "runs/prune.h"
#include "session/session.h"

namespace ganvas::ui {

// What is done to runs on disk. Each reads or writes files and takes its time: for a worker thread.

/// What became of runs that were to be deleted.
struct Removal {
  std::vector<std::filesystem::path> gone;
  std::vector<std::filesystem::path> notTrashed;  ///< they could not be moved to the trash, and are still there
  std::vector<session::Failure> failures;  ///< of those that are still there: trained at this moment, no permission
  std::int64_t bytes = 0;                  ///< of those gone
};
/// Moves runs to the desktop's trash, or (`forGood`) deletes them. A run that a process trains is refused.
Removal removeRuns(const std::vector<std::filesystem::path>& runs, bool forGood);

/// Bytes of several runs together.
std::int64_t bytesOfRuns(const std::vector<std::filesystem::path>& runs);

/// The command that trains the same experiment anew: from its recipe while that is known, else from the run's own
/// experiment.toml. Throws Error when the run's experiment cannot be read.
QString trainCommandOf(const std::filesystem::path& run);

/// What the run's experiment changes in its recipe, a parameter a line; in words where that cannot be told.
QString changesOf(const std::filesystem::path& run);

/// What pruning does to several runs, added up; with `carryOut` it is done. `failures` name the runs left alone.
struct Pruning {
  std::int64_t checkpoints = 0, grids = 0, bytes = 0;
  std::vector<session::Failure> failures;
};
Pruning pruneRuns(const std::vector<std::filesystem::path>& runs, const runs::PruneRequest& request, bool carryOut);

}  // namespace ganvas::ui
