#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "data/cache_key.h"
#include "data/picture_index.h"
#include "data/prepared_header.h"
#include "data/raw_file.h"
#include "data/set_lock.h"

namespace ganvas::data {

/// The pixels' file of a prepared set, mapped.
class MappedPixels {
 public:
  MappedPixels(const RawFile& file, std::size_t bytes);
  MappedPixels(const MappedPixels&) = delete;
  MappedPixels& operator=(const MappedPixels&) = delete;
  ~MappedPixels();
  std::span<const std::uint8_t> bytes() const { return bytes_; }  ///< empty where the system has no room to map it

 private:
  std::span<const std::uint8_t> bytes_;
};

/// A finished set of the cache, open: it stays readable, and is not removed to make room, as long as this lives.
struct PreparedSet {
  /// Nothing when there is none, or what is there is truncated, damaged (as far as can be told without reading the
  /// pixels), foreign, or being removed.
  static std::unique_ptr<PreparedSet> open(const std::filesystem::path& directory, const CacheKey& key);

  PreparedSet(std::filesystem::path directory, PreparedHeader header, SetLock lock);
  bool isWhole();

  std::filesystem::path directory;
  PreparedHeader header;
  SetLock lock;
  RawFile pixels;
  IndexFiles index;
  std::vector<std::int32_t> labels;
  MappedPixels mapped;
  bool isNew = false;  ///< made just now: nothing need be checked
};

/// Names of a set's files.
inline constexpr const char* kPixelsFile = "pixels";
inline constexpr const char* kLabelsFile = "labels";

/// contentHash() of both files of an index.
std::uint64_t hashOf(const PictureIndex& index);
std::uint64_t hashOf(std::span<const std::int32_t> labels);

}  // namespace ganvas::data
