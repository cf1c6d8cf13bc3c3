#include "data/duplicates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <chrono>
#include <numeric>

#include "base/error.h"
#include "base/error_text.h"
#include "base/random.h"

namespace ganvas::data {
namespace {

using ganvas::testing::errorOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Hashes = std::vector<std::uint64_t>;

// Each with each.
std::vector<PictureGroup> bruteForce(const Hashes& hashes, int distance) {
  std::vector<std::size_t> group(hashes.size());
  std::iota(group.begin(), group.end(), std::size_t{0});
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    for (std::size_t k = i + 1; k < hashes.size(); ++k) {
      if (group[i] == group[k] || std::popcount(hashes[i] ^ hashes[k]) > distance) continue;
      const std::size_t from = std::max(group[i], group[k]), to = std::min(group[i], group[k]);
      std::replace(group.begin(), group.end(), from, to);
    }
  }
  std::vector<PictureGroup> groups(hashes.size());
  for (std::size_t i = 0; i < hashes.size(); ++i) groups[group[i]].push_back(static_cast<std::int64_t>(i));
  std::erase_if(groups, [](const PictureGroup& one) { return one.size() < 2; });
  return groups;
}

std::uint64_t withFlips(std::uint64_t hash, int flips, std::uint64_t seed) {
  for (int i = 0; i < flips; ++i) hash ^= std::uint64_t{1} << (mix64(seed * 64 + static_cast<std::uint64_t>(i)) % 64);
  return hash;
}

// Hashes about some centres, each with up to `flips` bits changed; `mask` leaves only some bits to vary.
Hashes clouds(std::size_t count, std::size_t centres, int flips, std::uint64_t seed, std::uint64_t mask = ~0ULL) {
  Hashes hashes;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t centre = mix64(seed * 1000 + mix64(i) % centres);
    const int some = static_cast<int>(mix64(seed + i) % static_cast<std::uint64_t>(flips + 1));
    hashes.push_back(withFlips(centre, some, seed * 77 + i) & mask);
  }
  return hashes;
}

double secondsOf(const std::function<void()>& action) {
  const auto begun = std::chrono::steady_clock::now();
  action();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

TEST(GroupEqual, FindsWhatRepeats) {
  EXPECT_THAT(groupEqual(Hashes{}), IsEmpty());
  EXPECT_THAT(groupEqual(Hashes{3}), IsEmpty());
  EXPECT_THAT(groupEqual(Hashes{9, 3, 9, 5, 3, 9}), ElementsAre(ElementsAre(0, 2, 5), ElementsAre(1, 4)));
}

TEST(GroupNear, GroupsByChains) {
  // 0 – 0b11 – 0b1111: the ends differ in four bits.
  EXPECT_THAT(groupNear(Hashes{0, 15, ~0ULL, 3}, 2), ElementsAre(ElementsAre(0, 1, 3)));
  EXPECT_THAT(groupNear(Hashes{0, 15, ~0ULL, 3}, 1), IsEmpty());
  EXPECT_THAT(groupNear(Hashes{0, 15, ~0ULL, 0}, 0), ElementsAre(ElementsAre(0, 3)));
  EXPECT_THAT(groupNear(Hashes{0, ~0ULL}, 64), ElementsAre(ElementsAre(0, 1)));
  EXPECT_THAT(groupNear(Hashes{}, 4), IsEmpty());
}

// Spread, in clouds of every density, and where most bits never vary: all the ways through the search.
TEST(GroupNear, AgreesWithBruteForce) {
  for (const int distance : {1, 4, 9, 16}) {
    for (const int flips : {0, 3, 8, 16, 40}) {
      for (const std::size_t centres : {1, 20, 1200}) {
        const Hashes hashes = clouds(1200, centres, flips, static_cast<std::uint64_t>(flips));
        EXPECT_EQ(groupNear(hashes, distance), bruteForce(hashes, distance))
            << distance << " bits, " << centres << " centres, " << flips << " flips";
      }
    }
    const Hashes few = clouds(1200, 1200, 20, 5, 0x00FF00000F00FF81);
    EXPECT_EQ(groupNear(few, distance), bruteForce(few, distance)) << distance;
  }
}

TEST(GroupNear, IsQuickWhetherHashesAreSpreadOrAlike) {
  Hashes spread, equal(30000, 42);
  for (std::uint64_t i = 0; i < 30000; ++i) spread.push_back(mix64(i));
  const std::vector<std::pair<const char*, Hashes>> cases = {
      {"spread", spread},
      {"equal", equal},
      {"one cloud", clouds(30000, 1, 6, 1)},
      {"one wide cloud", clouds(30000, 1, 14, 1)},
      {"a third of the bits", clouds(30000, 30000, 0, 1, 0x249249249249249)}};
  for (const auto& [name, hashes] : cases) {
    const double seconds = secondsOf([&] { groupNear(hashes, 4); });
    EXPECT_LT(seconds, 20) << name;  // about 0.1 s in a plain build
    RecordProperty(name, std::to_string(seconds));
  }
}

TEST(GroupNear, EndsWhenItIsAsked) {
  const Hashes hashes = clouds(30000, 30000, 0, 1);
  int calls = 0;
  const auto stop = [&] {
    if (++calls == 3) throw Error("cancelled", "", "");
  };
  EXPECT_EQ(errorOf([&] { groupNear(hashes, 8, stop); }), "cancelled");
}

class KeepEqual : public ::testing::Test {
 protected:
  std::vector<PictureGroup> keep(std::vector<PictureGroup> groups) {
    return keepEqual(std::move(groups), 1, [&](std::int64_t picture, std::span<std::uint8_t> pixels) {
      order.push_back(picture);
      pixels[0] = pictures.at(static_cast<std::size_t>(picture));
      return pixels[0] != kBroken;
    });
  }
  static constexpr std::uint8_t kBroken = 99;
  std::vector<std::uint8_t> pictures;
  PictureGroup order;
};

TEST_F(KeepEqual, ReadsAllOnceInOrder) {
  pictures = {1, 2, 1, 2, 1};
  EXPECT_THAT(keep({{0, 2, 4}, {1, 3}}), ElementsAre(ElementsAre(0, 2, 4), ElementsAre(1, 3)));
  EXPECT_THAT(order, ElementsAre(0, 1, 2, 3, 4));
}

TEST_F(KeepEqual, DifferentPicturesOfOneHashComeApart) {
  pictures = {1, 2, 1, 2, 3, 4};
  EXPECT_THAT(keep({{0, 1, 2, 3, 4}}), ElementsAre(ElementsAre(0, 2), ElementsAre(1, 3)));
  EXPECT_THAT(keep({{4, 5}}), IsEmpty());
}

TEST_F(KeepEqual, WhatCannotBeReadIsPassedOver) {
  pictures = {kBroken, 1, 1, 2, kBroken};
  EXPECT_THAT(keep({{0, 1, 2, 4}, {3}}), ElementsAre(ElementsAre(1, 2)));
}

}  // namespace
}  // namespace ganvas::data
