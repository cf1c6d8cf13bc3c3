#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace ganvas::data {

constexpr std::size_t kCifarRecordBytes = 1 + 3 * 32 * 32;  ///< the label, then planes R, G, B

struct CifarBatch {
  std::filesystem::path file;
  std::int64_t records = 0;
};

struct CifarFiles {
  std::vector<CifarBatch> batches;      ///< in reading order
  std::vector<std::string> classNames;  ///< ten
};

/// Finds a split's files in `directory` or its subdirectory cifar-10-batches-bin, and checks that each is a whole
/// number of records long. Names come from batches.meta.txt, or are the usual ones. Throws Error.
CifarFiles findCifarFiles(const std::filesystem::path& directory, const std::string& split);

}  // namespace ganvas::data
