#include "data/set_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace ganvas::data {

namespace {

constexpr const char* kFile = "lock";

int lock(int descriptor, int operation) {
  int result;
  do result = ::flock(descriptor, operation | LOCK_NB);
  while (result != 0 && errno == EINTR);
  return result;
}

// The directory may have been renamed or removed between opening the file and locking it.
bool isStillAt(int descriptor, const std::filesystem::path& file) {
  struct stat held {
  }, there{};
  return ::fstat(descriptor, &held) == 0 && ::stat(file.c_str(), &there) == 0 && held.st_dev == there.st_dev &&
         held.st_ino == there.st_ino;
}

}  // namespace

std::optional<SetLock> SetLock::take(const std::filesystem::path& directory, int flags, int operation) {
  const std::filesystem::path file = directory / kFile;
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK | flags, 0666);
  if (descriptor < 0) return {};
  const bool holds = lock(descriptor, operation) == 0;
  const bool busy = !holds && errno == EWOULDBLOCK;
  SetLock result(descriptor, holds);
  if (busy || !isStillAt(descriptor, file)) return {};
  return result;
}

std::optional<SetLock> SetLock::share(const std::filesystem::path& directory) {
  return take(directory, 0, LOCK_SH);
}

std::optional<SetLock> SetLock::takeAlone(const std::filesystem::path& directory) {
  return take(directory, O_CREAT, LOCK_EX);
}

SetLock::SetLock(SetLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), holds_(std::exchange(other.holds_, false)) {}

SetLock& SetLock::operator=(SetLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(holds_, other.holds_);
  return *this;
}

SetLock::~SetLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void SetLock::letOthersIn() {
  holds_ = lock(descriptor_, LOCK_SH) == 0;
}

void SetLock::noteUse() const {
  ::futimens(descriptor_, nullptr);  // without it the set goes earlier, no more
}

}  // namespace ganvas::data
