#include "data/part_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

#include "base/error.h"
#include "base/files.h"
#include "sets/catalogue.h"

namespace ganvas::data {

namespace fs = std::filesystem;

namespace {

constexpr int kMostAttempts = 10;  ///< to find a part file in its place

std::string adviceFor(int code) {
  switch (code) {
    case ENOSPC:
    case EDQUOT:
      return "Free some space there, then fetch again: it goes on where it stopped";
    case EFBIG:
      return "The file would pass the size limit of this process or file system: raise it (ulimit -f), then fetch "
             "again";
    case EACCES:
    case EPERM:
    case EROFS:
      return "Check the permissions, or set XDG_DATA_HOME to another place";
    case ELOOP:
      return "It is a symbolic link: remove it";
    default:
      return "Check the disk, then fetch again";
  }
}

[[noreturn]] void fail(const std::string& what, const fs::path& path, int code) {
  throw Error(what + ": " + std::system_category().message(code), path.string(), adviceFor(code));
}

int openPart(const fs::path& path) {
  // Neither a link to elsewhere nor a pipe.
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0644);
  if (file < 0) fail("the download cannot be written", path, errno);
  return file;
}

}  // namespace

PartFile::PartFile(const fs::path& target) : target_(target), path_(target.string() + sets::kPartEnding) {
  std::error_code failure;
  fs::create_directories(target_.parent_path(), failure);
  if (failure) fail("the directory cannot be made", target_.parent_path(), failure.value());
  for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
    file_ = openPart(path_);
    if (lockIfInPlace()) return;
    ::close(file_);
  }
  throw Error("the download cannot be written: it is exchanged all the time", path_.string(), "Remove it");
}

/// Takes the lock; false where the file went away meanwhile: whoever had it has just put it in place.
bool PartFile::lockIfInPlace() {
  struct flock whole {};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  struct stat opened {
  }, named{};
  int code = ::fcntl(file_, F_OFD_SETLK, &whole) != 0 ? errno : 0;
  if (code == 0 && ::fstat(file_, &opened) != 0) code = errno;
  if (code == 0 && !S_ISREG(opened.st_mode)) code = EINVAL;
  if (code != 0) {
    ::close(file_);
    if (code != EAGAIN && code != EACCES) fail("the download cannot be written", path_, code);
    throw Error("another process is fetching this file", path_.string(), "Wait for its end, or stop it");
  }
  size_ = opened.st_size;
  return ::lstat(path_.c_str(), &named) == 0 && named.st_ino == opened.st_ino && named.st_dev == opened.st_dev;
}

PartFile::~PartFile() {
  if (file_ < 0) return;
  if (size_ == 0) ::unlink(path_.c_str());
  ::close(file_);
}

void PartFile::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::pwrite(file_, bytes.data(), bytes.size(), size_);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("the download cannot be written", path_, errno);
    size_ += written;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void PartFile::clear() {
  if (::ftruncate(file_, 0) != 0) fail("the download cannot be written", path_, errno);
  size_ = 0;
}

void PartFile::finish() {
  if (::fsync(file_) != 0) fail("the download cannot be brought to disk", path_, errno);
  if (::rename(path_.c_str(), target_.c_str()) != 0) fail("the file cannot be put in place", target_, errno);
  ::close(file_);
  file_ = -1;
  syncDirectory(target_.parent_path());
}

}  // namespace ganvas::data
