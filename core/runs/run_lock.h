#pragma once

#include <filesystem>
#include <string>

namespace ganvas::runs {

/// Who holds a run's lock.
struct LockHolder {
  std::string host;
  long process = 0;
};

enum class LockState {
  Free,           ///< nobody writes the run
  HeldHere,       ///< a living process of this host writes it
  HeldElsewhere,  ///< another host's name is in the file: whether it lives cannot be told from here
  Stale           ///< the process that held it died without releasing
};

/// The one writer's lock: the file `lock` in the run directory, locked by the open file (F_OFD_SETLK, so
/// not by flock(1)) while held, naming host and process.
class RunLock {
 public:
  /// Takes the lock; takes over a stale one (tookOver() then says so). Throws Error naming host and process when it is
  /// held.
  explicit RunLock(const std::filesystem::path& runDirectory);
  ~RunLock();
  RunLock(RunLock&& other) noexcept;
  RunLock& operator=(RunLock&&) = delete;

  bool tookOver() const { return tookOver_; }

  /// Looks without taking.
  static LockState inspect(const std::filesystem::path& runDirectory, LockHolder* holder = nullptr);

 private:
  int file_ = -1;
  bool tookOver_ = false;
};

}  // namespace ganvas::runs
