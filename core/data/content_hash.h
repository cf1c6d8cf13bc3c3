#pragma once

#include <cstdint>
#include <span>

namespace ganvas::data {

/// A 64-bit hash of bytes, several GB a second. Any change within one stretch of 8 bytes changes it for certain, others
/// as good as always; it is no protection against somebody who wants it to stay the same.
std::uint64_t contentHash(std::span<const std::uint8_t> bytes);

}  // namespace ganvas::data
