#pragma once

#include <filesystem>

namespace ganvas::runs {

/// Locks an open file for its holder alone (an open file description lock: it ends with the holder however it dies).
/// False, with errno, where another holds it and `wait` is false, or there are no locks.
bool lockFile(int file, bool wait);

/// Changes of what several programs share exclude one another: holds the lock of the file `path`, which it makes where
/// it is missing. To be held for moments only: taking it waits for whoever holds it.
class FileGuard {
 public:
  /// Throws Error saying that `what` ("the queue") cannot be changed or locked.
  FileGuard(const std::filesystem::path& path, const char* what);
  ~FileGuard();
  FileGuard(const FileGuard&) = delete;
  FileGuard& operator=(const FileGuard&) = delete;

 private:
  int file_ = -1;
};

}  // namespace ganvas::runs
