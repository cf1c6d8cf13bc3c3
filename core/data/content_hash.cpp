#include "data/content_hash.h"

#include <array>
#include <bit>
#include <cstring>

namespace ganvas::data {

static_assert(std::endian::native == std::endian::little, "words are read from files as they lie in memory");

namespace {

constexpr std::size_t kLanes = 4;  // independent chains keep the multiplier busy

// Invertible in each argument, so that no single change is ever lost.
std::uint64_t join(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * 0x9e3779b97f4a7c15;
  return hash ^ (hash >> 29);
}

}  // namespace

std::uint64_t contentHash(std::span<const std::uint8_t> bytes) {
  std::array<std::uint64_t, kLanes> lanes{1, 2, 3, 4};
  std::array<std::uint64_t, kLanes> words;
  std::span<const std::uint8_t> rest = bytes;
  for (; rest.size() >= sizeof words; rest = rest.subspan(sizeof words)) {
    std::memcpy(words.data(), rest.data(), sizeof words);
    for (std::size_t lane = 0; lane < kLanes; ++lane) lanes[lane] = join(lanes[lane], words[lane]);
  }
  words = {};
  if (!rest.empty()) std::memcpy(words.data(), rest.data(), rest.size());
  std::uint64_t hash = bytes.size();
  for (std::size_t lane = 0; lane < kLanes; ++lane) hash = join(hash, join(lanes[lane], words[lane]));
  return hash;
}

}  // namespace ganvas::data
