#pragma once

#include <chrono>
#include <string>

#include "progress_bar.h"

namespace ganvas::cli {

/// How far something with a data set has come, on stderr: a bar on a terminal, elsewhere a plain line now and then.
class DataProgress {
 public:
  DataProgress();
  ~DataProgress() { bar_.close(); }
  DataProgress(const DataProgress&) = delete;
  DataProgress& operator=(const DataProgress&) = delete;

  /// `share`: 0 … 1.
  void show(double share, const std::string& text);
  void close() { bar_.close(); }

 private:
  using Clock = std::chrono::steady_clock;
  bool terminal_;
  Clock::time_point last_;
  ProgressBar bar_;
};

}  // namespace ganvas::cli
