#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace ganvas::sets {

/// A file within a container.
struct ContainedFile {
  std::string name;         ///< path from the container's top, '/' between its parts
  std::uint64_t bytes = 0;  ///< length, unpacked
  std::int64_t time = 0;    ///< last change, nanoseconds since 1970; 0 where the container does not say
};

/// A directory with all that is below it, or a .zip, .tar, .tar.gz … read without unpacking it to disk. Nothing is
/// ever written.
class PictureContainer {
 public:
  virtual ~PictureContainer() = default;

  /// Regular files in a fixed order that reading likes best: a directory's by path, an archive's as they lie in it.
  /// Hidden files and folders are left out ('.git', '__MACOSX', '.DS_Store'), and names that leave the container.
  virtual const std::vector<ContainedFile>& files() const = 0;

  /// The bytes of a file. Throws Error (missing, no permission, damaged, over 256 MiB) naming it, in an
  /// archive as "ARCHIVE: FILE".
  /// A directory's may be read in any order, by several threads at once. An archive's cost least in ascending order
  /// (going back may mean to begin anew) and are read by one thread at a time, which this takes care of.
  virtual std::string read(std::size_t file) = 0;
  virtual bool isDirectory() const = 0;

  /// The directory or archive.
  virtual const std::filesystem::path& path() const = 0;
};

/// Whether the file begins like an archive that openContainer() reads: told by its content, not its name.
bool isArchive(const std::filesystem::path& file);

/// Opens a directory (symbolic links are followed, none twice) or an archive. Throws Error: missing, neither, damaged,
/// encrypted, more than 2^26 files; or "cancelled".
std::unique_ptr<PictureContainer> openContainer(const std::filesystem::path& path, const std::stop_token& stop = {});

}  // namespace ganvas::sets
