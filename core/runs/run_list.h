#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "runs/history.h"
#include "runs/notes.h"
#include "runs/run_directory.h"
#include "runs/run_lock.h"

namespace ganvas::runs {

/// One line of the runs list.
struct RunSummary {
  std::filesystem::path path;
  Manifest manifest;
  RunNotes notes;
  std::string notesProblem;  ///< why the notes cannot be read, or empty; the run is none the worse for it
  HistoryState history;
  LockState lock = LockState::Free;
  bool interrupted = false;                                ///< its process died: offer resume
  std::string problem;                                     ///< why it cannot be read, or empty
  std::vector<std::pair<std::string, float>> lastScalars;  ///< without the two of history.h that tell time
  std::int64_t lastCheckpoint = 0;                         ///< step, 0 for none
  std::string latestSample;                                ///< file relative to path, or empty
  int sampleRows = 0, sampleColumns = 0;
  std::int64_t bytes = -1;  ///< on disk; −1 while nobody has added them up
  std::string created;      ///< ISO 8601, UTC: the manifest's, or the time of a directory that says none

  bool operator==(const RunSummary&) const = default;

  /// The user's name for the run, else the manifest's, else the directory's. UTF-8 but for a directory's name.
  std::string displayName() const;
  /// Whether a living process writes the run, as far as can be told.
  bool isHeld() const { return lock == LockState::HeldHere || lock == LockState::HeldElsewhere; }

  /// "running", "paused", "stopped", "finished", "failed", "interrupted", "created" or "unreadable".
  std::string stateText() const;
};

/// Reads one run; never throws: what cannot be read is said in `problem`.
RunSummary summarise(const std::filesystem::path& run);

/// Whether `a` comes before `b` in a list: the one made later first. Runs made within one second, as when a clock was
/// set back, go by their directories' names, so that every reader of a directory sees the same order.
bool isNewer(const RunSummary& a, const RunSummary& b);

/// All runs under a directory, newest first. A missing directory is an empty list.
std::vector<RunSummary> listRuns(const std::filesystem::path& runsDir);

/// As JSON for `--json`: numbers, not texts; NaN as null.
std::string toJson(const RunSummary& run);
std::string toJson(const std::vector<RunSummary>& runs);

}  // namespace ganvas::runs
