#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace ganvas::data {

/// For each hash the index of the first one that is equal.
std::vector<std::size_t> equalGroups(std::span<const std::uint64_t> hashes);

/// For each hash the index of the first one of its group. Two are in a group when at most `distance` (0 … 64) of their
/// bits differ, or when a chain of such pairs joins them. 60,000 hashes take a fraction of a second up to distance 6,
/// a few seconds at 16. Throws Error "cancelled" when `stop` is requested.
std::vector<std::size_t> nearGroups(std::span<const std::uint64_t> hashes, int distance,
                                    const std::stop_token& stop = {});

}  // namespace ganvas::data
