#include "engine/warp.h"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/grid_sampler_2d.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/zeros.h>
#include <torch/csrc/autograd/custom_function.h>

#include "engine/warp_kernel.h"

namespace ganvas::engine {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;
using WarpLoop = void (*)(const float*, const float*, float*, std::int64_t, const PictureSize&);

constexpr std::int64_t kGrain = 8192;  // pixels worth a thread

// Pictures N×H×W×C, `out` likewise.
void run(WarpLoop loop, const at::Tensor& in, const at::Tensor& maps, const at::Tensor& out) {
  const PictureSize size{in.size(1), in.size(2), in.size(3)};
  const std::int64_t grain = std::max<std::int64_t>(1, kGrain / (size.height * size.width));
  const auto* from = in.data_ptr<float>();
  const auto* map = maps.data_ptr<float>();
  auto* to = out.data_ptr<float>();
  at::parallel_for(0, in.size(0), grain, [=](std::int64_t begin, std::int64_t end) {
    loop(from + begin * size.elements(), map + begin * 6, to + begin * size.elements(), end - begin, size);
  });
}

at::Tensor asRows(const at::Tensor& pictures) {
  return pictures.permute({0, 2, 3, 1}).contiguous();
}

class WarpOnCpu : public torch::autograd::Function<WarpOnCpu> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& pictures, const at::Tensor& maps) {
    context->save_for_backward({maps});
    const at::Tensor from = asRows(pictures), to = at::empty(from.sizes(), from.options());
    run(warpPictures, from, maps, to);
    return to.permute({0, 3, 1, 2});
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const at::Tensor gradient = asRows(gradients[0]), towards = at::zeros(gradient.sizes(), gradient.options());
    run(warpGradients, gradient, context->get_saved_variables()[0], towards);
    return {towards.permute({0, 3, 1, 2}), at::Tensor()};
  }
};

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
  if (pictures.is_cpu()) return WarpOnCpu::apply(pictures, maps.contiguous());
  constexpr std::int64_t kBilinear = 0, kBorder = 1;
  const at::Tensor grid = samplingGrid(maps, pictures.size(2), pictures.size(3));
  return at::grid_sampler_2d(pictures, grid, kBilinear, kBorder, /*align_corners=*/false)
      .contiguous(at::MemoryFormat::ChannelsLast);
}

}  // namespace ganvas::engine
