#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "runs/history.h"
#include "runs/run_directory.h"
#include "runs/run_lock.h"

namespace ganvas::runs {

/// One line of the runs list.
struct RunSummary {
  std::filesystem::path path;
  Manifest manifest;
  HistoryState history;
  LockState lock = LockState::Free;
  bool interrupted = false;                                ///< its process died: offer resume
  std::string problem;                                     ///< why it cannot be read, or empty
  std::vector<std::pair<std::string, float>> lastScalars;  ///< without the two of history.h that tell time
  std::int64_t lastCheckpoint = 0;                         ///< step, 0 for none
  std::string latestSample;                                ///< file relative to path, or empty

  /// "running", "paused", "stopped", "finished", "failed", "interrupted", "created" or "unreadable".
  std::string stateText() const;
};

/// Reads one run; never throws: what cannot be read is said in `problem`.
RunSummary summarise(const std::filesystem::path& run);

/// All runs under a directory, newest first. A missing directory is an empty list.
std::vector<RunSummary> listRuns(const std::filesystem::path& runsDir);

/// As JSON for `--json`: numbers, not texts; NaN as null.
std::string toJson(const RunSummary& run);
std::string toJson(const std::vector<RunSummary>& runs);

}  // namespace ganvas::runs
