#include "sets/picture_container.h"

#include <system_error>

#include "base/error.h"
#include "sets/archive_container.h"
#include "sets/archive_reader.h"
#include "sets/directory_container.h"
#include "sets/plain_file.h"

namespace ganvas::sets {

namespace fs = std::filesystem;

bool isArchive(const fs::path& file) {
  try {
    plainFileSize(file);
    if (!beginsLikeZip(file)) ArchiveReader{file};
    return true;
  } catch (const Error&) {
    return false;
  }
}

std::unique_ptr<PictureContainer> openContainer(const fs::path& path, const std::stop_token& stop) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  if (status.type() == fs::file_type::not_found) {
    throw Error("there is no such directory or archive", path.string(), "Set it with --set data.path=PATH");
  }
  return fs::is_directory(status) ? openDirectory(path, stop) : openArchive(path, stop);
}

}  // namespace ganvas::sets
