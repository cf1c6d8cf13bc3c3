// All changes together: which pictures they are made to, that networks never see values outside [−1, 1], gradients.
#include "engine/augmenter.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <random>

#include "engine/device.h"
#include "nn/support.h"

namespace ganvas::engine {
namespace {

const c10::Device kCpu(c10::kCPU);

config::Augmentation everything() {
  config::Augmentation all;
  all.rotation = 15;
  all.shift = 0.1;
  all.flip = 0.5;
  all.zoom = 0.2;
  all.brightness = 0.3;
  all.cutmix = 0.5;
  all.diffaugment = "colour, translation, cutout";
  return all;
}

RealBatch batch(std::int64_t count, std::int64_t channels = 3) {
  const at::Tensor x = nn::wave(count * channels * 48, 0.7, 0.3).reshape({count, channels, 6, 8});
  return {x.contiguous(at::MemoryFormat::ChannelsLast), at::arange(count, at::kLong) % 4};
}

RealBatch real(const config::Augmentation& settings, const RealBatch& of, std::uint64_t seed = 1) {
  return Augmenter(settings, 4, kCpu).real(of, makeGenerator(kCpu, seed));
}

RealBatch generated(const config::Augmentation& settings, const RealBatch& of, std::uint64_t seed = 1) {
  return Augmenter(settings, 4, kCpu).generated(of, makeGenerator(kCpu, seed));
}

TEST(Augmenter, NothingIsNoAugmenter) {
  EXPECT_EQ(makeAugmenter({}, 4, kCpu), nullptr);
  config::Augmentation blank;
  blank.diffaugment = " ";
  EXPECT_EQ(makeAugmenter(blank, 4, kCpu), nullptr);
  for (const auto set :
       {+[](config::Augmentation& a) { a.rotation = 1; }, +[](config::Augmentation& a) { a.shift = 0.1; },
        +[](config::Augmentation& a) { a.flip = 0.1; }, +[](config::Augmentation& a) { a.zoom = 0.1; },
        +[](config::Augmentation& a) { a.brightness = 0.1; }, +[](config::Augmentation& a) { a.cutmix = 0.1; },
        +[](config::Augmentation& a) { a.diffaugment = "cutout"; }}) {
    config::Augmentation one;
    set(one);
    EXPECT_NE(makeAugmenter(one, 4, kCpu), nullptr);
  }
}

TEST(Augmenter, WithoutAdaGeneratedPicturesSeeOnlyDiffAugment) {
  config::Augmentation settings = everything();
  settings.diffaugment.clear();
  const RealBatch of = batch(8);
  EXPECT_FALSE(at::equal(real(settings, of).pictures, of.pictures));
  EXPECT_TRUE(at::equal(generated(settings, of).pictures, of.pictures));
  settings.diffaugment = "translation";
  EXPECT_FALSE(at::equal(generated(settings, of).pictures, of.pictures));
}

TEST(Augmenter, WithAdaBothAreChangedWithItsProbability) {
  config::Augmentation settings = everything();
  settings.cutmix = 0;
  settings.adaTarget = 0.6;
  Augmenter augmenter(settings, 0, kCpu);
  const RealBatch of = batch(512);
  const auto share = [&](const RealBatch& changed) {
    return (changed.pictures - of.pictures).abs().flatten(1).amax(1).gt(1e-4).to(at::kFloat).mean().item<double>();
  };
  EXPECT_EQ(share(augmenter.real(of, makeGenerator(kCpu, 1))), 0);
  EXPECT_EQ(share(augmenter.generated(of, makeGenerator(kCpu, 1))), 0);
  augmenter.ada()->setProbability(0.05);
  // Turn, shift, zoom, brightness, three of colour, translation (8 of 9 here), cutout, and half a mirror.
  const double wanted = 1 - std::pow(0.95, 8) * (1 - 0.05 * 8 / 9) * (1 - 0.025);
  EXPECT_NEAR(share(augmenter.real(of, makeGenerator(kCpu, 1))), wanted, 0.06);
  EXPECT_NEAR(share(augmenter.generated(of, makeGenerator(kCpu, 1))), wanted, 0.06);
  augmenter.ada()->setProbability(1);
  EXPECT_GT(share(augmenter.generated(of, makeGenerator(kCpu, 1))), 0.99);
}

TEST(Augmenter, LabelsBecomeSharesOnlyWithCutMix) {
  const RealBatch of = batch(8);
  config::Augmentation settings = everything();
  const RealBatch mixed = real(settings, of);
  EXPECT_EQ(mixed.labels.sizes(), (at::IntArrayRef{8, 4}));
  EXPECT_TRUE(at::allclose(mixed.labels.sum(1), at::ones({8})));
  EXPECT_TRUE(at::equal(generated(settings, of).labels.argmax(1), of.labels));
  // A discriminator without labels.
  EXPECT_TRUE(at::equal(Augmenter(settings, 0, kCpu).real(of, makeGenerator(kCpu, 1)).labels, of.labels));
  settings.cutmix = 0;
  EXPECT_TRUE(at::equal(real(settings, of).labels, of.labels));
  EXPECT_TRUE(at::equal(generated(settings, of).labels, of.labels));
}

TEST(Augmenter, DrawsFromItsGeneratorAlone) {
  const RealBatch of = batch(8);
  EXPECT_TRUE(at::equal(real(everything(), of, 5).pictures, real(everything(), of, 5).pictures));
  EXPECT_FALSE(at::equal(real(everything(), of, 5).pictures, real(everything(), of, 6).pictures));
}

// The mistake that gave a document an FID of 680,163 must be impossible.
TEST(Augmenter, NetworksNeverSeeValuesOutsideTheRange) {
  std::mt19937 random(4);
  const auto up = [&](double most) { return std::uniform_real_distribution<>(0, most)(random); };
  const std::vector<std::string> kinds{"", "colour", "translation", "cutout", "colour,translation,cutout"};
  for (int i = 0; i < 300; ++i) {
    config::Augmentation settings{
        up(180), up(0.5), up(1), up(0.9), up(1), up(1), kinds[random() % 5], random() % 2 ? 0.6 : 0, 500};
    const std::int64_t count = 1 + static_cast<std::int64_t>(random() % 4), channels = random() % 2 ? 3 : 1,
                       height = 1 + static_cast<std::int64_t>(random() % 7),
                       width = 1 + static_cast<std::int64_t>(random() % 7);
    // Values at the very ends too.
    const at::Tensor x =
        at::rand({count, channels, height, width}, makeGenerator(kCpu, random())).mul(6).sub(3).clamp(-1, 1);
    Augmenter augmenter(settings, 4, kCpu);
    if (augmenter.ada()) augmenter.ada()->setProbability(up(1));
    const RealBatch of{x.contiguous(at::MemoryFormat::ChannelsLast), at::zeros({count}, at::kLong)};
    for (const RealBatch& shown :
         {augmenter.real(of, makeGenerator(kCpu, random())), augmenter.generated(of, makeGenerator(kCpu, random()))}) {
      ASSERT_EQ(shown.pictures.sizes(), x.sizes());
      ASSERT_TRUE(shown.pictures.is_contiguous(at::MemoryFormat::ChannelsLast));
      ASSERT_EQ(shown.pictures.scalar_type(), at::kFloat);
      ASSERT_LE(shown.pictures.abs().max().item<double>(), 1.0);  // also false for NaN
    }
  }
}

// d/dx of a weighted sum, in some directions; clamped pixels have no gradient either way.
TEST(Augmenter, GradientsOfGeneratedPicturesAreTrue) {
  config::Augmentation settings = everything();
  settings.adaTarget = 0.6;
  Augmenter augmenter(settings, 0, kCpu);
  augmenter.ada()->setProbability(0.8);
  const at::Tensor start = batch(4).pictures.mul(0.3), pull = nn::wave(start.numel(), 2.1, 0.1).reshape(start.sizes());
  const auto value = [&](const at::Tensor& x) {
    return (augmenter.generated({x, {}}, makeGenerator(kCpu, 9)).pictures * pull).to(at::kDouble).sum();
  };
  const at::Tensor x = start.clone().requires_grad_();
  value(x).backward();
  EXPECT_GT(x.grad().abs().max().item<double>(), 0.1);
  for (int i = 0; i < 5; ++i) {
    const at::Tensor direction = nn::wave(start.numel(), 0.37 + i, 0.2).reshape(start.sizes());
    constexpr double kStep = 1e-2;
    const double slope =
        (value(start + direction * kStep) - value(start - direction * kStep)).item<double>() / (2 * kStep);
    const double claimed = (x.grad() * direction).to(at::kDouble).sum().item<double>();
    EXPECT_NEAR(claimed, slope, 2e-3 * std::max(1.0, std::abs(slope))) << i;
  }
}

TEST(Augmenter, GeneratedPicturesInBfloat16BecomeFloats) {
  config::Augmentation settings = everything();
  settings.adaTarget = 0.6;
  const RealBatch of{batch(4).pictures.to(at::kBFloat16).requires_grad_(), {}};
  const at::Tensor shown = Augmenter(settings, 0, kCpu).generated(of, makeGenerator(kCpu, 1)).pictures;
  EXPECT_EQ(shown.scalar_type(), at::kFloat);
  shown.sum().backward();
  EXPECT_TRUE(of.pictures.grad().defined());
}

// It draws other numbers; that the changes are the same is shown where the numbers are given.
TEST(Augmenter, WorksOnAGpu) {
  if (!at::hasCUDA()) GTEST_SKIP() << "no GPU";
  const c10::Device gpu(c10::kCUDA, 0);
  const RealBatch of = batch(16);
  const RealBatch there{of.pictures.to(gpu), of.labels.to(gpu)};
  config::Augmentation settings = everything();
  settings.adaTarget = 0.6;
  Augmenter augmenter(settings, 4, gpu);
  augmenter.ada()->setProbability(0.7);
  at::Tensor fake = there.pictures.clone().requires_grad_();
  const RealBatch a = augmenter.real(there, makeGenerator(gpu, 3)),
                  b = augmenter.generated({fake, there.labels}, makeGenerator(gpu, 3));
  EXPECT_LE(a.pictures.abs().max().item<double>(), 1.0);
  EXPECT_TRUE(a.pictures.is_contiguous(at::MemoryFormat::ChannelsLast));
  b.pictures.sum().backward();
  EXPECT_TRUE(fake.grad().isfinite().all().item<bool>());
}

}  // namespace
}  // namespace ganvas::engine
