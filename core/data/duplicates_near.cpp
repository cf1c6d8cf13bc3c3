#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "data/duplicates.h"

namespace ganvas::data {

namespace {

constexpr std::size_t kFew = 384;           // hashes that are compared each with each: cheaper than sorting them
constexpr std::size_t kCrossPerHash = 256;  // comparisons a hash between groups that are cheaper than sorting, too
constexpr std::size_t kPause = 1 << 18;     // hashes sorted or compared between two calls of `between`

int differingBits(std::uint64_t a, std::uint64_t b) {
  std::uint64_t x = a ^ b;  // counted by hand: the processors that this is compiled for need not know how
  x -= (x >> 1) & 0x5555555555555555;
  x = (x & 0x3333333333333333) + ((x >> 2) & 0x3333333333333333);
  x = (x + (x >> 4)) & 0x0F0F0F0F0F0F0F0F;
  return static_cast<int>((x * 0x0101010101010101) >> 56);
}

/// Which hashes belong together so far.
class Union {
 public:
  explicit Union(std::size_t count) : parents_(count) { std::iota(parents_.begin(), parents_.end(), 0U); }

  std::uint32_t find(std::uint32_t i) {
    while (parents_[i] != i) i = parents_[i] = parents_[parents_[i]];
    return i;
  }
  /// The smallest member is the root.
  void join(std::uint32_t a, std::uint32_t b) {
    a = find(a), b = find(b);
    parents_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> parents_;
};

struct Item {
  std::uint64_t hash = 0;
  std::uint32_t index = 0;  ///< among the different hashes
  std::uint32_t root = 0;   ///< as of the last look
};

using Items = std::span<Item>;

/// Joins the hashes at a distance of at most `distance`.
///
/// The bits in which a set of hashes varies are dealt out to distance + 1 bands: hashes that near agree in all bits of
/// at least one of them. So for each band the hashes are sorted by it, and those that agree in it are a smaller set,
/// joined in the same way by the bits in which they still vary. Bits that split a set well go to different bands; where
/// even so the smaller sets have more pairs together than the large one, its own are compared one by one. Pairs
/// that belong together already need no look: dense clouds of hashes, which no band takes apart, are joined about their
/// middle first.
class NearSearch {
 public:
  NearSearch(std::size_t count, int distance, const std::function<void()>& between)
      : distance_(distance), between_(between), union_(count) {}

  void join(Items items);
  std::uint32_t root(std::uint32_t index) { return union_.find(index); }

 private:
  using BitCounts = std::array<std::size_t, 64>;

  std::vector<Items> split(Items items, std::uint64_t band);
  void compareAll(Items items);
  bool joinAcross(Items items, std::size_t limit);
  void joinMiddle(Items items, const BitCounts& ones);
  void joinAll(Items items);
  std::vector<std::uint64_t> bands(const BitCounts& ones, std::size_t count) const;
  void work(std::size_t amount);

  int distance_;
  const std::function<void()>& between_;
  Union union_;
  std::size_t worked_ = 0;
};

void NearSearch::work(std::size_t amount) {
  worked_ += amount;
  if (worked_ < kPause) return;
  worked_ = 0;
  if (between_) between_();
}

void NearSearch::join(Items items) {
  if (items.size() <= kFew) return compareAll(items);
  BitCounts ones{};
  for (const Item& item : items) {
    for (std::size_t bit = 0; bit < 64; ++bit) ones[bit] += item.hash >> bit & 1;
  }
  work(16 * items.size());
  const auto varying = std::count_if(ones.begin(), ones.end(), [&](auto n) { return n > 0 && n < items.size(); });
  if (varying <= distance_) return joinAll(items);
  joinMiddle(items, ones);
  if (joinAcross(items, kCrossPerHash)) return;
  double pairs = static_cast<double>(items.size()) * static_cast<double>(items.size());
  for (const std::uint64_t band : bands(ones, items.size())) {
    const std::vector<Items> parts = split(items, band);
    double inParts = 0;
    for (const Items& part : parts) inParts += static_cast<double>(part.size()) * static_cast<double>(part.size());
    pairs -= inParts;
    if (pairs <= 0) break;
    for (const Items& part : parts) join(part);
    if (inParts > pairs / 32 && joinAcross(items, kCrossPerHash)) return;  // much was joined, perhaps nearly all
  }
  if (pairs <= 0) joinAcross(items, items.size());
}

/// Sorts by the bits of the band; returns those that agree in it, where they are two or more.
std::vector<Items> NearSearch::split(Items items, std::uint64_t band) {
  std::sort(items.begin(), items.end(),
            [band](const Item& a, const Item& b) { return (a.hash & band) < (b.hash & band); });
  work(16 * items.size());
  std::vector<Items> parts;
  for (auto first = items.begin(); first != items.end();) {
    const auto end =
        std::find_if(first, items.end(), [&](const Item& item) { return ((item.hash ^ first->hash) & band) != 0; });
    if (end - first > 1) parts.emplace_back(first, end);
    first = end;
  }
  return parts;
}

void NearSearch::compareAll(Items items) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    for (std::size_t k = i + 1; k < items.size(); ++k) {
      if (differingBits(items[i].hash, items[k].hash) <= distance_) union_.join(items[i].index, items[k].index);
    }
    work(items.size() - i);
  }
}

/// Compares the members of different groups where these are few pairs, at most `limit` for each item: nearly all are of
/// one group. Otherwise false.
bool NearSearch::joinAcross(Items items, std::size_t limit) {
  for (Item& item : items) item.root = union_.find(item.index);
  std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.root < b.root; });
  work(16 * items.size());
  std::vector<Items> groups;
  double pairs = static_cast<double>(items.size()) * static_cast<double>(items.size());
  for (auto first = items.begin(); first != items.end();) {
    const auto end = std::find_if(first, items.end(), [&](const Item& item) { return item.root != first->root; });
    groups.emplace_back(first, end);
    pairs -= static_cast<double>(end - first) * static_cast<double>(end - first);
    first = end;
  }
  if (pairs / 2 > static_cast<double>(limit) * static_cast<double>(items.size())) return false;
  for (const Items& group : groups) {
    for (const Item& a : group) {
      const auto others = Items(group.data() + group.size(), items.data() + items.size());
      for (const Item& b : others) {
        if (differingBits(a.hash, b.hash) <= distance_) union_.join(a.index, b.index);
      }
      work(others.size());
    }
  }
  return true;
}

