#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/files.h"

namespace ganvas::data {

/// The directory that holds the prepared sets, one directory each; names that end in ".part" are half made or half
/// removed. Nothing is ever written outside of it.
class CacheRoom {
 public:
  static constexpr std::int64_t kMostBytes = 20'000'000'000;

  explicit CacheRoom(std::filesystem::path directory = userCacheDirectory() / "sets",
                     std::int64_t mostBytes = kMostBytes);

  const std::filesystem::path& directory() const { return directory_; }

  /// A name beside a set's that nobody else uses, for what is half made or to be removed.
  std::filesystem::path aside(const std::string& name) const;
  /// Removes what killed processes left behind.
  void removeLeftovers() const;
  /// Makes room for a new set: removes the longest unused ones that nobody uses until all fit within the limit and
  /// `bytes` are free on the disk. Throws Error when so many are not to be had there.
  void makeRoom(std::int64_t bytes) const;
  /// Takes a directory out of the way at once, then removes it. Who reads it may go on.
  void discard(const std::filesystem::path& set) const;
  /// Puts a finished directory in its place, instead of what may be there.
  void putInPlace(const std::filesystem::path& part, const std::filesystem::path& set) const;

 private:
  std::filesystem::path directory_;
  std::int64_t mostBytes_;
};

}  // namespace ganvas::data
