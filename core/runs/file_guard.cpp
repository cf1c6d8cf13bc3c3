#include "runs/file_guard.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "base/error.h"

namespace ganvas::runs {

namespace {

[[noreturn]] void refuse(const std::string& what, const std::filesystem::path& path, int code) {
  throw Error(what + ": " + std::strerror(code), path.string(),
              "Check the permissions and the free space of its directory");
}

}  // namespace

bool lockFile(int file, bool wait) {
  struct flock whole {};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  int result;
  do result = fcntl(file, wait ? F_OFD_SETLKW : F_OFD_SETLK, &whole);
  while (result != 0 && errno == EINTR);
  return result == 0;
}

FileGuard::FileGuard(const std::filesystem::path& path, const char* what) {
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0644);
  if (file_ < 0) refuse(std::string(what) + " cannot be changed", path, errno);
  if (lockFile(file_, true)) return;
  const int code = errno;
  ::close(file_);
  refuse(std::string(what) + " cannot be locked", path, code);
}

FileGuard::~FileGuard() {
  ::close(file_);
}

}  // namespace ganvas::runs
