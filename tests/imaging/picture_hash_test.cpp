#include "imaging/picture_hash.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>
#include <vector>

#include "base/error_text.h"
#include "base/random.h"
#include "imaging/resize.h"

namespace ganvas::imaging {
namespace {

using ::ganvas::testing::errorOf;
using ::testing::ElementsAre;

// Soft patches of random colours: each seed is another picture.
ImageBatch picture(std::uint64_t seed) {
  ImageBatch patches{8, 8, 3, {}, {}};
  for (std::uint64_t i = 0; i < patches.pictureBytes(); ++i) {
    patches.pixels.push_back(static_cast<std::uint8_t>(30 + mix64(seed * 1000 + i) % 196));
  }
  return resized(patches, 48, 48);
}

std::uint64_t hashOf(const ImageBatch& batch) {
  return perceptualHash(batch.pixels, batch.width, batch.height, batch.channels);
}

int apart(const ImageBatch& a, const ImageBatch& b) {
  return std::popcount(hashOf(a) ^ hashOf(b));
}

TEST(PictureHash, SurvivesResizingAndBrightness) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const ImageBatch original = picture(seed);
    EXPECT_LE(apart(original, resized(original, 32, 32)), 4) << seed;
    EXPECT_LE(apart(original, resized(original, 97, 61)), 4) << seed;
    ImageBatch brighter = original, coarse = original;
    for (std::uint8_t& value : brighter.pixels) value = static_cast<std::uint8_t>(std::min(255, value + 10));
    for (std::uint8_t& value : coarse.pixels) value = static_cast<std::uint8_t>(value / 6 * 6 + 3);
    EXPECT_LE(apart(original, brighter), 4) << seed;
    EXPECT_LE(apart(original, coarse), 6) << seed;
  }
}

TEST(PictureHash, TellsPicturesApart) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) EXPECT_GT(apart(picture(seed), picture(seed + 1)), 12) << seed;
}

// A cosine along each side is one coefficient of the DCT: its bit, and no other, is set.
TEST(PictureHash, ItsBitsAreFrequencies) {
  for (const auto& [down, across] : {std::pair{1, 1}, {1, 3}, {5, 2}, {8, 8}}) {
    std::vector<std::uint8_t> pixels;
    for (int y = 0; y < 32; ++y) {
      for (int x = 0; x < 32; ++x) {
        const double wave = std::cos(M_PI * down * (2 * y + 1) / 64) * std::cos(M_PI * across * (2 * x + 1) / 64);
        pixels.push_back(static_cast<std::uint8_t>(std::lround(128 + 120 * wave)));
      }
    }
    const std::uint64_t hash = perceptualHash(pixels, 32, 32, 1);
    EXPECT_EQ(hash, std::uint64_t{1} << ((down - 1) * 8 + across - 1)) << down << across;
  }
}

TEST(PictureHash, OneColourIsZero) {
  for (const int value : {0, 1, 77, 255}) {
    EXPECT_EQ(perceptualHash(std::vector<std::uint8_t>(300, static_cast<std::uint8_t>(value)), 10, 10, 3), 0U);
  }
}

TEST(PictureHash, TheExactOneSeesEveryByte) {
  std::vector<std::uint8_t> pixels(83);
  for (std::size_t i = 0; i < pixels.size(); ++i) pixels[i] = static_cast<std::uint8_t>(i * 7);
  const std::uint64_t hash = exactHash(pixels);
  EXPECT_EQ(exactHash(std::vector<std::uint8_t>(pixels)), hash);
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    std::vector<std::uint8_t> other = pixels;
    other[i] ^= 1;
    EXPECT_NE(exactHash(other), hash) << i;
  }
  pixels.push_back(0);  // behind the last word's end there are zeros
  EXPECT_NE(exactHash(pixels), hash);
  for (const std::size_t bytes : {8U, 16U}) {
    EXPECT_NE(exactHash(std::vector<std::uint8_t>(bytes, 0)), exactHash(std::vector<std::uint8_t>(bytes + 1, 0)));
  }
}

TEST(Resized, AveragesByAreaAndKeepsLabels) {
  const ImageBatch batch{2, 2, 1, {10, 20, 30, 40, 1, 1, 3, 3}, {5, 6}};
  const ImageBatch small = resized(batch, 1, 1);
  EXPECT_THAT(small.pixels, ElementsAre(25, 2));
  EXPECT_THAT(small.labels, ElementsAre(5, 6));
  EXPECT_NE(errorOf([&] { resized(batch, 0, 1); }), "");
  EXPECT_NE(errorOf([] { perceptualHash(std::vector<std::uint8_t>(5), 2, 2, 1); }), "");
}

}  // namespace
}  // namespace ganvas::imaging
