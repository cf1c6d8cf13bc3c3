#pragma once

#include <cstdint>
#include <filesystem>

namespace ganvas::runs {

/// Bytes of a run's files by kind.
struct DiskUse {
  std::int64_t checkpoints = 0;
  std::int64_t samples = 0;
  std::int64_t history = 0;  ///< history.db and what SQLite keeps beside it
  std::int64_t exports = 0;
  std::int64_t other = 0;

  std::int64_t total() const { return checkpoints + samples + history + exports + other; }
};

/// Adds up the files of a run. Links are not followed; what vanishes meanwhile or cannot be looked at counts nothing.
/// Never throws for what is on disk.
DiskUse diskUse(const std::filesystem::path& run);

/// The bytes of the files below a directory, or of one file.
std::int64_t bytesOf(const std::filesystem::path& path);

}  // namespace ganvas::runs
