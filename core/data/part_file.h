#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace ganvas::data {

/// FILE.part: where a file grows until it is whole. It outlives a broken download, so that another can go on with it.
/// Locked while open: no two processes write one.
class PartFile {
 public:
  /// Opens FILE.part beside `target`, or makes it, and the directory. Throws Error when another process has it, or it
  /// cannot be written.
  explicit PartFile(const std::filesystem::path& target);
  ~PartFile();  ///< removes it when it is empty
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::int64_t size() const { return size_; }

  /// Throws Error when the disk is full; what fitted stays.
  void append(std::string_view bytes);
  /// Empties it.
  void clear();
  /// Brings it to disk and puts it in place of the target. Nothing else may follow.
  void finish();

 private:
  bool lockIfInPlace();

  std::filesystem::path target_, path_;
  int file_ = -1;
  std::int64_t size_ = 0;
};

}  // namespace ganvas::data
