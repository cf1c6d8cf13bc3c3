#include "base/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <vector>

namespace ganvas {
namespace {

// The published SplitMix64 (S. Vigna, prng.di.unimi.it/splitmix64.c) from state 0.
TEST(Random, MixesAsSplitMix64) {
  constexpr std::uint64_t golden = 0x9E3779B97F4A7C15ULL;
  EXPECT_EQ(mix64(0), 0xE220A8397B1DCDAFULL);
  EXPECT_EQ(mix64(golden), 0x6E789E6AA1B965F4ULL);
  EXPECT_EQ(mix64(2 * golden), 0x06C45D188009454FULL);
}

TEST(Random, StreamsDiffer) {
  std::set<std::uint64_t> seeds;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    for (std::uint64_t stream = 0; stream < 50; ++stream) seeds.insert(streamSeed(seed, stream));
  }
  EXPECT_EQ(seeds.size(), 2500u);
}

TEST(Random, StandardNormalHasTheMomentsOfANormal) {
  constexpr int kVectors = 2000;
  std::vector<float> values(101);
  double sum = 0, squares = 0, fourths = 0, within = 0;
  for (int i = 0; i < kVectors; ++i) {
    standardNormal(7, static_cast<std::uint64_t>(i), values);
    for (const float v : values) {
      sum += v;
      squares += double(v) * v;
      fourths += std::pow(double(v), 4);
      within += std::fabs(v) < 1 ? 1 : 0;
    }
  }
  const double n = kVectors * 101.0;  // standard errors: mean 0.0022, variance 0.0031, fourth 0.022, share 0.001
  EXPECT_NEAR(sum / n, 0, 0.01);
  EXPECT_NEAR(squares / n, 1, 0.015);
  EXPECT_NEAR(fourths / n, 3, 0.1);
  EXPECT_NEAR(within / n, 0.682689, 0.005);
}

TEST(Random, StandardNormalDependsOnSeedAndIndexAlone) {
  std::vector<float> first(64), again(64), other(64), seeded(64);
  standardNormal(1, 5, first);
  standardNormal(1, 6, other);
  standardNormal(2, 5, seeded);
  standardNormal(1, 5, again);
  EXPECT_EQ(first, again);
  EXPECT_NE(first, other);
  EXPECT_NE(first, seeded);
  std::vector<float> shorter(33);
  standardNormal(1, 5, shorter);
  EXPECT_TRUE(std::equal(shorter.begin(), shorter.end(), first.begin()));
}

TEST(Random, EpochOrderIsAPermutation) {
  for (const std::int64_t count : {0, 1, 2, 17, 1000}) {
    std::vector<std::int64_t> order = epochOrder(3, 4, count);
    EXPECT_EQ(order, epochOrder(3, 4, count));
    std::sort(order.begin(), order.end());
    std::vector<std::int64_t> all(static_cast<std::size_t>(count));
    std::iota(all.begin(), all.end(), 0);
    EXPECT_EQ(order, all);
  }
  EXPECT_NE(epochOrder(3, 4, 1000), epochOrder(3, 5, 1000));
  EXPECT_NE(epochOrder(3, 4, 1000), epochOrder(4, 4, 1000));
}

TEST(Random, EpochOrderPutsEachPictureEverywhere) {
  // Where picture 0 lands over many epochs: uniform over 10 places, 400 times each ± 5 standard deviations.
  std::vector<int> places(10);
  for (std::uint64_t epoch = 0; epoch < 4000; ++epoch) {
    const auto order = epochOrder(1, epoch, 10);
    ++places[static_cast<std::size_t>(std::find(order.begin(), order.end(), 0) - order.begin())];
  }
  for (const int times : places) EXPECT_NEAR(times, 400, 95);
}

}  // namespace
}  // namespace ganvas
