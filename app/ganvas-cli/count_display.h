#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace ganvas::cli {

/// How far something countable has come, on stderr: "640/10000 pictures  left 0:30". On a terminal a line that is
/// redrawn in place; elsewhere one now and then, none for what takes less than five seconds.
class CountDisplay {
 public:
  explicit CountDisplay(std::string what);

  void update(std::int64_t done, std::int64_t total);
  /// Ends the line, so that other text can follow.
  void close();

 private:
  using Clock = std::chrono::steady_clock;

  std::string what_;
  bool terminal_;
  bool lineOpen_ = false;
  Clock::time_point start_, last_;
};

}  // namespace ganvas::cli
