#pragma once

#include <algorithm>
#include <memory>
#include <vector>

#include "base/batch_source.h"

namespace ganvas::fuzz {

/// Reads the first and the last pictures of a source.
inline void readEnds(BatchSource& source) {
  const auto count = std::min<std::int64_t>(source.info().count, 8);
  std::vector<std::int32_t> labels(static_cast<std::size_t>(count));
  std::vector<std::uint8_t> pixels(labels.size() * source.info().pictureBytes());
  source.read(source.info().count - count, pixels, labels);
  source.read(0, pixels, labels);
}

}  // namespace ganvas::fuzz
