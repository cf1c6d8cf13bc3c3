#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "sets/gzip_file.h"

namespace ganvas::sets {

enum class IdxKind { Images, Labels };

/// One IDX file of unsigned bytes, plain or gzip: a header (magic number, then count, height, width; big endian)
/// and that many items, each a grey picture or a label.
class IdxFile {
 public:
  /// Reads and checks the header and, where the file is plain, its length. Throws Error naming the file and what is
  /// wrong with it.
  IdxFile(const std::filesystem::path& path, IdxKind kind);

  const std::filesystem::path& path() const { return file_.path(); }
  std::int64_t count() const { return count_; }
  int height() const { return height_; }  ///< pixels; 1 for labels
  int width() const { return width_; }    ///< pixels; 1 for labels

  /// Reads whole items from item `first` on until `bytes` is full. With the last item, checks that the file ends there
  /// and a packed file's checksum. Throws Error.
  void read(std::int64_t first, std::span<std::uint8_t> bytes);

 private:
  std::int64_t itemBytes() const { return std::int64_t{height_} * width_; }
  std::int64_t headerBytes() const { return kind_ == IdxKind::Images ? 16 : 8; }
  std::int64_t totalBytes() const { return headerBytes() + count_ * itemBytes(); }
  void readHeader();
  void checkLength() const;
  void checkEnd();
  [[noreturn]] void failTruncated(std::int64_t bytesThere) const;

  GzipFile file_;
  IdxKind kind_;
  std::int64_t count_ = 0;
  int height_ = 1;
  int width_ = 1;
};

/// The classes that a labels file has: its largest label and one. Reads the whole file. Throws Error.
std::int64_t countLabelClasses(IdxFile& labels);

}  // namespace ganvas::sets
