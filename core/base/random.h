#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace ganvas {

/// One output of the SplitMix64 generator (Steele, Lea, Flood 2014) at state `x`: a good 64-bit mix.
std::uint64_t mix64(std::uint64_t x);

/// A seed for an independent stream, from a seed and the stream's number.
std::uint64_t streamSeed(std::uint64_t seed, std::uint64_t stream);

/// Fills `out` with standard normal values that depend on (seed, index) alone, whatever was drawn before and on
/// whatever device the result is used. Used for the latent vector of generated picture `index`.
void standardNormal(std::uint64_t seed, std::uint64_t index, std::span<float> out);

/// A permutation of 0..count−1 that depends on (seed, epoch) alone: the order of the pictures in that epoch.
std::vector<std::int64_t> epochOrder(std::uint64_t seed, std::uint64_t epoch, std::int64_t count);

}  // namespace ganvas
