#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/batch_source.h"
#include "data/cache_key.h"

namespace ganvas::data {

/// The header of a prepared set (`header.json`), written last: what has none is not finished.
struct PreparedHeader {
  std::string key;          ///< CacheKey::name()
  std::string inputs;       ///< CacheKey::text, for people
  SetInfo info;             ///< all pictures, no limit
  std::string fingerprint;  ///< of all pictures
  std::int64_t namesBytes = 0;
  std::uint64_t labelsHash = 0;  ///< contentHash() of the file of labels
  std::uint64_t indexHash = 0;   ///< of the index's two files, one for both
  std::vector<LeftOut> leftOut;
};

/// Writes it, with what was not taken in a file beside it. Throws Error.
void writeHeader(const std::filesystem::path& set, const PreparedHeader& header);

/// Without `leftOut`. Nothing when it is missing, damaged, of another format or key.
std::optional<PreparedHeader> readHeader(const std::filesystem::path& set, const CacheKey& key);

/// What was not taken into a set; empty when it cannot be read.
std::vector<LeftOut> readLeftOut(const std::filesystem::path& set);

}  // namespace ganvas::data
