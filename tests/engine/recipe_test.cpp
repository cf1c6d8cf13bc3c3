// Every recipe, embedded sweep runs included, trains: on computed pictures of its size, in small batches.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/files.h"
#include "config/recipes.h"
#include "config/sweeps.h"
#include "engine/checkpoint.h"
#include "engine/safetensors.h"
#include "helpers.h"

namespace ganvas::engine {
namespace {

constexpr int kSteps = 20;

#if defined(__SANITIZE_ADDRESS__)
// One of each kind: what a sanitizer may find is in the code, not in the sizes.
const std::set<std::string> kLooked = {"cgan-3",       "ebgan-pt-cifar10", "ebgan-autoencoder-cifar10",
                                       "sadcgan-2",    "mnist-wgan-gp",    "mnist-cgan",
                                       "ddpm-baseline"};
#endif

std::vector<config::Experiment> everySystem() {
  std::vector<config::Experiment> all;
  for (const config::Recipe& recipe : config::recipes()) {
    if (recipe.file.empty()) all.push_back(recipe.experiment);
  }
  for (const config::NamedSweep& named : config::sweeps()) {
    if (!named.file.empty()) continue;
    for (const config::SweepRun& run : config::sweepRuns(named.sweep)) {
      all.push_back(run.experiment);
      all.back().about.name += " " + run.label;
    }
  }
#if defined(__SANITIZE_ADDRESS__)
  std::erase_if(all, [](const config::Experiment& one) { return !kLooked.contains(one.about.name); });
#endif
  return all;
}

config::Experiment small(config::Experiment experiment) {
  experiment.schedule.batchSize = 4;
  experiment.compute.device = "cpu";
  experiment.compute.threads = 2;
  experiment.diffusion.samplingSteps = 2;  // of which samples take most of their time
  return experiment;
}

std::vector<float> steps(Trainer& trainer, int count) {
  for (int i = 0; i < count; ++i) trainer.step();
  return trainer.takeScalars().rows;
}

// Least share of a line's weights that must have moved: a ReLU may shut off some.
constexpr double kMoved = 0.5;

void expectMoved(const config::NetworkPlan& plan, const TensorFile& before, const TensorFile& after) {
  const at::Tensor old = before.tensors.at(plan.name + ".parameters"),
                   now = after.tensors.at(plan.name + ".parameters");
  std::int64_t offset = 0;
  for (const config::LayerPlan& layer : plan.layers) {
    if (layer.parameters == 0) continue;
    const double share = now.narrow(0, offset, layer.parameters)
                             .ne(old.narrow(0, offset, layer.parameters))
                             .to(at::kDouble)
                             .mean()
                             .item<double>();
    EXPECT_GE(share, kMoved) << plan.name << ": " << layer.line;
    offset += layer.parameters;
  }
}

void expectVaried(const ImageBatch& batch) {
  const std::set<std::uint8_t> values(batch.pixels.begin(), batch.pixels.end());
  EXPECT_GT(values.size(), 2u) << "the samples are constant";
  const auto half = static_cast<std::ptrdiff_t>(batch.pictureBytes());
  EXPECT_FALSE(std::equal(batch.pixels.begin(), batch.pixels.begin() + half, batch.pixels.begin() + half))
      << "two samples are the same";
}

// 20 steps; and from the checkpoint of the middle the same 10 steps once more.
void train(const config::Experiment& experiment) {
  const TemporaryDirectory directory;
  SyntheticSource source = setFor(experiment);
  const SetInfo& info = source.info();
  const config::ExperimentPlan plan =
      config::planExperiment(experiment, config::Shape::picture(info.height, info.width, info.channels),
                             static_cast<int>(info.classNames.size()));
  Trainer trainer(experiment, source);
  const TensorFile start = stateOf(trainer);
  const std::vector<float> first = steps(trainer, kSteps / 2);
  trainer.save(directory.path() / "half");
  const std::vector<float> second = steps(trainer, kSteps / 2);
  for (const float value : first) EXPECT_TRUE(std::isfinite(value));
  for (const float value : second) EXPECT_TRUE(std::isfinite(value));
  expectVaried(trainer.sample(1, 0, 2));
  trainer.save(directory.path() / "end");
  const TensorFile end = readTensorFile(stateFile(directory.path() / "end"));
  expectMoved(plan.generator, start, end);
  if (config::hasDiscriminator(experiment)) expectMoved(plan.discriminator, start, end);

  Trainer resumed(experiment, source);
  resumed.load(directory.path() / "half");
  EXPECT_EQ(steps(resumed, kSteps / 2), second);
  resumed.save(directory.path() / "resumed");
  constexpr std::size_t kLargest = std::size_t{1} << 30;
  EXPECT_TRUE(readWholeFile(stateFile(directory.path() / "end"), kLargest) ==
              readWholeFile(stateFile(directory.path() / "resumed"), kLargest))
      << "the resumed run ends in another state";
}

TEST(Recipes, TrainAndResumeBitExactly) {
  for (const config::Experiment& experiment : everySystem()) {
    SCOPED_TRACE(experiment.about.name);
    ASSERT_NO_THROW(train(small(experiment)));
  }
}

}  // namespace
}  // namespace ganvas::engine
