#include "engine/cutmix.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>

#include "engine/device.h"

namespace ganvas::engine {
namespace {

const c10::Device kCpu(c10::kCPU);

// Picture i is i everywhere.
at::Tensor numbered(std::int64_t count, std::int64_t height, std::int64_t width) {
  return at::arange(count, at::kFloat)
      .view({-1, 1, 1, 1})
      .expand({count, 3, height, width})
      .contiguous(at::MemoryFormat::ChannelsLast);
}

CutMix one(double kept, double x, double y, bool mixed = true) {
  return {at::tensor({std::int64_t{1}, std::int64_t{0}}), at::full({2}, mixed, at::kBool), at::full({2}, kept),
          at::full({2}, x), at::full({2}, y)};
}

TEST(CutMix, PastesABoxOfThePartner) {
  // √(1 − 0.75) = ½ of the sides: 4 of 8 columns, 3 of 6 rows of which whole halves count: 2.
  const MixedPictures mixed = mixPictures(numbered(2, 6, 8), one(0.75, 4.9, 3));
  at::Tensor wanted = at::zeros({6, 8});
  wanted.slice(0, 2, 4).slice(1, 2, 6).fill_(1);
  EXPECT_TRUE(at::equal(mixed.pictures[0][1], wanted));
  EXPECT_TRUE(at::equal(mixed.pictures[1][2], 1 - wanted));
  EXPECT_FLOAT_EQ(mixed.share[0].item<float>(), 8.0f / 48);
  EXPECT_TRUE(mixed.pictures.is_contiguous(at::MemoryFormat::ChannelsLast));
}

TEST(CutMix, ABoxIsCutOffAtTheBorderAndCountsWhatIsLeft) {
  const MixedPictures corner = mixPictures(numbered(2, 8, 8), one(0.75, 7.5, 0.2));
  EXPECT_FLOAT_EQ(corner.pictures[0][0].sum().item<float>(), 6);  // columns 5 to 7, rows 0 and 1
  EXPECT_FLOAT_EQ(corner.pictures[0][0][1][5].item<float>(), 1);
  EXPECT_FLOAT_EQ(corner.share[0].item<float>(), 6.0f / 64);
  const MixedPictures whole = mixPictures(numbered(2, 8, 8), one(0, 4, 4));
  EXPECT_FLOAT_EQ(whole.share[0].item<float>(), 1);
  EXPECT_FLOAT_EQ(whole.pictures[0].mean().item<float>(), 1);
  for (const MixedPictures& none :
       {mixPictures(numbered(2, 8, 8), one(1, 4, 4)), mixPictures(numbered(2, 8, 8), one(0.5, 4, 4, false))}) {
    EXPECT_TRUE(at::equal(none.pictures, numbered(2, 8, 8)));
    EXPECT_EQ(none.share.abs().max().item<float>(), 0);
  }
}

// The property that labels rest on: the share is that of the pixels which are the partner's.
TEST(CutMix, TheShareIsTheAreaThatWasPasted) {
  for (const auto& [height, width] : {std::pair{9, 7}, {32, 32}, {1, 5}}) {
    const Chance chance(500, makeGenerator(kCpu, 2), kCpu);
    const CutMix cut = drawCutMix(0.5, height, width, chance);
    const at::Tensor own = numbered(500, height, width);
    const MixedPictures mixed = mixPictures(own, cut);
    const at::Tensor counted = mixed.pictures.ne(own).to(at::kFloat).mean({1, 2, 3});
    const at::Tensor otherPartner = cut.partner.ne(at::arange(500)).to(at::kFloat);
    EXPECT_TRUE(at::allclose(counted, mixed.share * otherPartner, 0, 1e-6));
    EXPECT_TRUE(at::equal(std::get<0>(cut.partner.sort()), at::arange(500)));
    const double share = mixed.share.gt(0).to(at::kFloat).mean().item<double>();
    EXPECT_LT(share, 0.6);
    if (height == 32) {
      EXPECT_GT(share, 0.4);
    }
  }
}

TEST(CutMix, LambdaIsUniform) {
  const Chance chance(4000, makeGenerator(kCpu, 2), kCpu);
  const at::Tensor kept = drawCutMix(1, 8, 8, chance).kept;
  EXPECT_NEAR(kept.mean().item<double>(), 0.5, 0.02);
  EXPECT_NEAR(kept.std().item<double>(), 1 / std::sqrt(12.0), 0.02);
}

TEST(CutMix, LabelsAreMixedInProportion) {
  const at::Tensor labels = at::tensor({std::int64_t{2}, std::int64_t{0}, std::int64_t{2}});
  const at::Tensor soft = softLabels(labels, 4);
  EXPECT_TRUE(at::equal(soft, at::tensor({0.f, 0.f, 1.f, 0.f, 1.f, 0.f, 0.f, 0.f, 0.f, 0.f, 1.f, 0.f}).view({3, 4})));
  EXPECT_TRUE(at::equal(softLabels(soft, 4), soft));
  const at::Tensor partner = at::tensor({std::int64_t{1}, std::int64_t{0}, std::int64_t{0}});
  const at::Tensor mixed = mixLabels(soft, partner, at::tensor({0.25f, 0.f, 0.5f}));
  EXPECT_TRUE(at::allclose(
      mixed, at::tensor({0.25f, 0.f, 0.75f, 0.f, 1.f, 0.f, 0.f, 0.f, 0.f, 0.f, 1.f, 0.f}).view({3, 4}), 0, 1e-7));
}

}  // namespace
}  // namespace ganvas::engine
