#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "data_progress.h"

namespace ganvas::cli {

/// How far something countable has come: "640 of 10000 pictures  left 0:30".
class CountDisplay {
 public:
  explicit CountDisplay(std::string what);

  void update(std::int64_t done, std::int64_t total);
  /// Ends the bar's line, so that other text can follow.
  void close() { progress_.close(); }

 private:
  using Clock = std::chrono::steady_clock;

  std::string what_;
  Clock::time_point start_;
  DataProgress progress_;
};

}  // namespace ganvas::cli