void NearSearch::joinAll(Items items) {
  for (const Item& item : items) union_.join(items.front().index, item.index);
}

/// Joins those about the middle, the bits that most have: two within half the distance of it are near each other. Then
/// what is near the one next to the middle.
void NearSearch::joinMiddle(Items items, const BitCounts& ones) {
  std::uint64_t middle = 0;
  for (std::size_t bit = 0; bit < 64; ++bit) middle |= std::uint64_t{2 * ones[bit] > items.size()} << bit;
  const auto toMiddle = [&](const Item& item) { return differingBits(item.hash, middle); };
  const Item* next = &items.front();
  for (const Item& item : items) {
    if (toMiddle(item) < toMiddle(*next)) next = &item;
  }
  const bool close = 2 * toMiddle(*next) <= distance_;
  for (const Item& item : items) {
    if ((close && 2 * toMiddle(item) <= distance_) || differingBits(item.hash, next->hash) <= distance_) {
      union_.join(next->index, item.index);
    }
  }
}

/// The varying bits, dealt out: the ones that split the hashes most evenly first, one to each band.
std::vector<std::uint64_t> NearSearch::bands(const BitCounts& ones, std::size_t count) const {
  std::vector<std::size_t> bits;
  for (std::size_t bit = 0; bit < 64; ++bit) {
    if (ones[bit] > 0 && ones[bit] < count) bits.push_back(bit);
  }
  const auto smaller = [&](std::size_t bit) { return std::min(ones[bit], count - ones[bit]); };
  std::stable_sort(bits.begin(), bits.end(), [&](std::size_t a, std::size_t b) { return smaller(a) > smaller(b); });
  std::vector<std::uint64_t> bands(static_cast<std::size_t>(distance_) + 1);
  for (std::size_t i = 0; i < bits.size(); ++i) bands[i % bands.size()] |= std::uint64_t{1} << bits[i];
  return bands;
}

/// The different hashes, ascending.
std::vector<Item> differentHashes(std::span<const std::uint64_t> hashes) {
  std::vector<std::uint64_t> sorted(hashes.begin(), hashes.end());
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  std::vector<Item> items;
  items.reserve(sorted.size());
  for (const std::uint64_t hash : sorted) items.push_back({hash, static_cast<std::uint32_t>(items.size()), 0});
  return items;
}

}  // namespace

std::vector<PictureGroup> groupNear(std::span<const std::uint64_t> hashes, int distance,
                                    const std::function<void()>& between) {
  if (distance <= 0) return groupEqual(hashes);
  std::vector<Item> items = differentHashes(hashes);
  std::vector<std::uint64_t> different;
  different.reserve(items.size());
  for (const Item& item : items) different.push_back(item.hash);
  NearSearch search(items.size(), distance, between);
  search.join(items);
  items = {};

  // As equal numbers of groups: what belongs together has the same root.
  std::vector<std::uint64_t> roots;
  roots.reserve(hashes.size());
  for (const std::uint64_t hash : hashes) {
    const auto place = std::lower_bound(different.begin(), different.end(), hash) - different.begin();
    roots.push_back(search.root(static_cast<std::uint32_t>(place)));
  }
  return groupEqual(roots);
}

}  // namespace ganvas::data
