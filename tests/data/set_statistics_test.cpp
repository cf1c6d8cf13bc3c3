#include "data/set_statistics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "base/random.h"

namespace ganvas::data {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Pixels = std::vector<std::uint8_t>;

SetInfo infoOf(int width, int height, int channels, int classes) {
  SetInfo info{"set", width, height, channels, 0, {}, {}};
  for (int label = 0; label < classes; ++label) info.classNames.push_back(std::to_string(label));
  return info;
}

// Sixteen pictures of 3×2 RGB and their labels, computed so that another program can compute them as well:
//   p = (i·37 + j·11 + i·i·j % 97) % 256 for value j of picture i, label i % 3
Pixels computedPicture(std::size_t i) {
  Pixels pixels(18);
  for (std::size_t j = 0; j < 18; ++j) pixels[j] = static_cast<std::uint8_t>((i * 37 + j * 11 + i * i * j % 97) % 256);
  return pixels;
}

void addComputed(SetStatistics& statistics, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) statistics.add(computedPicture(i), static_cast<std::int32_t>(i % 3));
}

// Python, in fractions: x = [[(i*37 + j*11 + i*i*j % 97) % 256 for j in range(18)] for i in range(16)]
//   mean and standard deviation of all; floor(mean + 1/2) and floor(2·deviation + 1/2) of each column of x and of
//   x[1::3]
TEST(SetStatistics, AgreesWithExactFractions) {
  SetStatistics statistics(infoOf(3, 2, 3, 3));
  addComputed(statistics, 0, 16);
  const SetSummary summary = statistics.summary();
  EXPECT_EQ(summary.looked, 16);
  EXPECT_NEAR(summary.meanValue, 122.67361111111111, 1e-9);
  EXPECT_NEAR(summary.deviationValue, 71.15332914257061, 1e-9);
  EXPECT_EQ(summary.mean.width, 3);
  EXPECT_EQ(summary.mean.height, 2);
  EXPECT_EQ(summary.mean.channels, 3);
  EXPECT_EQ(summary.mean.pixels,
            (Pixels{102, 110, 93, 93, 103, 112, 112, 138, 122, 131, 141, 145, 134, 122, 132, 122, 147, 151}));
  EXPECT_EQ(summary.deviation.pixels,
            (Pixels{151, 144, 132, 143, 124, 126, 131, 136, 134, 150, 120, 125, 151, 147, 132, 134, 146, 148}));
  EXPECT_THAT(summary.classLooked, ElementsAre(6, 5, 5));
  EXPECT_EQ(summary.classMeans.at(1).pixels,
            (Pixels{105, 93, 94, 114, 82, 102, 102, 154, 123, 142, 143, 111, 131, 132, 132, 152, 172, 191}));
  EXPECT_EQ(summary.classDeviations.at(1).pixels,
            (Pixels{158, 100, 135, 143, 114, 100, 102, 127, 140, 129, 126, 120, 117, 143, 115, 123, 116, 115}));
}

TEST(SetStatistics, CountsTheValuesOfEachChannel) {
  SetStatistics statistics(infoOf(2, 1, 3, 0));
  statistics.add(Pixels{1, 2, 3, 1, 9, 255}, 0);
  statistics.add(Pixels{1, 2, 4, 0, 2, 255}, 0);
  const SetSummary summary = statistics.summary();
  ASSERT_EQ(summary.histograms.size(), 3U);
  EXPECT_EQ(summary.histograms[0][1], 3);
  EXPECT_EQ(summary.histograms[0][0], 1);
  EXPECT_EQ(summary.histograms[1][2], 3);
  EXPECT_EQ(summary.histograms[1][9], 1);
  EXPECT_EQ(summary.histograms[2][255], 2);
  EXPECT_THAT(summary.classMeans, IsEmpty());
  EXPECT_EQ(summary.mean.pixels, (Pixels{1, 2, 4, 1, 6, 255})) << "halves are rounded up";
}

TEST(SetStatistics, BlackAndWhiteDeviateByHalfTheRange) {
  SetStatistics statistics(infoOf(1, 1, 1, 2));
  for (int i = 0; i < 1000; ++i) statistics.add(Pixels{static_cast<std::uint8_t>(i % 2 ? 255 : 0)}, i % 2);
  const SetSummary summary = statistics.summary();
  EXPECT_DOUBLE_EQ(summary.meanValue, 127.5);
  EXPECT_DOUBLE_EQ(summary.deviationValue, 127.5);
  EXPECT_THAT(summary.deviation.pixels, ElementsAre(255));
  EXPECT_THAT(summary.classDeviations.at(0).pixels, ElementsAre(0));
  EXPECT_THAT(summary.classMeans.at(1).pixels, ElementsAre(255));
}

TEST(SetStatistics, OnePictureDoesNotDeviateAndNoneHasNoNumbers) {
  SetStatistics statistics(infoOf(3, 2, 3, 3));
  const SetSummary none = statistics.summary();
  EXPECT_EQ(none.looked, 0);
  EXPECT_THAT(none.mean.pixels, IsEmpty());
  EXPECT_EQ(none.classMeans.size(), 3U);
  addComputed(statistics, 2, 3);
  const SetSummary one = statistics.summary();
  EXPECT_EQ(one.mean.pixels, computedPicture(2));
  EXPECT_EQ(one.deviation.pixels, Pixels(18, 0));
  EXPECT_EQ(one.classMeans.at(2).pixels, computedPicture(2));
  EXPECT_THAT(one.classMeans.at(0).pixels, IsEmpty()) << "a class without pictures";
  EXPECT_THAT(one.classLooked, ElementsAre(0, 0, 1));
}

