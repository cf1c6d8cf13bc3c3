#include "sets/plain_file.h"

#include <system_error>

#include "base/error.h"

namespace ganvas::sets {

namespace fs = std::filesystem;

namespace {

// The advice fits files and directories alike.
[[noreturn]] void failToLook(const fs::path& path, const std::error_code& failure) {
  throw Error("it cannot be read: " + failure.message(), path.string(), "Check its permissions and those above it");
}

}  // namespace

std::int64_t plainFileSize(const fs::path& file) {
  std::error_code failure;
  const fs::file_status status = fs::status(file, failure);
  if (status.type() == fs::file_type::not_found) {
    throw Error("there is no such file", file.string(), "Check data.path and the file's name");
  }
  if (status.type() == fs::file_type::none) failToLook(file, failure);
  if (fs::is_directory(status)) throw Error("this is a directory, not a file", file.string(), "Check data.path");
  if (!fs::is_regular_file(status)) {
    throw Error("this is not a plain file but a pipe or device", file.string(), "Copy the data to a plain file");
  }
  const std::uintmax_t size = fs::file_size(file, failure);
  if (failure) failToLook(file, failure);
  return static_cast<std::int64_t>(size);
}

void requireDirectory(const fs::path& directory) {
  std::error_code failure;
  const fs::file_status status = fs::status(directory, failure);
  if (status.type() == fs::file_type::not_found) {
    throw Error("there is no such directory", directory.string(), "Set it with --set data.path=DIR");
  }
  if (status.type() == fs::file_type::none) failToLook(directory, failure);
  if (!fs::is_directory(status)) {
    throw Error("this is not a directory", directory.string(), "Set data.path to the directory that holds the files");
  }
  const fs::directory_iterator entries(directory, failure);
  if (failure) failToLook(directory, failure);
}

bool isThere(const fs::path& file) {
  std::error_code failure;
  return fs::exists(file, failure);
}

}  // namespace ganvas::sets
