#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "engine/trainer.h"
#include "runs/history.h"
#include "studio/run_control.h"

namespace ganvas::studio {

/// When the steps of a block were made.
struct BlockTiming {
  double begin = 0, end = 0;     ///< training seconds before its first step and after its last
  double picturesPerSecond = 0;  ///< 0 while unknown
};

/// Writes a run's history and keeps the view of it up to date: the view tells only of what readers find on disk.
class RunLog {
 public:
  using Clock = std::chrono::steady_clock;
  /// A kill loses at most this much of the curves.
  static constexpr std::chrono::milliseconds kFlushInterval{500};

  /// Opens or creates the history. `view` must outlive the log.
  RunLog(const std::filesystem::path& history, RunView& view);

  /// Appends the steps of a block, which must follow those that are there, and their times: as if all had taken equally
  /// long.
  void append(const engine::ScalarBlock& block, const BlockTiming& timing);
  void addSample(const runs::SampleRecord& sample);
  void addLiveChange(const runs::LiveChange& change);
  void addEvent(const std::string& kind, const std::string& text);
  /// Forgets what lies after `step`.
  void truncate(std::int64_t step);

  /// Records `state` with the view's progress and makes all durable.
  void flush(const std::string& state, const std::string& failure = {});
  bool flushDue(Clock::time_point now) const { return now - lastFlush_ >= kFlushInterval; }

  std::int64_t steps() const { return writer_.steps(); }

 private:
  runs::HistoryWriter writer_;
  RunView& view_;
  std::int64_t lastEvent_ = 0;
  Clock::time_point lastFlush_ = Clock::now();
};

}  // namespace ganvas::studio