TEST(SetStatistics, MergesWhatSeveralHaveAddedUp) {
  SetStatistics all(infoOf(3, 2, 3, 3)), first(infoOf(3, 2, 3, 3)), second(infoOf(3, 2, 3, 3));
  addComputed(all, 0, 16);
  addComputed(second, 0, 9);
  addComputed(first, 9, 16);
  first.addSourceSize(640, 480);
  second.addSourceSize(640, 480);
  second.addSourceSize(100, 50);
  first.merge(second);
  const SetSummary merged = first.summary(), whole = all.summary();
  EXPECT_EQ(merged.looked, 16);
  EXPECT_EQ(merged.histograms, whole.histograms);
  EXPECT_EQ(merged.mean, whole.mean);
  EXPECT_EQ(merged.deviation, whole.deviation);
  EXPECT_EQ(merged.classMeans, whole.classMeans);
  EXPECT_EQ(merged.classDeviations, whole.classDeviations);
  EXPECT_EQ(merged.classLooked, whole.classLooked);
  ASSERT_EQ(merged.sizes.size(), 2U);
  EXPECT_EQ(merged.sizes[0].count, 2);
  EXPECT_EQ(merged.sizes[1].width, 100);
}

TEST(SetStatistics, LabelsBeyondTheClassesCountForTheSet) {
  SetStatistics statistics(infoOf(1, 1, 1, 2));
  statistics.add(Pixels{10}, 1);
  statistics.add(Pixels{20}, 2);
  statistics.add(Pixels{30}, -1);
  const SetSummary summary = statistics.summary();
  EXPECT_THAT(summary.mean.pixels, ElementsAre(20));
  EXPECT_THAT(summary.classLooked, ElementsAre(0, 1));
}

// Memory for three pictures' sums: two classes and the rest.
TEST(SetStatistics, KeepsTheClassesThatAreMetMostWhereMemoryIsShort) {
  SetStatistics statistics(infoOf(1, 1, 1, 5), 3 * 16);
  for (std::int32_t label = 0; label < 5; ++label)
    statistics.add(Pixels{static_cast<std::uint8_t>(200 + label)}, label);
  EXPECT_THAT(statistics.summary().classLooked, ElementsAre(1, 1, 0, 0, 0));
  for (int i = 0; i < 20; ++i) statistics.add(Pixels{100}, 4);
  for (int i = 0; i < 10; ++i) statistics.add(Pixels{50}, 3);
  const SetSummary summary = statistics.summary();
  EXPECT_GT(summary.classLooked.at(4), 15);
  EXPECT_GT(summary.classLooked.at(3), 5);
  EXPECT_EQ(summary.classLooked.at(0) + summary.classLooked.at(1) + summary.classLooked.at(2), 0);
  EXPECT_THAT(summary.classMeans.at(4).pixels, ElementsAre(100));
  EXPECT_THAT(summary.mean.pixels, ElementsAre(100)) << "(200 + … + 204 + 2000 + 500) / 35 = 100.3: nothing is lost";
}

TEST(SetStatistics, WithoutMemoryForOnePictureThereAreNumbersStill) {
  SetStatistics statistics(infoOf(2, 2, 1, 2), 4 * 16 - 1);
  statistics.add(Pixels{1, 2, 3, 4}, 1);
  const SetSummary summary = statistics.summary();
  EXPECT_THAT(summary.mean.pixels, IsEmpty());
  EXPECT_DOUBLE_EQ(summary.meanValue, 2.5);
  EXPECT_EQ(summary.histograms[0][3], 1);
}

TEST(SetStatistics, SourceSizesComeMostFrequentFirst) {
  SetStatistics statistics(infoOf(1, 1, 1, 0));
  statistics.addSourceSize(0, 0);
  EXPECT_THAT(statistics.summary().sizes, IsEmpty());
  for (const int width : {300, 500, 300, 400, 500, 300}) statistics.addSourceSize(width, 200);
  std::vector<std::int64_t> counts;
  std::vector<int> widths;
  for (const auto& size : statistics.summary().sizes) counts.push_back(size.count), widths.push_back(size.width);
  EXPECT_THAT(counts, ElementsAre(3, 2, 1));
  EXPECT_THAT(widths, ElementsAre(300, 500, 400));
}

TEST(SetStatistics, EndlesslyManySourceSizesAreRounded) {
  SetStatistics statistics(infoOf(1, 1, 1, 0));
  std::int64_t added = 0;
  for (int width = 1; width <= 300; ++width) {
    for (int height = 1; height <= 100; ++height, ++added) statistics.addSourceSize(width, height);
  }
  const auto sizes = statistics.summary().sizes;
  EXPECT_LE(sizes.size(), 16384U);
  EXPECT_GT(sizes.size(), 4000U);
  EXPECT_EQ(std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0},
                            [](std::int64_t sum, const auto& size) { return sum + size.count; }),
            added);
}

}  // namespace
}  // namespace ganvas::data
