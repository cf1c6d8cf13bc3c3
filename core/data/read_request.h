#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "base/batch_source.h"

namespace ganvas::data {

/// Checks the arguments of BatchSource::read: pictures within the set, memory that fits. Throws Error.
void checkRequest(const SetInfo& info, std::int64_t first, std::span<const std::uint8_t> pixels,
                  std::span<const std::int32_t> labels);

/// The pictures that `limit` leaves of `available`; 0 takes all. Throws Error when it is negative.
std::int64_t limitedCount(std::int64_t available, std::int64_t limit);

}  // namespace ganvas::data
