#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace ganvas::data {

/// `count` of the places 0 … available − 1, drawn without replacement from the seed; ascending. All of them where there
/// are no more.
std::vector<std::size_t> drawSubset(std::size_t available, std::int64_t count, std::uint64_t seed);

/// factor × `available` places, rounded, drawn with replacement from the seed; ascending.
std::vector<std::size_t> drawCopies(std::size_t available, double factor, std::uint64_t seed);

/// Each place once, and as many again of each smaller class, drawn with replacement from the seed, as bring it to the
/// size of the largest; ascending. `labels` ≥ 0; a class without a picture stays without.
std::vector<std::size_t> drawBalanced(std::span<const std::int32_t> labels, std::uint64_t seed);

}  // namespace ganvas::data
