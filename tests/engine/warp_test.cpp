// Turning, moving, enlarging and mirroring: closed forms, LibTorch's own sampler, finite differences.
#include "engine/warp.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "engine/device.h"
#include "engine/geometry.h"
#include "nn/support.h"

namespace ganvas::engine {
namespace {

at::Tensor pictures(std::int64_t n, std::int64_t c, std::int64_t h, std::int64_t w) {
  return nn::wave(n * c * h * w, 0.7, 0.3).reshape({n, c, h, w}).contiguous(at::MemoryFormat::ChannelsLast);
}

at::Tensor each(std::vector<float> values) {
  return at::tensor(values);
}

// Nothing moves, for `count` pictures.
Geometry still(std::int64_t count) {
  const at::Tensor zero = at::zeros({count}), one = at::ones({count});
  return {one, one, zero, zero, zero};
}

at::Tensor moved(const at::Tensor& x, const Geometry& geometry) {
  return warp(x, affineMaps(geometry, x.size(2), x.size(3)));
}

double difference(const at::Tensor& a, const at::Tensor& b) {
  return (a - b).abs().max().item<double>();
}

TEST(Warp, StillPicturesStay) {
  for (const std::int64_t channels : {1, 2, 3}) {
    const at::Tensor x = pictures(2, channels, 5, 4), y = moved(x, still(2));
    EXPECT_TRUE(at::equal(y, x)) << channels;
    EXPECT_TRUE(y.is_contiguous(at::MemoryFormat::ChannelsLast)) << channels;
  }
}

TEST(Warp, MirrorsEachPictureByItself) {
  const at::Tensor x = pictures(2, 3, 4, 5);
  Geometry geometry = still(2);
  geometry.mirror = each({-1, 1});
  const at::Tensor y = moved(x, geometry);
  EXPECT_LT(difference(y[0], x[0].flip({2})), 1e-6);
  EXPECT_TRUE(at::equal(y[1], x[1]));
}

TEST(Warp, WholePixelsMoveAndTheEdgeGoesOn) {
  const at::Tensor x = pictures(1, 3, 4, 8);
  Geometry geometry = still(1);
  geometry.right = each({0.25f});  // two pixels
  geometry.down = each({-0.25f});  // one pixel up
  const at::Tensor y = moved(x, geometry);
  const at::Tensor columns = at::tensor({0, 0, 0, 1, 2, 3, 4, 5}), rows = at::tensor({1, 2, 3, 3});
  EXPECT_LT(difference(y, x.index_select(2, rows).index_select(3, columns)), 1e-5);
}

TEST(Warp, TurnsCounterClockwise) {
  const at::Tensor x = pictures(3, 3, 5, 5);
  Geometry geometry = still(3);
  const auto quarter = static_cast<float>(std::numbers::pi / 2);
  geometry.angle = each({quarter, -quarter, 2 * quarter});
  const at::Tensor y = moved(x, geometry);
  EXPECT_LT(difference(y[0], x[0].rot90(1, {1, 2})), 1e-5);
  EXPECT_LT(difference(y[1], x[1].rot90(-1, {1, 2})), 1e-5);
  EXPECT_LT(difference(y[2], x[2].rot90(2, {1, 2})), 1e-5);
}

TEST(Warp, ZoomEnlargesAboutTheCentre) {
  const at::Tensor x = at::arange(9, at::kFloat).div(8).view({1, 1, 1, 9}).expand({1, 1, 9, 9}).contiguous();
  Geometry geometry = still(1);
  geometry.zoom = each({2});
  // A ramp that is half as steep, its middle where it was.
  const at::Tensor wanted = at::arange(9, at::kFloat).sub(4).div(16).add(0.5);
  EXPECT_LT(difference(moved(x, geometry)[0][0], wanted.expand({9, 9})), 1e-6);
}

struct Place {
  double x, y;
};

// Where the input's pixel (x, y) goes, step by step as geometry.h says.
Place went(Place p, double width, double height, double mirror, double zoom, double angle, double right, double down) {
  double x = (p.x - (width - 1) / 2) * mirror, y = p.y - (height - 1) / 2;
  x *= zoom;
  y *= zoom;
  const double turnedX = x * std::cos(angle) + y * std::sin(angle),
               turnedY = -x * std::sin(angle) + y * std::cos(angle);
  return {turnedX + (width - 1) / 2 + right * width, turnedY + (height - 1) / 2 + down * height};
}

TEST(Warp, AllMovesAreOneMap) {
  constexpr std::int64_t kHeight = 6, kWidth = 9;
  Geometry geometry{each({-1, 1}), each({1.3f, 0.6f}), each({0.4f, -1.1f}), each({0.1f, -0.3f}), each({-0.2f, 0.05f})};
  const at::Tensor maps = affineMaps(geometry, kHeight, kWidth);
  for (std::int64_t i = 0; i < 2; ++i) {
    const auto value = [&](const at::Tensor& values) { return values[i].item<double>(); };
    for (const Place from : {Place{0, 0}, {8, 0}, {3, 5}}) {
      const Place to = went(from, kWidth, kHeight, value(geometry.mirror), value(geometry.zoom), value(geometry.angle),
                            value(geometry.right), value(geometry.down));
      const auto m = [&](int k) { return maps[i][k].item<double>(); };
      EXPECT_NEAR(m(0) * to.x + m(1) * to.y + m(2), from.x, 1e-5);
      EXPECT_NEAR(m(3) * to.x + m(4) * to.y + m(5), from.y, 1e-5);
    }
  }
}

// at::grid_sampler_2d at the same places; its units are those of align_corners = false.
at::Tensor sampled(const at::Tensor& x, const at::Tensor& maps) {
  const std::int64_t h = x.size(2), w = x.size(3);
  const at::Tensor px = at::arange(w, at::kDouble).view({1, 1, w}), py = at::arange(h, at::kDouble).view({1, h, 1});
  const at::Tensor m = maps.to(at::kDouble).unsqueeze(2).unsqueeze(3);
  const auto row = [&](int k) { return m.select(1, k) * px + m.select(1, k + 1) * py + m.select(1, k + 2); };
  const at::Tensor grid = at::stack({(row(0) * 2 + 1) / w - 1, (row(3) * 2 + 1) / h - 1}, 3);
  return at::grid_sampler_2d(x.to(at::kDouble), grid, 0, 1, false);
}

class WarpAtRandom : public ::testing::TestWithParam<std::vector<std::int64_t>> {
 protected:
  // One of many: large turns, shifts beyond the border.
  static at::Tensor maps(const std::vector<std::int64_t>& size) {
    config::Augmentation all;
    all.rotation = 180;
    all.shift = 0.5;
    all.flip = 0.5;
    all.zoom = 0.5;
    const Chance chance(size[0], makeGenerator(c10::Device(c10::kCPU), 7), c10::Device(c10::kCPU));
    return affineMaps(drawGeometry(all, chance), size[2], size[3]);
  }
};

TEST_P(WarpAtRandom, IsWhatTheGridSamplerMakes) {
  const auto& size = GetParam();
  const at::Tensor x = pictures(size[0], size[1], size[2], size[3]), map = maps(size);
  EXPECT_LT(difference(warp(x, map), sampled(x, map)), 2e-5);
  if (!at::hasCUDA()) return;
  EXPECT_LT(difference(warp(x.cuda(), map.cuda()).cpu(), sampled(x, map)), 2e-5) << "on the GPU";
}

TEST_P(WarpAtRandom, ItsGradientIsTheGridSamplersToo) {
  const auto& size = GetParam();
  const at::Tensor x = pictures(size[0], size[1], size[2], size[3]).requires_grad_(), map = maps(size);
  const at::Tensor pull = nn::wave(x.numel(), 2.1, 0.1).reshape(x.sizes());
  (warp(x, map) * pull).sum().backward();
  const at::Tensor mine = x.grad().clone();
  const at::Tensor other = x.detach().to(at::kDouble).requires_grad_();
  (sampled(other, map) * pull).sum().backward();
  EXPECT_LT(difference(mine, other.grad()), 1e-4);
}

INSTANTIATE_TEST_SUITE_P(Sizes, WarpAtRandom,
                         ::testing::Values(std::vector<std::int64_t>{16, 3, 8, 8},
                                           std::vector<std::int64_t>{5, 1, 7, 4}, std::vector<std::int64_t>{3, 2, 5, 6},
                                           std::vector<std::int64_t>{2, 3, 1, 1}));

TEST(Moves, OnlyMirroringResamplesNothing) {
  config::Augmentation settings;
  settings.flip = 0.5;
  const at::Tensor x = pictures(64, 3, 6, 5);
  const Chance chance(64, makeGenerator(c10::Device(c10::kCPU), 3), c10::Device(c10::kCPU));
  const at::Tensor y = movePictures(x, settings, chance);
  std::int64_t mirrored = 0;
  for (std::int64_t i = 0; i < 64; ++i) {
    const bool turned = at::equal(y[i], x[i].flip({2}));
    EXPECT_TRUE(turned || at::equal(y[i], x[i])) << i;
    mirrored += turned ? 1 : 0;
  }
  EXPECT_GT(mirrored, 16);
  EXPECT_LT(mirrored, 48);
  EXPECT_TRUE(y.is_contiguous(at::MemoryFormat::ChannelsLast));
}

TEST(Moves, StayWithinTheirBounds) {
  config::Augmentation settings;
  settings.rotation = 15;
  settings.shift = 0.1;
  settings.flip = 0.25;
  settings.zoom = 0.3;
  constexpr std::int64_t kMany = 4000;
  const Chance chance(kMany, makeGenerator(c10::Device(c10::kCPU), 3), c10::Device(c10::kCPU));
  const Geometry geometry = drawGeometry(settings, chance);
  const auto expectUniform = [](const at::Tensor& values, double low, double high) {
    EXPECT_GE(values.min().item<double>(), low - 1e-6);
    EXPECT_LE(values.max().item<double>(), high + 1e-6);
    EXPECT_NEAR(values.mean().item<double>(), (low + high) / 2, 0.05 * (high - low));
    EXPECT_NEAR(values.std().item<double>(), (high - low) / std::sqrt(12.0), 0.05 * (high - low));
  };
  const double turn = 15 * std::numbers::pi / 180;
  expectUniform(geometry.angle, -turn, turn);
  expectUniform(geometry.right, -0.1, 0.1);
  expectUniform(geometry.down, -0.1, 0.1);
  expectUniform(geometry.zoom, 0.7, 1.3);
  EXPECT_NEAR(geometry.mirror.lt(0).to(at::kFloat).mean().item<double>(), 0.25, 0.03);
  EXPECT_GT(difference(geometry.right, geometry.down), 0.05);
}

}  // namespace
}  // namespace ganvas::engine
