// What augmenting a batch of dcgan-3's size (128 pictures of 32×32×3) takes, kind by kind: `real/…`, and `generated/…`
// with the gradient back to the generator. Time is the wall's, CPU that of all threads.
#include <ATen/ops/arange.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/randn.h>
#include <benchmark/benchmark.h>

#include <string>
#include <utility>
#include <vector>

#include "engine/augmenter.h"
#include "engine/device.h"

namespace {

using ganvas::config::Augmentation;
using ganvas::engine::Augmenter;
using ganvas::engine::RealBatch;

constexpr std::int64_t kBatch = 128, kClasses = 10;

std::vector<std::pair<std::string, Augmentation>> kinds() {
  Augmentation flip, geometry, brightness, cutmix, diffaugment;
  flip.flip = 0.5;
  geometry.rotation = 15;  // as dcgan-3-augmented
  geometry.shift = 0.1;
  geometry.flip = 0.5;
  brightness.brightness = 0.2;
  cutmix.cutmix = 1;
  diffaugment.diffaugment = "colour,translation,cutout";
  Augmentation ada = geometry;
  ada.diffaugment = diffaugment.diffaugment;
  ada.adaTarget = 0.6;
  return {{"flip", flip},     {"geometry", geometry},       {"brightness", brightness},
          {"cutmix", cutmix}, {"diffaugment", diffaugment}, {"ada", ada}};
}

RealBatch batch() {
  return {at::randn({kBatch, 32, 32, 3}).clamp(-1, 1).permute({0, 3, 1, 2}),
          at::arange(kBatch, at::kLong).remainder(kClasses)};
}

void real(benchmark::State& state, const Augmentation& settings) {
  ganvas::engine::useThreads(0);
  Augmenter augmenter(settings, kClasses, c10::Device(c10::kCPU));
  if (augmenter.ada()) augmenter.ada()->setProbability(0.5);
  const at::Generator random = ganvas::engine::makeGenerator(c10::Device(c10::kCPU), 1);
  const RealBatch of = batch();
  for (auto _ : state) benchmark::DoNotOptimize(augmenter.real(of, random));
}

void generated(benchmark::State& state, const Augmentation& settings) {
  ganvas::engine::useThreads(0);
  Augmenter augmenter(settings, kClasses, c10::Device(c10::kCPU));
  if (augmenter.ada()) augmenter.ada()->setProbability(0.5);
  const at::Generator random = ganvas::engine::makeGenerator(c10::Device(c10::kCPU), 1);
  RealBatch of = batch();
  of.pictures.requires_grad_(true);
  const at::Tensor pull = at::ones_like(of.pictures);
  for (auto _ : state) {
    of.pictures.mutable_grad() = at::Tensor();
    augmenter.generated(of, random).pictures.backward(pull);
  }
}

void add(const std::string& name, void (*run)(benchmark::State&, const Augmentation&), const Augmentation& settings) {
  benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) { run(state, settings); })
      ->Unit(benchmark::kMillisecond)
      ->MeasureProcessCPUTime()
      ->UseRealTime();
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  for (const auto& [name, settings] : kinds()) {
    add("real/" + name, real, settings);
    if (name == "diffaugment" || name == "ada") add("generated/" + name, generated, settings);
  }
  benchmark::RunSpecifiedBenchmarks();
}
