#include "base/synthetic_source.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <vector>

#include "base/error.h"
#include "base/image_batch.h"

namespace ganvas {
namespace {

ImageBatch readAll(const SyntheticOptions& options, std::int64_t first, std::int64_t count) {
  SyntheticSource source(options);
  ImageBatch batch{options.width, options.height, options.channels, {}, {}};
  batch.labels.resize(static_cast<std::size_t>(count));
  batch.pixels.resize(batch.labels.size() * source.info().pictureBytes());
  source.read(first, batch.pixels, batch.labels);
  return batch;
}

TEST(SyntheticSource, PicturesDependOnSeedAndIndexAlone) {
  const SyntheticOptions options;
  const ImageBatch all = readAll(options, 0, 512);
  const ImageBatch part = readAll(options, 100, 3);
  const auto bytes = static_cast<std::ptrdiff_t>(all.pictureBytes());
  EXPECT_TRUE(std::equal(part.pixels.begin(), part.pixels.end(), all.pixels.begin() + 100 * bytes));
  EXPECT_TRUE(std::equal(part.labels.begin(), part.labels.end(), all.labels.begin() + 100));
  SyntheticOptions other;
  other.seed = 1;
  EXPECT_NE(readAll(other, 0, 512), all);
  EXPECT_NE(SyntheticSource(other).fingerprint(), SyntheticSource(options).fingerprint());
}

TEST(SyntheticSource, EveryClassIsThereEquallyOften) {
  const ImageBatch batch = readAll({}, 0, 500);
  for (std::int32_t label = 0; label < 10; ++label) {
    EXPECT_EQ(std::count(batch.labels.begin(), batch.labels.end(), label), 50);
  }
  int inOrder = 0;  // labels that simply count up would tell a network nothing new
  for (std::int32_t i = 0; i < 500; ++i) inOrder += batch.labels[static_cast<std::size_t>(i)] == i % 10 ? 1 : 0;
  EXPECT_LT(inOrder, 250);
}

TEST(SyntheticSource, PicturesOfAClassAreCloserThanThoseOfOthers) {
  const ImageBatch batch = readAll({}, 0, 200);
  double within = 0, between = 0, nWithin = 0, nBetween = 0;
  const std::size_t bytes = batch.pictureBytes();
  for (std::size_t i = 0; i < 200; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      double distance = 0;
      for (std::size_t k = 0; k < bytes; k += 7) {
        const double d = double(batch.pixels[i * bytes + k]) - batch.pixels[j * bytes + k];
        distance += d * d;
      }
      (batch.labels[i] == batch.labels[j] ? within : between) += distance;
      (batch.labels[i] == batch.labels[j] ? nWithin : nBetween) += 1;
    }
  }
  EXPECT_LT(within / nWithin, 0.5 * between / nBetween);
}

TEST(SyntheticSource, MakesAnySize) {
  for (const auto& [width, height, channels] : {std::tuple{1, 1, 1}, {28, 28, 1}, {64, 48, 3}}) {
    const ImageBatch batch = readAll({width, height, channels, 3, 9, 5}, 0, 9);
    EXPECT_EQ(batch.size(), 9u);
    EXPECT_GT(std::set<std::uint8_t>(batch.pixels.begin(), batch.pixels.end()).size(), 1u);
  }
}

TEST(SyntheticSource, NoClassesMeansNoLabels) {
  const SyntheticOptions options{8, 8, 1, 0, 20, 0};
  EXPECT_TRUE(SyntheticSource(options).info().classNames.empty());
  EXPECT_EQ(readAll(options, 0, 20).labels, std::vector<std::int32_t>(20, 0));
}

TEST(SyntheticSource, RefusesWhatItCannotMake) {
  EXPECT_THROW(SyntheticSource({0, 8, 1, 1, 1, 0}), Error);
  EXPECT_THROW(SyntheticSource({8, -1, 1, 1, 1, 0}), Error);
  EXPECT_THROW(SyntheticSource({8, 8, 2, 1, 1, 0}), Error);
  EXPECT_THROW(SyntheticSource({8, 8, 1, -1, 1, 0}), Error);
  EXPECT_THROW(SyntheticSource({8, 8, 1, 1, 0, 0}), Error);
  EXPECT_THROW(readAll({8, 8, 1, 1, 10, 0}, 8, 3), Error);
  EXPECT_THROW(readAll({8, 8, 1, 1, 10, 0}, -1, 3), Error);
  SyntheticSource source({8, 8, 1, 1, 10, 0});
  std::vector<std::uint8_t> pixels(65);
  std::vector<std::int32_t> labels(1);
  EXPECT_THROW(source.read(0, pixels, labels), Error);
}

}  // namespace
}  // namespace ganvas
