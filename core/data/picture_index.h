#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/batch_source.h"
#include "data/raw_file.h"

namespace ganvas::data {

/// What the index of a prepared set holds of each picture, as it lies in the file.
struct IndexEntry {
  std::uint64_t nameEnd = 0;  ///< in the file of names, where the picture's name ends and the next one's begins
  std::int64_t bytes = 0;     ///< of the source file
  std::int32_t width = 0;     ///< of the source file, pixels
  std::int32_t height = 0;
  std::uint64_t pixelHash = 0;  ///< contentHash() of its pixels
};
static_assert(sizeof(IndexEntry) == 32);

/// The whole index in memory.
struct PictureIndex {
  std::vector<IndexEntry> entries;
  std::string names;  ///< one after the other

  /// A picture's name; empty where the index is damaged.
  std::string_view nameOf(std::size_t picture) const;
};

/// The index's two files of a prepared set: 32 bytes for each picture, and the names.
class IndexFiles {
 public:
  explicit IndexFiles(const std::filesystem::path& set);
  static void write(const std::filesystem::path& set, const PictureIndex& index);

  std::int64_t pictures() const;
  std::int64_t namesBytes() const { return names_.size(); }
  /// Throws Error when the files cannot be read.
  PictureIndex readAll() const;
  /// Of one picture, read now. Empty when it cannot be read.
  PictureOrigin origin(std::int64_t picture) const;

 private:
  RawFile entries_, names_;
};

/// "pictures-1 " and 16 hexadecimal digits, over the shape, the classes, and names, labels and pixels of the chosen
/// pictures (all when `chosen` is empty): a set that is copied elsewhere keeps it.
std::string fingerprintOf(const SetInfo& info, const PictureIndex& index, std::span<const std::int32_t> labels,
                          std::span<const std::int64_t> chosen);

}  // namespace ganvas::data
