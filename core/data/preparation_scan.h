#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <vector>

#include "base/batch_source.h"

namespace ganvas::data {

/// What choosing pictures goes by, one of each for each picture that was looked at.
struct PictureFacts {
  std::vector<std::int32_t> labels;
  std::vector<std::uint64_t> exact;  ///< imaging::exactHash; empty unless asked for
  std::vector<std::uint64_t> near;   ///< imaging::perceptualHash; empty unless asked for
};

struct FactsWanted {
  bool exact = false, near = false;
};

/// Looks at the pictures of these numbers (ascending, each once), a few at a time. Throws what the source throws, Error
/// where a label is of no class, and "cancelled" when `stop` is requested.
PictureFacts lookAtPictures(BatchSource& source, std::span<const std::int64_t> numbers, FactsWanted wanted,
                            const std::stop_token& stop,
                            const std::function<void(std::int64_t done, std::int64_t total)>& progress);

}  // namespace ganvas::data
