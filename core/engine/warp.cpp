#include "engine/warp.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/grid_sampler_2d.h>
#include <ATen/ops/stack.h>

#include "engine/picture_function.h"
#include "engine/warp_kernel.h"

namespace ganvas::engine {

namespace {

// The places that a map names, in the units of grid_sampler: −1 and 1 are the picture's outer borders.
at::Tensor samplingGrid(const at::Tensor& maps, std::int64_t height, std::int64_t width) {
  const at::Tensor x = at::arange(width, maps.options()), y = at::arange(height, maps.options()).unsqueeze(1);
  const auto part = [&](std::int64_t i) { return maps.select(1, i).view({-1, 1, 1}); };
  const auto units = [](const at::Tensor& place, std::int64_t size) {
    return place.mul(2).add(1).div(static_cast<double>(size)).sub(1);
  };
  return at::stack(
      {units(part(0) * x + part(1) * y + part(2), width), units(part(3) * x + part(4) * y + part(5), height)}, 3);
}

}  // namespace

at::Tensor warp(const at::Tensor& pictures, const at::Tensor& maps) {
  if (pictures.is_cpu()) return PictureFunction<warpPicture, warpGradient>::apply(pictures, maps, maps);
  constexpr std::int64_t kBilinear = 0, kBorder = 1;
  const at::Tensor grid = samplingGrid(maps, pictures.size(2), pictures.size(3));
  return at::grid_sampler_2d(pictures, grid, kBilinear, kBorder, /*align_corners=*/false)
      .contiguous(at::MemoryFormat::ChannelsLast);
}

}  // namespace ganvas::engine
