#include "imaging/picture_hash.h"

#include <gtest/gtest.h>

#include <bit>
#include <vector>

namespace ganvas::imaging {
namespace {

// 9×8: column x of row y is brighter than its left neighbour where bit 8·y + x − 1 of `bits` is set, else darker.
std::vector<std::uint8_t> pictureOf(std::uint64_t bits, int scale, int channels) {
  std::vector<std::uint8_t> pixels;
  for (int y = 0; y < 8 * scale; ++y) {
    std::vector<std::uint8_t> row{128};
    for (int x = 0; x < 8; ++x) {
      const bool brighter = bits >> (8 * (y / scale) + x) & 1;
      row.push_back(static_cast<std::uint8_t>(row.back() + (brighter ? 10 : -10)));
    }
    for (int x = 0; x < 9 * scale; ++x) {
      pixels.insert(pixels.end(), static_cast<std::size_t>(channels), row[static_cast<std::size_t>(x / scale)]);
    }
  }
  return pixels;
}

TEST(PerceptualHash, SaysWhereItGetsBrighterToTheRight) {
  for (const std::uint64_t bits :
       {0x0ULL, 0x1ULL, 0x8000000000000000ULL, 0xFFFFFFFFFFFFFFFFULL, 0x0123456789ABCDEFULL}) {
    EXPECT_EQ(perceptualHash(pictureOf(bits, 1, 1), 9, 8, 1), bits);
    EXPECT_EQ(perceptualHash(pictureOf(bits, 5, 3), 45, 40, 3), bits) << "whatever the size and the channels";
  }
}

// A ramp in any size, even one smaller than 9×8: every place is darker than the next, or of the same pixel.
TEST(PerceptualHash, AveragesByArea) {
  for (const int width : {18, 28, 32, 100}) {
    std::vector<std::uint8_t> ramp;
    for (int y = 0; y < 10; ++y) {
      for (int x = 0; x < width; ++x) ramp.push_back(static_cast<std::uint8_t>(2 * x));
    }
    EXPECT_EQ(perceptualHash(ramp, width, 10, 1), ~0ULL) << width;
  }
  // Two pixels: the middle one of the nine places is half of each, so it gets brighter twice.
  EXPECT_EQ(perceptualHash(std::vector<std::uint8_t>{10, 20}, 2, 1, 1), 0x1818181818181818ULL);
  EXPECT_EQ(perceptualHash(std::vector<std::uint8_t>{77}, 1, 1, 1), 0ULL);
}

TEST(PerceptualHash, WeighsColoursAsEyesDo) {
  // Green is brighter than red, red than blue.
  EXPECT_EQ(perceptualHash(std::vector<std::uint8_t>{255, 0, 0, 0, 255, 0}, 2, 1, 3), 0x1818181818181818ULL);
  EXPECT_EQ(perceptualHash(std::vector<std::uint8_t>{255, 0, 0, 0, 0, 255}, 2, 1, 3), 0ULL);
}

TEST(PerceptualHash, HardlyChangesWithNoise) {
  std::vector<std::uint8_t> picture = pictureOf(0x5A3C96F00FF06931ULL, 4, 3);
  const std::uint64_t before = perceptualHash(picture, 36, 32, 3);
  for (std::size_t i = 0; i < picture.size(); i += 7) picture[i] = static_cast<std::uint8_t>(picture[i] + 9);
  EXPECT_LE(std::popcount(before ^ perceptualHash(picture, 36, 32, 3)), 2);
}

}  // namespace
}  // namespace ganvas::imaging
