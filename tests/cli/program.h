#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ganvas::testing {

/// A running ganvas-cli: the real program, with its output in files.
class Program {
 public:
  struct Options {
    std::vector<std::string> environment;       ///< "NAME=value"
    std::optional<std::uintmax_t> largestFile;  ///< bytes: RLIMIT_FSIZE, as a full disk
    bool ignoresHangUp = false;                 ///< as started by nohup
  };
  Program(const std::vector<std::string>& arguments, const std::filesystem::path& outputs, const Options& options);
  ~Program();  ///< kills it when it still runs
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void signal(int number) const;
  /// Waits for the end; the exit code, or minus the signal that ended it.
  int wait();
  /// Waits for the end, at most so long; false when the time is over.
  bool waitFor(std::chrono::milliseconds time);
  std::string standardOutput() const;
  std::string standardError() const;

 private:
  std::filesystem::path outputs_;
  pid_t process_ = -1;
  int processFile_ = -1;  ///< pidfd: readable once the process has ended
  std::optional<int> result_;
};

}  // namespace ganvas::testing
