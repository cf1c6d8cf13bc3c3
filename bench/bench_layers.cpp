// Forward and backward of the layers that decide a step's time, each beside LibTorch's plain way of doing it, and of
// every kind of layer at a typical shape (`layer/…`; `penalty/…` adds the backward pass of a gradient penalty).
#include <ATen/ops/arange.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/conv_transpose2d.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/upsample_nearest2d.h>
#include <benchmark/benchmark.h>
#include <torch/csrc/autograd/autograd.h>

#include <string>
#include <vector>

#include "engine/device.h"
#include "nn/network.h"
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

constexpr std::int64_t kClasses = 10;

struct Kind {
  const char* name;
  std::vector<std::string> lines;
  ganvas::config::Shape input;
};

struct Prepared {
  ganvas::nn::Network network;
  at::Tensor input;
  ganvas::nn::ForwardContext context;

  explicit Prepared(const Kind& kind)
      : network(ganvas::config::planNetwork("bench", kind.lines, {kind.input, kClasses, true}), c10::Device(c10::kCPU),
                1) {
    ganvas::engine::useThreads(0);
    const auto& [c, h, w] = kind.input;
    input = kind.input.isPicture() ? leaf({kBatch, c, h, w}, true) : leaf({kBatch, c}, false);
    context.generator = at::globalContext().defaultGenerator(c10::Device(c10::kCPU));
    context.labels = at::arange(kBatch, at::kLong).remainder(kClasses);
    context.timesteps = at::arange(kBatch, at::kLong);
  }
};

void layer(benchmark::State& state, const Kind& kind) {
  Prepared p(kind);
  const at::Tensor pull = at::ones_like(p.network.forward(p.input, p.context).detach());
  for (auto _ : state) {
    p.input.mutable_grad() = at::Tensor();
    p.network.forward(p.input, p.context).backward(pull);
  }
  state.SetItemsProcessed(state.iterations() * kBatch);
}

void penalty(benchmark::State& state, const Kind& kind) {
  Prepared p(kind);
  for (auto _ : state) {
    const at::Tensor output = p.network.forward(p.input, p.context).sum();
    const at::Tensor slope = torch::autograd::grad({output}, {p.input}, {}, true, true)[0];
    p.input.mutable_grad() = at::Tensor();
    slope.pow(2).sum().backward();
  }
  state.SetItemsProcessed(state.iterations() * kBatch);
}

std::vector<Kind> kinds() {
  using ganvas::config::Shape;
  const Shape vector = Shape::vector(512), picture = Shape::picture(16, 16, 64);
  std::vector<Kind> all{{"linear", {"linear 512"}, vector},
                        {"linear_spectral_norm", {"linear 512 spectral_norm"}, vector},
                        {"reshape", {"reshape 4x4x32"}, vector},
                        {"label_projection", {"label_projection"}, vector},
                        {"saved_add", {"save a", "tanh", "add a"}, picture},
                        {"saved_load", {"save a", "tanh", "save b", "load a", "add b"}, picture},
                        {"saved_concat", {"save a", "tanh", "concat a"}, picture}};
  for (const char* line : {"conv 128 k4 s2",
                           "conv 128 k4 s2 spectral_norm",
                           "conv_transpose 64 k4 s2",
                           "conv_transpose 64 k4 s2 spectral_norm",
                           "flatten",
                           "upsample 2",
                           "pixel_shuffle 2",
                           "average_pool 2",
                           "global_average_pool",
                           "batch_norm",
                           "layer_norm",
                           "instance_norm",
                           "group_norm 8",
                           "leaky_relu",
                           "relu",
                           "prelu",
                           "prelu channel",
                           "silu",
                           "tanh",
                           "sigmoid",
                           "dropout 0.4",
                           "self_attention",
                           "minibatch_stddev",
                           "label_one_hot",
                           "label_embedding 16",
                           "add_timestep",
                           "features"}) {
    all.push_back({line, {line}, picture});
  }
  return all;
}

void registerKinds() {
  for (const Kind& kind : kinds()) {
    benchmark::RegisterBenchmark((std::string("layer/") + kind.name).c_str(),
                                 [kind](benchmark::State& state) { layer(state, kind); })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  }
  const ganvas::config::Shape picture = ganvas::config::Shape::picture(16, 16, 64);
  for (const char* line : {"conv 128 k4 s2", "conv 64 k3", "conv_transpose 64 k4 s2"}) {
    const Kind kind{line, {line, "leaky_relu"}, picture};
    benchmark::RegisterBenchmark((std::string("penalty/") + line).c_str(),
                                 [kind](benchmark::State& state) { penalty(state, kind); })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  }
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  registerKinds();
  benchmark::RunSpecifiedBenchmarks();
}
