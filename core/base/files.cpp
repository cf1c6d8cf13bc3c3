#include "base/files.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "base/error.h"

namespace ganvas {

namespace fs = std::filesystem;

namespace {

// A file descriptor that closes itself. release() is for callers that must see close's own error.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

// Removes the part file unless the write got through.
class PartFile {
 public:
  explicit PartFile(fs::path path) : path_(std::move(path)) {}
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;
  ~PartFile() {
    if (!kept_) ::unlink(path_.c_str());
  }
  const fs::path& path() const { return path_; }
  void keep() { kept_ = true; }

 private:
  fs::path path_;
  bool kept_ = false;
};

std::string adviceFor(int code) {
  switch (code) {
    case ENOSPC:
    case EDQUOT:
      return "Free some space there, or choose a directory on another disk";
    case EFBIG:
      return "The file would pass the size limit of this process or file system: raise it (ulimit -f), free some "
             "space, or choose another directory";
    case EACCES:
    case EPERM:
      return "Check the permissions, or choose another place";
    case EROFS:
      return "The file system is read-only: choose another place";
    case ENOENT:
    case ENOTDIR:
      return "Check that the path is spelled right and its directory exists";
    case EISDIR:
      return "Name a file, not a directory";
    case EMFILE:
    case ENFILE:
      return "Too many files are open: close other programs, or raise the limit (ulimit -n)";
    case ENAMETOOLONG:
      return "Choose a shorter name";
    case EIO:
      return "The disk may be failing: check the system's log";
    default:
      return "";
  }
}

[[noreturn]] void fail(const std::string& action, const fs::path& path, int code) {
  throw Error(action + ": " + std::system_category().message(code), path.string(), adviceFor(code));
}

int openRetrying(const fs::path& path, int flags, mode_t mode = 0) {
  int fd;
  do fd = ::open(path.c_str(), flags | O_CLOEXEC, mode);
  while (fd < 0 && errno == EINTR);
  return fd;
}

fs::path parentOf(const fs::path& path) {
  const fs::path parent = path.parent_path();
  return parent.empty() ? fs::path(".") : parent;
}

// Opens a new file beside `path`. The name is short whatever the target's, and O_EXCL makes it unique even where
// another host with the same process number writes to the same directory.
std::pair<int, fs::path> openPartFile(const fs::path& path) {
  static std::atomic<unsigned> counter{0};
  for (int attempt = 0; attempt < 1000; ++attempt) {
    const fs::path part = parentOf(path) / (".ganvas-" + std::to_string(::getpid()) + "-" +
                                            std::to_string(counter.fetch_add(1)) + ".part");
    const int fd = openRetrying(part, O_WRONLY | O_CREAT | O_EXCL, 0666);
    if (fd >= 0) return {fd, part};
    if (errno != EEXIST) fail("cannot write the file", path, errno);
  }
  fail("cannot write the file", path, EEXIST);
}

void writeAll(int fd, std::string_view bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("cannot write the file", path, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void syncDescriptor(int fd, const fs::path& path) {
  int result;
  do result = ::fsync(fd);
  while (result != 0 && errno == EINTR);
  if (result != 0) fail("cannot bring the file to disk", path, errno);
}

[[noreturn]] void failTooLarge(const fs::path& path, std::uintmax_t limit) {
  throw Error("the file is larger than " + std::to_string(limit) + " bytes", path.string(),
              "Check that it is the file you meant");
}

// A base directory of the XDG specification: the variable when it holds an absolute path, else below the home
// directory.
fs::path xdgDirectory(const char* variable, const char* belowHome) {
  if (const char* value = std::getenv(variable); value && value[0] == '/') return fs::path(value) / "ganvas";
  if (const char* home = std::getenv("HOME"); home && home[0] == '/') return fs::path(home) / belowHome / "ganvas";
  if (const passwd* user = ::getpwuid(::getuid()); user && user->pw_dir && user->pw_dir[0] == '/') {
    return fs::path(user->pw_dir) / belowHome / "ganvas";
  }
  throw Error("cannot tell where your home directory is", "", std::string("Set HOME or ") + variable);
}

}  // namespace

void writeFileAtomically(const fs::path& path, std::string_view bytes) {
  auto [fd, partPath] = openPartFile(path);
  Descriptor descriptor(fd);
  PartFile part(partPath);
  writeAll(descriptor.get(), bytes, path);
  syncDescriptor(descriptor.get(), path);
  // Network file systems report a full disk or quota as late as here.
  if (::close(descriptor.release()) != 0 && errno != EINTR) fail("cannot write the file", path, errno);
  if (::rename(part.path().c_str(), path.c_str()) != 0) fail("cannot put the new file in place", path, errno);
  part.keep();
  syncDirectory(parentOf(path));
}

std::string readWholeFile(const fs::path& path, std::uintmax_t limit) {
  // O_NONBLOCK: opening a named pipe must not wait for its writer.
  const Descriptor descriptor(openRetrying(path, O_RDONLY | O_NONBLOCK));
  if (descriptor.get() < 0) fail("cannot open the file", path, errno);
  struct stat status {};
  if (::fstat(descriptor.get(), &status) != 0) fail("cannot read the file", path, errno);
  if (S_ISDIR(status.st_mode)) throw Error("this is a directory", path.string(), "Name a file in it");
  if (!S_ISREG(status.st_mode)) throw Error("this is not a plain file", path.string(), "Name a plain file");
  if (static_cast<std::uintmax_t>(status.st_size) > limit) failTooLarge(path, limit);

  std::string bytes;
  std::string chunk(1 << 16, '\0');
  bytes.reserve(static_cast<std::size_t>(status.st_size));
  for (;;) {  // until the end, not st_size: the file may grow or shrink meanwhile
    const ssize_t got = ::read(descriptor.get(), chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("cannot read the file", path, errno);
    if (got == 0) return bytes;
    bytes.append(chunk.data(), static_cast<std::size_t>(got));
    if (bytes.size() > limit) failTooLarge(path, limit);
  }
}

void syncFile(const fs::path& path) {
  const Descriptor descriptor(openRetrying(path, O_RDONLY | O_NONBLOCK));
  if (descriptor.get() < 0) fail("cannot open the file", path, errno);
  syncDescriptor(descriptor.get(), path);
}

void syncDirectory(const fs::path& directory) {
  const Descriptor descriptor(openRetrying(directory, O_RDONLY | O_DIRECTORY));
  if (descriptor.get() < 0) fail("cannot open the directory", directory, errno);
  int result;
  do result = ::fsync(descriptor.get());
  while (result != 0 && errno == EINTR);
  // Some file systems cannot sync a directory and say so: nothing more can be done there.
  if (result != 0 && errno != EINVAL && errno != ENOTSUP) {
    fail("cannot bring the directory to disk", directory, errno);
  }
}

std::uintmax_t freeSpace(const fs::path& path) {
  std::error_code failure;
  fs::path place = fs::absolute(path, failure);
  while (!fs::exists(place, failure) && place.has_relative_path()) place = place.parent_path();
  const fs::space_info space = fs::space(place, failure);
  if (failure) fail("cannot tell the free space", place, failure.value());
  return space.available;
}

fs::path userConfigDirectory() {
  return xdgDirectory("XDG_CONFIG_HOME", ".config");
}

fs::path userDataDirectory() {
  return xdgDirectory("XDG_DATA_HOME", ".local/share");
}

fs::path userCacheDirectory() {
  return xdgDirectory("XDG_CACHE_HOME", ".cache");
}

fs::path defaultRunsDirectory() {
  if (const char* value = std::getenv("GANVAS_RUNS_DIR"); value && value[0] != '\0') return value;
  return userDataDirectory() / "runs";
}

}  // namespace ganvas
