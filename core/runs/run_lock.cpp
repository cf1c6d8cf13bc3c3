#include "runs/run_lock.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <string_view>
#include <utility>

#include "base/error.h"

namespace ganvas::runs {

namespace {

std::string hostName() {
  char name[256] = {};
  if (gethostname(name, sizeof name - 1) != 0) return "localhost";
  return name;
}

struct Content {
  bool empty = true;
  LockHolder holder;  // host is empty where the file names nobody
};

Content readContent(int file) {
  char bytes[1024];
  const ssize_t size = pread(file, bytes, sizeof bytes, 0);
  if (size <= 0) return {};
  const std::string_view text(bytes, static_cast<std::size_t>(size));
  const std::size_t line = text.find('\n');
  LockHolder holder;
  if (line == 0 || line == std::string_view::npos) return {false, {}};
  const char* const end = text.data() + text.size();
  const auto [next, error] = std::from_chars(text.data() + line + 1, end, holder.process);
  if (error != std::errc() || holder.process <= 0) return {false, {}};
  holder.host = text.substr(0, line);
  return {false, holder};
}

std::string nameOf(const LockHolder& holder) {
  if (holder.host.empty()) return "another process";
  return "process " + std::to_string(holder.process) + " on " + holder.host;
}

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& what, const std::string& advice) {
  throw Error(what, path.string(), advice);
}

// Open file description locks: they belong to the open file, not to the process, end with its holder however it dies,
// and can be asked about without being taken, so that whoever looks never keeps a taker out.
bool take(int file, const std::filesystem::path& path) {
  struct flock whole {};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  if (fcntl(file, F_OFD_SETLK, &whole) == 0) return true;
  if (errno == EAGAIN || errno == EACCES) return false;
  refuse(path, std::string("the run cannot be locked: ") + std::strerror(errno),
         "Keep runs on a file system that has locks");
}

bool isTaken(int file) {
  struct flock whole {};
  whole.l_type = F_RDLCK;
  whole.l_whence = SEEK_SET;
  return fcntl(file, F_OFD_GETLK, &whole) != 0 || whole.l_type != F_UNLCK;
}

bool writeContent(int file, const std::string& text) {
  return ftruncate(file, 0) == 0 && pwrite(file, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size());
}

}  // namespace

RunLock::RunLock(const std::filesystem::path& runDirectory) {
  const std::filesystem::path path = runDirectory / "lock";
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0644);
  if (file_ < 0) {
    refuse(path, std::string("the run's lock cannot be opened: ") + std::strerror(errno),
           "Check that the run exists and that you may write its directory");
  }
  try {
    if (!take(file_, path)) {
      refuse(path, "the run is in use by " + nameOf(readContent(file_).holder), "Stop it there, or wait for it to end");
    }
    const auto [empty, holder] = readContent(file_);
    const std::string host = hostName();
    if (!holder.host.empty() && holder.host != host) {
      refuse(path, "the run is in use by " + nameOf(holder) + ", and whether that still lives cannot be told from here",
             "If that process is gone, delete this file and try again");
    }
    tookOver_ = !empty;
    if (!writeContent(file_, host + "\n" + std::to_string(getpid()) + "\n")) {
      refuse(path, std::string("the run's lock cannot be written: ") + std::strerror(errno),
             "Check the free space of the disk");
    }
  } catch (...) {
    ::close(file_);
    throw;
  }
}

RunLock::~RunLock() {
  if (file_ < 0) return;
  // Empty before it is free: a file that names a process and is free is a dead one's.
  if (ftruncate(file_, 0) != 0) {
    // The next one takes it over as a dead one's, which does no harm.
  }
  ::close(file_);
}

RunLock::RunLock(RunLock&& other) noexcept : file_(std::exchange(other.file_, -1)), tookOver_(other.tookOver_) {}

LockState RunLock::inspect(const std::filesystem::path& runDirectory, LockHolder* holder) {
  const int file = ::open((runDirectory / "lock").c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return errno == ENOENT || errno == ENOTDIR ? LockState::Free : LockState::HeldElsewhere;
  const bool taken = isTaken(file);
  const Content content = readContent(file);
  ::close(file);
  if (holder) *holder = content.holder;
  if (!content.holder.host.empty() && content.holder.host != hostName()) return LockState::HeldElsewhere;
  if (taken) return LockState::HeldHere;
  return content.empty ? LockState::Free : LockState::Stale;
}

}  // namespace ganvas::runs
