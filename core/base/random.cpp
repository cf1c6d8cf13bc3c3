#include "base/random.h"

#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

namespace ganvas {

namespace {

constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15ULL;

// A number in (0, 1] from 53 bits: never 0, so its logarithm is finite.
double unit(std::uint64_t bits) {
  return (static_cast<double>(bits >> 11) + 1.0) * 0x1.0p-53;
}

}  // namespace

std::uint64_t mix64(std::uint64_t x) {
  x += kGolden;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

std::uint64_t streamSeed(std::uint64_t seed, std::uint64_t stream) {
  return mix64(mix64(seed) ^ (stream * kGolden));
}

void standardNormal(std::uint64_t seed, std::uint64_t index, std::span<float> out) {
  const std::uint64_t key = streamSeed(seed, index);
  for (std::size_t i = 0; i < out.size(); i += 2) {  // Box–Muller gives two values at a time
    const double radius = std::sqrt(-2.0 * std::log(unit(mix64(key + i * kGolden))));
    const double angle = 2.0 * std::numbers::pi * unit(mix64(key + (i + 1) * kGolden));
    out[i] = static_cast<float>(radius * std::cos(angle));
    if (i + 1 < out.size()) out[i + 1] = static_cast<float>(radius * std::sin(angle));
  }
}

std::vector<std::int64_t> epochOrder(std::uint64_t seed, std::uint64_t epoch, std::int64_t count) {
  std::vector<std::int64_t> order(static_cast<std::size_t>(count));
  std::iota(order.begin(), order.end(), 0);
  const std::uint64_t key = streamSeed(seed, epoch);
  for (std::size_t i = order.size(); i > 1; --i) {  // Fisher–Yates; the bias of % is below 2^-40 for any real set
    std::swap(order[i - 1], order[mix64(key + i) % i]);
  }
  return order;
}

}  // namespace ganvas
