#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/where.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>

#include "nn/layers.h"
#include "nn/prelu_kernels.h"

namespace ganvas::nn {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr std::int64_t kTileColumns = 1024;  // their slopes' gradient stays in the first-level cache
constexpr std::int64_t kTiles = 64;          // enough for all cores; never a function of their number
constexpr std::int64_t kGrain = 32768;       // values worth a thread

// What the fused loops see: rows × columns, one slope for each column, cut into tiles by the shape alone so that sums
// come out the same whatever the number of threads.
struct Tiles {
  std::int64_t rows, columns, across, down;

  Tiles(const at::Tensor& input, const at::Tensor& slope)
      : rows(slope.numel() ? input.numel() / slope.numel() : 0),
        columns(slope.numel()),
        across((columns + kTileColumns - 1) / kTileColumns),
        down(std::clamp<std::int64_t>(kTiles / std::max<std::int64_t>(across, 1), 1, std::max<std::int64_t>(rows, 1))) {
  }

  // Calls work(first row, rows, first column, columns, index of the band of rows) for each tile.
  template <typename Work>
  void each(const Work& work) const {
    const std::int64_t tiles = across * down;
    const std::int64_t grain = std::max<std::int64_t>(1, kGrain * tiles / std::max<std::int64_t>(rows * columns, 1));
    at::parallel_for(0, tiles, grain, [&](std::int64_t begin, std::int64_t end) {
      for (std::int64_t tile = begin; tile < end; ++tile) {
        const std::int64_t band = tile / across, column = tile % across * kTileColumns;
        const std::int64_t row = band * rows / down, nextRow = (band + 1) * rows / down;
        work(row, nextRow - row, column, std::min(kTileColumns, columns - column), band);
      }
    });
  }
};

// The slopes in a shape that broadcasts over the input: they are F, C, or H×W×C.
at::Tensor broadcast(const at::Tensor& slope, const at::Tensor& input) {
  if (slope.dim() == 3) return slope.permute({2, 0, 1});
  return input.dim() == 4 ? slope.view({-1, 1, 1}) : slope;
}

at::Tensor gate(const at::Tensor& input, const at::Tensor& slope, const at::Tensor& value) {
  at::Tensor out = at::empty_like(input);
  const float *x = input.data_ptr<float>(), *a = slope.data_ptr<float>(), *v = value.data_ptr<float>();
  float* to = out.data_ptr<float>();
  const Tiles tiles(input, slope);
  tiles.each([&](std::int64_t row, std::int64_t rows, std::int64_t column, std::int64_t columns, std::int64_t) {
    const std::int64_t at = row * tiles.columns + column;
    preluGate(x + at, a + column, v + at, to + at, rows, columns, tiles.columns);
  });
  return out;
}

variable_list fusedGradients(const at::Tensor& input, const at::Tensor& slope, const at::Tensor& gradient) {
  const Tiles tiles(input, slope);
  at::Tensor towardsInput = at::empty_like(input);
  const at::Tensor bands = at::empty({tiles.down, tiles.columns}, slope.options());
  const float *x = input.data_ptr<float>(), *a = slope.data_ptr<float>(), *g = gradient.data_ptr<float>();
  float *to = towardsInput.data_ptr<float>(), *sums = bands.data_ptr<float>();
  tiles.each([&](std::int64_t row, std::int64_t rows, std::int64_t column, std::int64_t columns, std::int64_t band) {
    const std::int64_t at = row * tiles.columns + column;
    preluGradients(x + at, a + column, g + at, to + at, sums + band * tiles.columns + column, rows, columns,
                   tiles.columns);
  });
  return {towardsInput, bands.sum(0).view(slope.sizes())};
}

variable_list plainGradients(const at::Tensor& input, const at::Tensor& slope, const at::Tensor& gradient) {
  const at::Tensor positive = input > 0;
  const at::Tensor towardsInput = at::where(positive, gradient, gradient * broadcast(slope, input));
  const at::Tensor each = (gradient * input).masked_fill(positive, 0);
  if (slope.dim() == 3) return {towardsInput, each.sum(0).permute({1, 2, 0})};
  return {towardsInput, input.dim() == 4 ? each.sum({0, 2, 3}) : each.sum(0)};
}

// On the CPU in float32: one pass forward and one backward. `input` is dense, in channels_last memory if a picture.
class FusedPrelu : public torch::autograd::Function<FusedPrelu> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& input, const at::Tensor& slope) {
    context->save_for_backward({input, slope});
    return gate(input, slope, input);
  }

  static variable_list backward(AutogradContext* context, variable_list outputs) {
    const variable_list saved = context->get_saved_variables();
    const at::Tensor &input = saved[0], &slope = saved[1];
    if (at::GradMode::is_enabled()) return plainGradients(input, slope, outputs[0]);
    const at::Tensor gradient =
        outputs[0].contiguous(input.dim() == 4 ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous);
    if (!context->needs_input_grad(1)) return {gate(input, slope, gradient), at::Tensor()};
    return fusedGradients(input, slope, gradient);
  }
};

class Prelu : public Layer {
 public:
  explicit Prelu(at::Tensor slope) : slope_(std::move(slope)) {}

  at::Tensor forward(const at::Tensor& input, const ForwardContext&) const override {
    if (!input.is_cpu() || input.scalar_type() != at::kFloat) {
      return at::where(input > 0, input, input * broadcast(slope_.to(input.scalar_type()), input));
    }
    return FusedPrelu::apply(
        input.contiguous(input.dim() == 4 ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous), slope_);
  }

 private:
  at::Tensor slope_;
};

}  // namespace

std::unique_ptr<Layer> makePrelu(at::Tensor slope) {
  return std::make_unique<Prelu>(std::move(slope));
}

}  // namespace ganvas::nn
