// No preparation can hand the networks values outside −1 … 1.
#include <ATen/ops/isfinite.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/random.h"
#include "base/synthetic_source.h"
#include "data/preparation.h"
#include "engine/training_set.h"

namespace ganvas::studio {
namespace {

/// Pictures of noise, all black and all white: the largest differences there can be.
class HarshSource : public SyntheticSource {
 public:
  using SyntheticSource::SyntheticSource;
  void read(std::int64_t first, std::span<std::uint8_t> pixels, std::span<std::int32_t> labels) override {
    SyntheticSource::read(first, pixels, labels);
    for (std::size_t i = 0; i < pixels.size(); ++i) {
      const std::uint64_t noise = mix64(static_cast<std::uint64_t>(first) * info().pictureBytes() + i);
      pixels[i] = noise % 3 == 0 ? static_cast<std::uint8_t>(noise >> 8) : noise % 3 == 1 ? 0 : 255;
    }
  }
};

config::Preparation randomPreparation(std::uint64_t seed) {
  auto roll = [seed, draw = std::uint64_t{0}](std::uint64_t sides) mutable {
    return mix64(seed * 1000 + draw++) % sides;
  };
  config::Preparation p;
  p.classes = std::array{"", "0", "blob 1,2"}[roll(3)];
  p.subset = static_cast<std::int64_t>(std::array{0U, 1U, 17U, 500U}[roll(4)]);
  p.duplicates = std::array{"keep", "exact", "near"}[roll(3)];
  p.duplicateDistance = static_cast<std::int64_t>(roll(17));
  p.sharpen = std::array{"none", "unsharp", "high-pass", "laplacian"}[roll(4)];
  p.sharpenRadius = 0.1 + static_cast<double>(roll(200)) / 10;
  p.sharpenAmount = static_cast<double>(roll(51)) / 10;
  p.sharpenThreshold = static_cast<std::int64_t>(roll(3) == 0 ? roll(256) : 0);
  p.oversample = std::array{"none", "balance", "copies"}[roll(3)];
  p.oversampleFactor = 1 + static_cast<double>(roll(30)) / 10;
  return p;
}

TEST(Range, PreparedPicturesStayWithinIt) {
  double least = 0, most = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    SCOPED_TRACE(seed);
    const int side = static_cast<int>(1 + mix64(seed) % 20), channels = seed % 2 == 0 ? 1 : 3;
    auto source = std::make_unique<HarshSource>(SyntheticOptions{side, 21 - side, channels, 3, 40, seed});
    const auto set = data::prepareSource(std::move(source), randomPreparation(seed), seed);
    engine::TrainingSet pictures(*set, c10::Device(c10::kCPU), seed, {}, {});
    ASSERT_EQ(pictures.size(), set->info().count);
    const engine::RealBatch batch = pictures.next(pictures.size());
    ASSERT_TRUE(at::isfinite(batch.pictures).all().item<bool>());
    least = std::min(least, batch.pictures.min().item<double>());
    most = std::max(most, batch.pictures.max().item<double>());
    ASSERT_GE(least, -1);
    ASSERT_LE(most, 1);
    ASSERT_LT(batch.labels.max().item<std::int64_t>(), static_cast<std::int64_t>(set->info().classNames.size()));
  }
  EXPECT_EQ(least, -1) << "black is −1 …";
  EXPECT_EQ(most, 1) << "… and white 1: bytes, not bytes divided once more";
}

}  // namespace
}  // namespace ganvas::studio
