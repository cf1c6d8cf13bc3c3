#include "data/selection_duplicates.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "base/error.h"

// A plain x86-64 has no instruction that counts bits; each processor since 2008 has.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define GANVAS_COUNTS_BITS __attribute__((target_clones("popcnt", "default")))
#else
#define GANVAS_COUNTS_BITS
#endif

namespace ganvas::data {

namespace {

constexpr int kBits = 64;

/// Sets joined in pairs; the smallest member stands for each.
class DisjointSets {
 public:
  explicit DisjointSets(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t find(std::size_t item) {
    while (parent_[item] != item) item = parent_[item] = parent_[parent_[item]];
    return item;
  }
  void join(std::size_t a, std::size_t b) {
    const auto [low, high] = std::minmax({find(a), find(b)});
    parent_[high] = low;
  }

 private:
  std::vector<std::size_t> parent_;
};

/// Writes to `found` which of the hashes differ from `hash` in at most `distance` bits; returns how many.
GANVAS_COUNTS_BITS
std::size_t findNear(std::uint64_t hash, const std::uint64_t* hashes, std::size_t count, int distance,
                     std::uint32_t* found) {
  std::size_t matches = 0;
  for (std::size_t i = 0; i < count; ++i) {
    found[matches] = static_cast<std::uint32_t>(i);
    matches += std::popcount(hash ^ hashes[i]) <= distance ? 1 : 0;
  }
  return matches;
}

/// Joins what is near among hashes that are equal in one band of their bits.
class BucketJoiner {
 public:
  BucketJoiner(DisjointSets& sets, int distance, const std::stop_token& stop)
      : sets_(sets), distance_(distance), stop_(stop) {}

  /// `hashes` are those of `items`.
  void join(std::span<const std::uint64_t> hashes, const std::size_t* items) {
    found_.resize(std::max(found_.size(), hashes.size()));
    for (std::size_t i = 0; i + 1 < hashes.size(); ++i) {
      if (stop_.stop_requested()) throw Error("cancelled", "", "");
      const std::size_t matches =
          findNear(hashes[i], hashes.data() + i + 1, hashes.size() - i - 1, distance_, found_.data());
      for (std::size_t m = 0; m < matches; ++m) sets_.join(items[i], items[i + 1 + found_[m]]);
    }
  }

 private:
  DisjointSets& sets_;
  int distance_;
  const std::stop_token& stop_;
  std::vector<std::uint32_t> found_;
};

// Of distance + 1 bands at least one is equal in two hashes that differ in `distance` bits: only within a band's
// buckets need hashes be compared.
void joinNear(const std::vector<std::uint64_t>& hashes, int distance, DisjointSets& sets, const std::stop_token& stop) {
  const int bands = std::min(distance + 1, kBits);
  BucketJoiner joiner(sets, distance, stop);
  std::vector<std::pair<std::uint64_t, std::size_t>> order(hashes.size());  // the band's bits, which hash
  std::vector<std::uint64_t> sorted(hashes.size());
  std::vector<std::size_t> items(hashes.size());
  for (int band = 0; band < bands; ++band) {
    const int first = kBits * band / bands, width = kBits * (band + 1) / bands - first;
    for (std::size_t i = 0; i < hashes.size(); ++i)
      order[i] = {hashes[i] << (kBits - first - width) >> (kBits - width), i};
    std::sort(order.begin(), order.end());
    for (std::size_t i = 0; i < order.size(); ++i) {
      items[i] = order[i].second;
      sorted[i] = hashes[items[i]];
    }
    for (std::size_t start = 0, end = 0; start < order.size(); start = end) {
      while (end < order.size() && order[end].first == order[start].first) ++end;
      joiner.join({sorted.data() + start, end - start}, items.data() + start);
    }
  }
}

}  // namespace

std::vector<std::size_t> equalGroups(std::span<const std::uint64_t> hashes) {
  std::unordered_map<std::uint64_t, std::size_t> firsts(hashes.size());
  std::vector<std::size_t> groups(hashes.size());
  for (std::size_t i = 0; i < hashes.size(); ++i) groups[i] = firsts.emplace(hashes[i], i).first->second;
  return groups;
}

std::vector<std::size_t> nearGroups(std::span<const std::uint64_t> hashes, int distance, const std::stop_token& stop) {
  std::vector<std::size_t> groups = equalGroups(hashes);
  std::vector<std::uint64_t> unequal;
  std::vector<std::size_t> places;                  // of `unequal` among `hashes`, ascending
  std::vector<std::size_t> numbers(groups.size());  // the other way round
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i] != i) continue;
    numbers[i] = unequal.size();
    unequal.push_back(hashes[i]);
    places.push_back(i);
  }
  DisjointSets sets(unequal.size());
  if (distance > 0) joinNear(unequal, distance, sets, stop);
  for (std::size_t& group : groups) group = places[sets.find(numbers[group])];
  return groups;
}

}  // namespace ganvas::data
