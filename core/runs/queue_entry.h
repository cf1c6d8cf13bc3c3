#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/experiment.h"

namespace ganvas::runs {

/// A run that is to be trained later: a new one, or an existing one that goes on.
struct QueuedRun {
  std::string name;                   ///< what a new run is to be called; empty: its recipe's name. UTF-8
  config::Experiment experiment;      ///< of a new run; of an old one, what it was queued as, for people
  std::filesystem::path resume;       ///< directory of the run to go on with; empty: a new run
  std::optional<std::int64_t> steps;  ///< an old run's new total, ≥ 1
  std::optional<double> epochs;       ///< an old run's new total in passes over the set, > 0
  std::string failure;                ///< why it could not be started; empty: it waits

  bool isResume() const { return !resume.empty(); }
  bool operator==(const QueuedRun&) const = default;
};

enum class QueueState {
  Waiting,  ///< will be taken in its turn
  Taken,    ///< a program trains it
  Failed,   ///< could not be started: skipped until it is retried
  Damaged   ///< its file cannot be read: skipped, never deleted by itself
};

/// One line of the queue.
struct QueueEntry {
  std::string id;  ///< names it as long as it lives, wherever it is moved
  QueueState state = QueueState::Waiting;
  QueuedRun run;        ///< empty where Damaged
  std::string problem;  ///< why it is Failed or Damaged
  std::string host;     ///< who has Taken it
};

/// An entry's file: TOML, format 1. `runsDir` is what a run's path is relative to. queueFileText throws Error when the
/// name or path is no UTF-8 or the text is too large; readQueueFile when the file is damaged, of a newer format, or
/// holds values out of bounds.
std::string queueFileText(const QueuedRun& run, const std::filesystem::path& runsDir);
QueuedRun readQueueFile(const std::filesystem::path& file, const std::filesystem::path& runsDir);

/// "waiting", "taken", "failed" or "damaged".
const char* queueStateName(QueueState state);

/// {"paused": …, "entries": […]}, for `--json`.
std::string toJson(const std::vector<QueueEntry>& entries, bool paused);

}  // namespace ganvas::runs
