#include "data/preparation_draw.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.h"

namespace ganvas::data {

namespace {

// Streams of random numbers that one seed is split into; training has 1 and on.
enum Stream : std::uint64_t { kSubset = 101, kCopies, kBalance };

std::vector<std::size_t> allOf(std::size_t count) {
  std::vector<std::size_t> places(count);
  std::iota(places.begin(), places.end(), std::size_t{0});
  return places;
}

}  // namespace

std::vector<std::size_t> drawSubset(std::size_t available, std::int64_t count, std::uint64_t seed) {
  if (count < 0 || static_cast<std::size_t>(count) >= available) return allOf(available);
  const std::vector<std::int64_t> order =
      epochOrder(streamSeed(seed, kSubset), 0, static_cast<std::int64_t>(available));
  std::vector<std::size_t> places(order.begin(), order.begin() + count);
  std::sort(places.begin(), places.end());
  return places;
}

std::vector<std::size_t> drawCopies(std::size_t available, double factor, std::uint64_t seed) {
  const auto count = static_cast<std::size_t>(std::llround(factor * static_cast<double>(available)));
  const std::uint64_t key = streamSeed(seed, kCopies);
  std::vector<std::size_t> places(count);
  for (std::size_t i = 0; i < count; ++i) places[i] = mix64(key + i) % available;
  std::sort(places.begin(), places.end());
  return places;
}

std::vector<std::size_t> drawBalanced(std::span<const std::int32_t> labels, std::uint64_t seed) {
  std::vector<std::vector<std::size_t>> members;  // by label
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto label = static_cast<std::size_t>(labels[i]);
    if (label >= members.size()) members.resize(label + 1);
    members[label].push_back(i);
  }
  std::size_t largest = 0;
  for (const auto& member : members) largest = std::max(largest, member.size());
  std::vector<std::size_t> places = allOf(labels.size());
  for (std::size_t label = 0; label < members.size(); ++label) {
    const std::vector<std::size_t>& member = members[label];
    const std::uint64_t key = streamSeed(streamSeed(seed, kBalance), label);
    for (std::size_t i = member.size(); i < largest && !member.empty(); ++i) {
      places.push_back(member[mix64(key + i) % member.size()]);
    }
  }
  std::sort(places.begin(), places.end());
  return places;
}

}  // namespace ganvas::data
