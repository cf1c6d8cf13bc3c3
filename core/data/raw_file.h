#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

namespace ganvas::data {

/// An open file, read and written whole stretches at an offset: by several threads at once, and never through a
/// mapping, so that a file that is cut or a disk that is full is an Error and not the end of the program.
class RawFile {
 public:
  /// For reading. Throws Error naming the file.
  static RawFile open(const std::filesystem::path& file);
  /// For reading and writing, empty. Throws Error naming the file.
  static RawFile create(const std::filesystem::path& file);
  RawFile(RawFile&& other) noexcept;
  RawFile& operator=(RawFile&& other) noexcept;
  ~RawFile();

  const std::filesystem::path& path() const { return path_; }
  int descriptor() const { return descriptor_; }
  std::int64_t size() const;
  /// Throws Error also where the file ends early.
  void readAt(std::int64_t offset, std::span<std::uint8_t> bytes) const;
  void writeAt(std::int64_t offset, std::span<const std::uint8_t> bytes) const;
  /// Takes the space on the disk for so many bytes. Throws Error: disk full, limits.
  void reserve(std::int64_t bytes) const;
  void resize(std::int64_t bytes) const;
  /// Brings what was written to disk.
  void sync() const;

 private:
  RawFile(std::filesystem::path path, int flags);

  std::filesystem::path path_;
  int descriptor_ = -1;
};

}  // namespace ganvas::data
