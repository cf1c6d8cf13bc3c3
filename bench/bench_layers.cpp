// Forward and backward of the layers that decide a step's time, each beside LibTorch's plain way of doing it.
#include <ATen/ops/conv2d.h>
#include <ATen/ops/conv_transpose2d.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/upsample_nearest2d.h>
#include <benchmark/benchmark.h>

#include "engine/device.h"
#include "nn/transposed_convolution.h"

namespace {

constexpr std::int64_t kBatch = 64;

struct Tensors {
  at::Tensor input, weight;
};

at::Tensor leaf(at::IntArrayRef size, bool channelsLast) {
  at::Tensor tensor = at::randn(size);
  if (channelsLast) tensor = tensor.contiguous(at::MemoryFormat::ChannelsLast);
  return tensor.set_requires_grad(true);
}

template <typename Forward>
void measure(benchmark::State& state, Tensors t, const Forward& forward) {
  ganvas::engine::useThreads(0);
  for (auto _ : state) {
    t.input.mutable_grad() = at::Tensor();
    t.weight.mutable_grad() = at::Tensor();
    const at::Tensor output = forward(t.input, t.weight);
    output.backward(at::ones_like(output));
  }
  state.SetItemsProcessed(state.iterations() * kBatch);
}

// Arguments: input channels, output channels, input side.
void transposedOurs(benchmark::State& state) {
  const Tensors t{leaf({kBatch, state.range(0), state.range(2), state.range(2)}, true),
                  leaf({state.range(0), state.range(1), 4, 4}, true)};
  measure(state, t, [](auto& x, auto& w) { return ganvas::nn::transposedConvolution(x, w, 2); });
}

void transposedPlain(benchmark::State& state) {
  const Tensors t{leaf({kBatch, state.range(0), state.range(2), state.range(2)}, false),
                  leaf({state.range(0), state.range(1), 4, 4}, false)};
  measure(state, t, [](auto& x, auto& w) { return at::conv_transpose2d(x, w, {}, 2, 1); });
}

void upsampleConvOurs(benchmark::State& state) {
  const Tensors t{leaf({kBatch, state.range(0), state.range(2), state.range(2)}, true),
                  leaf({state.range(1), state.range(0), 3, 3}, true)};
  measure(state, t, [](auto& x, auto& w) {
    return ganvas::nn::transposedConvolution(x, ganvas::nn::foldUpsampleIntoKernel(w), 2);
  });
}

void upsampleConvPlain(benchmark::State& state) {
  const Tensors t{leaf({kBatch, state.range(0), state.range(2), state.range(2)}, false),
                  leaf({state.range(1), state.range(0), 3, 3}, false)};
  measure(state, t, [](auto& x, auto& w) {
    return at::conv2d(at::upsample_nearest2d(x, {x.size(2) * 2, x.size(3) * 2}), w, {}, 1, 1);
  });
}

void shapes(benchmark::internal::Benchmark* benchmark) {
  benchmark->Args({128, 64, 7})->Args({64, 1, 14})->Args({128, 128, 8})->Args({128, 3, 16});
  benchmark->Unit(benchmark::kMillisecond)->UseRealTime();
}

BENCHMARK(transposedOurs)->Apply(shapes);
BENCHMARK(transposedPlain)->Apply(shapes);
BENCHMARK(upsampleConvOurs)->Apply(shapes);
BENCHMARK(upsampleConvPlain)->Apply(shapes);

}  // namespace

BENCHMARK_MAIN();
