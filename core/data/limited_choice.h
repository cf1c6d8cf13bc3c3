#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace ganvas::data {

/// The `limit` pictures to train on: as many of each class as can be, the first of each, ascending. Empty: all
/// (`limit` is 0 or enough). Throws Error when the limit is negative.
std::vector<std::int64_t> limitedChoice(std::span<const std::int32_t> labels, std::int64_t classes, std::int64_t limit);

}  // namespace ganvas::data
