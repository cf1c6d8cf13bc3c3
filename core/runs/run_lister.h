#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "runs/run_list.h"

namespace ganvas::runs {

/// Lists a runs directory again and again. A run is read anew only when one of its files has changed since, or while a
/// process holds it; everything else comes from memory. Not thread-safe; never throws for what is on disk.
class RunLister {
 public:
  /// Told how far a listing has come, with the runs known by then, newest first; returns whether to go on.
  using Progress = std::function<bool(const std::vector<RunSummary>&)>;

  RunLister();
  ~RunLister();

  /// All runs, newest first. Another directory than the last time begins anew. `progress` is called when the runs that
  /// fill a screen are there (those whose directories' names sort last), ever more rarely after that, and not at the
  /// end. Sizes are those of the last measure().
  std::vector<RunSummary> list(const std::filesystem::path& runsDir, const Progress& progress = {});

  /// Reads only the runs that a process held at the last look, as when their lines move on; the list as it is now.
  std::vector<RunSummary> refreshHeld();
  /// Whether there are any.
  bool anyHeld() const;

  /// Adds up the bytes of runs that have changed since the last time; stops early when `goOn` says so.
  std::vector<RunSummary> measure(const std::function<bool()>& goOn = {});

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace ganvas::runs
