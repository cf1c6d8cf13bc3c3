#include "imaging/sharpen.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/error_text.h"
#include "base/random.h"

namespace ganvas::imaging {
namespace {

using ::ganvas::testing::errorOf;
using ::testing::Each;
using ::testing::HasSubstr;
using Pixels = std::vector<std::uint8_t>;
using Values = std::vector<double>;

Pixels sharpened(Pixels pixels, int width, int height, int channels, const SharpenOptions& options) {
  sharpen(pixels, width, height, channels, options);
  return pixels;
}

Pixels randomPixels(std::size_t count, std::uint64_t seed) {
  Pixels pixels(count);
  for (std::size_t i = 0; i < count; ++i) pixels[i] = static_cast<std::uint8_t>(mix64(seed * 100000 + i));
  return pixels;
}

// The definitions in double precision, pixel by pixel.
class Reference {
 public:
  Reference(const Pixels& pixels, int width, int height) : width_(width), height_(height) {
    values_.assign(pixels.begin(), pixels.end());
  }
  static double at(const Values& values, int x, int y, int width, int height) {
    return values[static_cast<std::size_t>(std::clamp(y, 0, height - 1) * width + std::clamp(x, 0, width - 1))];
  }
  Values blur(double sigma) const {
    const int reach = static_cast<int>(std::ceil(3 * sigma));
    Values result;
    for (int y = 0; y < height_; ++y) {
      for (int x = 0; x < width_; ++x) {
        double sum = 0, weights = 0;
        for (int dy = -reach; dy <= reach; ++dy) {
          for (int dx = -reach; dx <= reach; ++dx) {
            const double weight = std::exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
            sum += weight * at(values_, x + dx, y + dy, width_, height_);
            weights += weight;
          }
        }
        result.push_back(sum / weights);
      }
    }
    return result;
  }
  Values detail(const SharpenOptions& o) const {
    const Values blurred = blur(o.radius);
    Values result;
    for (int y = 0; y < height_; ++y) {
      for (int x = 0; x < width_; ++x) {
        const auto b = [&](int dx, int dy) { return at(blurred, x + dx, y + dy, width_, height_); };
        const double laplacian = b(-1, 0) + b(1, 0) + b(0, -1) + b(0, 1) - 4 * b(0, 0);
        result.push_back(o.method == Sharpening::Laplacian ? -o.radius * o.radius * laplacian
                                                           : at(values_, x, y, width_, height_) - b(0, 0));
      }
    }
    return result;
  }
  Values sharpened(const SharpenOptions& o) const {
    const Values details = detail(o);
    Values result;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      double value = values_[i];
      if (std::abs(details[i]) > o.threshold) {
        const double x = value / 255, h = std::clamp(0.5 + o.amount * details[i] / 255, 0.0, 1.0);
        value = o.method != Sharpening::HighPass ? value + o.amount * details[i]
                : x < 0.5                        ? 255 * 2 * x * h
                                                 : 255 * (1 - 2 * (1 - x) * (1 - h));
      }
      result.push_back(std::clamp(value, 0.0, 255.0));
    }
    return result;
  }

 private:
  int width_, height_;
  Values values_;
};

const std::vector<Sharpening> kMethods = {Sharpening::UnsharpMask, Sharpening::HighPass, Sharpening::Laplacian};

TEST(Sharpen, IsWhatTheFormulasSay) {
  for (const Sharpening method : kMethods) {
    for (const SharpenOptions options :
         {SharpenOptions{method, 1, 1, 0}, SharpenOptions{method, 0.4, 3, 0}, SharpenOptions{method, 2.5, 0.5, 0}}) {
      const Pixels pixels = randomPixels(11 * 7, 3);
      const Pixels found = sharpened(pixels, 11, 7, 1, options);
      const Values wanted = Reference(pixels, 11, 7).sharpened(options);
      for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], wanted[i], 0.51) << i;
      EXPECT_NE(found, pixels);
    }
  }
}

TEST(Sharpen, AColourIsThreePicturesOfGrey) {
  for (const Sharpening method : kMethods) {
    const SharpenOptions options{method, 1.5, 2, 4};
    const Pixels colours = randomPixels(9 * 6 * 3, 5);
    const Pixels found = sharpened(colours, 9, 6, 3, options);
    for (std::size_t c = 0; c < 3; ++c) {
      Pixels grey, wanted;
      for (std::size_t i = c; i < colours.size(); i += 3) grey.push_back(colours[i]), wanted.push_back(found[i]);
      EXPECT_EQ(sharpened(grey, 9, 6, 1, options), wanted);
    }
  }
}

TEST(Sharpen, FlatPicturesAndNoAmountChangeNothing) {
  for (const Sharpening method : kMethods) {
    EXPECT_THAT(sharpened(Pixels(300, 77), 10, 10, 3, {method, 3, 5, 0}), Each(77)) << "the border too";
    const Pixels pixels = randomPixels(64, 9);
    EXPECT_EQ(sharpened(pixels, 8, 8, 1, {method, 2, 0, 0}), pixels);
    EXPECT_EQ(sharpened({42}, 1, 1, 1, {method, 20, 5, 0}), Pixels{42});
  }
}

// A bright point of 20 on 100. Of a 7×7 Gaussian with σ = 1 the middle weighs 0.15924.
TEST(Sharpen, SmallDifferencesAreLeftAlone) {
  Pixels point(81, 100);
  point[40] = 120;
  const double difference = 20 * (1 - 0.15924);  // 16.8
  EXPECT_NEAR(sharpened(point, 9, 9, 1, {Sharpening::UnsharpMask, 1, 1, 0})[40], 120 + difference, 0.51);
  EXPECT_NEAR(sharpened(point, 9, 9, 1, {Sharpening::UnsharpMask, 1, 1, 16})[40], 120 + difference, 0.51);
  EXPECT_EQ(sharpened(point, 9, 9, 1, {Sharpening::UnsharpMask, 1, 1, 17}), point);
  EXPECT_EQ(sharpened(point, 9, 9, 1, {Sharpening::UnsharpMask, 1, 1, 16})[41], 100) << "−1.9 there";
}

TEST(Sharpen, BlackAndWhiteStayThemselvesUnderAnOverlay) {
  Pixels edge = {0, 0, 0, 255, 255, 255};
  EXPECT_EQ(sharpened(edge, 6, 1, 1, {Sharpening::HighPass, 1, 5, 0}), edge);
}

TEST(Sharpen, NeverLeavesTheRange) {
  const Pixels edge = {0, 255, 0, 255, 0, 255, 0, 255, 255};  // a wrapped value would turn white into black
  for (const Sharpening method : kMethods) {
    const Pixels found = sharpened(edge, 3, 3, 1, {method, 1, 5, 0});
    for (std::size_t i = 0; i < edge.size(); ++i) EXPECT_EQ(found[i] > 127, edge[i] > 127) << i;
  }
}

TEST(Sharpen, WhatDoesNotFitIsAnError) {
  Pixels pixels(12);
  const auto error = [&](int width, const SharpenOptions& options) {
    return errorOf([&] { sharpen(pixels, width, 2, 3, options); });
  };
  EXPECT_EQ(error(2, {}), "");
  EXPECT_THAT(error(3, {}), HasSubstr("size"));
  EXPECT_THAT(error(2, {Sharpening::HighPass, 0, 1, 0}), HasSubstr("radius"));
  EXPECT_THAT(error(2, {Sharpening::HighPass, 1, NAN, 0}), HasSubstr("amount"));
}

}  // namespace
}  // namespace ganvas::imaging
