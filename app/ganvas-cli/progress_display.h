#pragma once

#include <chrono>
#include <string>

#include "progress_bar.h"
#include "session/session.h"

namespace ganvas::cli {

/// "1:02:03" or "2:03"; "?" for a negative (unknown) time.
std::string timeText(double seconds);

/// The progress of one run on stderr: on a terminal a bar that is redrawn in place, elsewhere a plain line now and
/// then.
class ProgressDisplay {
 public:
  ProgressDisplay();

  void update(const session::Status& status);
  /// Ends the bar's line, so that other text can follow.
  void close() { bar_.close(); }

 private:
  using Clock = std::chrono::steady_clock;
  void announce(const session::Status& status);
  void printLine(const std::string& text);

  bool terminal_;
  bool announced_ = false;
  ProgressBar bar_;
  std::string activity_;  ///< the one printed last
  Clock::time_point last_;
};

}  // namespace ganvas::cli
