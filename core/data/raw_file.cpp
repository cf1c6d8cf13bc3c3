#include "data/raw_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "base/error.h"

namespace ganvas::data {

namespace {

std::string adviceFor(int code) {
  switch (code) {
    case ENOSPC:
    case EDQUOT:
      return "Free some space there, or keep the cache on another disk (XDG_CACHE_HOME)";
    case EFBIG:
      return "The file would pass the size limit of this process or file system: raise it (ulimit -f), or take smaller "
             "pictures (data.width, data.height)";
    case EACCES:
    case EPERM:
    case EROFS:
      return "Check the permissions, or keep the cache elsewhere (XDG_CACHE_HOME)";
    case EMFILE:
    case ENFILE:
      return "Too many files are open: close other programs, or raise the limit (ulimit -n)";
    default:
      return "Check the disk";
  }
}

[[noreturn]] void fail(const char* action, const std::filesystem::path& path, int code) {
  throw Error(std::string(action) + ": " + std::system_category().message(code), path.string(), adviceFor(code));
}

}  // namespace

RawFile::RawFile(std::filesystem::path path, int flags) : path_(std::move(path)) {
  do descriptor_ = ::open(path_.c_str(), flags | O_CLOEXEC | O_NONBLOCK, 0666);
  while (descriptor_ < 0 && errno == EINTR);
  if (descriptor_ < 0) fail("cannot open the file", path_, errno);
}

RawFile RawFile::open(const std::filesystem::path& file) {
  return {file, O_RDONLY};
}

RawFile RawFile::create(const std::filesystem::path& file) {
  return {file, O_RDWR | O_CREAT | O_TRUNC};
}

RawFile::RawFile(RawFile&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

RawFile& RawFile::operator=(RawFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

RawFile::~RawFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::int64_t RawFile::size() const {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) fail("cannot read the file", path_, errno);
  return S_ISREG(status.st_mode) ? std::int64_t{status.st_size} : -1;
}

void RawFile::readAt(std::int64_t offset, std::span<std::uint8_t> bytes) const {
  while (!bytes.empty()) {
    const ssize_t got = ::pread(descriptor_, bytes.data(), bytes.size(), offset);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("cannot read the file", path_, errno);
    if (got == 0) throw Error("the file ends early: it was cut while it was in use", path_.string(), "Start again");
    bytes = bytes.subspan(static_cast<std::size_t>(got));
    offset += got;
  }
}

void RawFile::writeAt(std::int64_t offset, std::span<const std::uint8_t> bytes) const {
  while (!bytes.empty()) {
    const ssize_t put = ::pwrite(descriptor_, bytes.data(), bytes.size(), offset);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) fail("cannot write the file", path_, errno);
    bytes = bytes.subspan(static_cast<std::size_t>(put));
    offset += put;
  }
}

void RawFile::reserve(std::int64_t bytes) const {
  if (bytes == 0) return;
  int code;
  do code = ::posix_fallocate(descriptor_, 0, bytes);
  while (code == EINTR);
  // Where space cannot be reserved, a full disk shows when it is written to.
  if (code != 0 && code != EOPNOTSUPP && code != EINVAL) fail("cannot write the file", path_, code);
}

void RawFile::resize(std::int64_t bytes) const {
  if (::ftruncate(descriptor_, bytes) != 0) fail("cannot write the file", path_, errno);
}

void RawFile::sync() const {
  int result;
  do result = ::fsync(descriptor_);
  while (result != 0 && errno == EINTR);
  if (result != 0) fail("cannot bring the file to disk", path_, errno);
}

}  // namespace ganvas::data
