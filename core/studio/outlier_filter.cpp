#include "studio/outlier_filter.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "config/network_plan.h"
#include "data/fingerprint.h"
#include "engine/trainer.h"
#include "studio/outlier_cache.h"
#include "studio/small_pictures.h"

namespace ganvas::studio {

namespace {

constexpr std::int64_t kSmallestBatch = 8, kLargestBatch = 64;
constexpr std::int64_t kStepsOfAnEpoch = 50;  // or a few epochs would teach a small set nothing
constexpr std::int64_t kStepsBetweenReads = 64;

/// Halves the sides twice, keeps 64 numbers, and grows back. No batch norm: a picture's error is its own.
std::vector<std::string> autoencoderLayers(const SetInfo& info) {
  const auto number = [](int value) { return std::to_string(value); };
  return {"conv 16 k3 s2",
          "leaky_relu 0.2",
          "conv 32 k3 s2",
          "leaky_relu 0.2",
          "flatten",
          "linear 64",
          "linear " + number(info.height / 4) + "x" + number(info.width / 4) + "x32",
          "leaky_relu 0.2",
          "upsample 2",
          "conv 16 k3",
          "leaky_relu 0.2",
          "upsample 2",
          "conv " + number(info.channels) + " k3",
          "tanh"};
}

config::Experiment filterExperiment(const config::Experiment& experiment, const SetInfo& info) {
  config::Experiment filter;
  filter.about.name = "outlier-filter";
  filter.objective.loss = "reconstruction";
  filter.generator.layers = autoencoderLayers(info);
  filter.generatorOptimiser.learningRate = 1e-3;
  filter.generatorOptimiser.beta1 = 0.9;
  filter.schedule.batchSize =
      std::min(info.count, std::clamp(info.count / kStepsOfAnEpoch, kSmallestBatch, kLargestBatch));
  filter.schedule.epochs = static_cast<double>(experiment.preparation.outlierEpochs);
  filter.compute.device = experiment.compute.device;
  filter.compute.threads = experiment.compute.threads;
  filter.seed = experiment.seed;
  return filter;
}

/// What decides the errors: the set, the filter's networks and training.
std::string keyOf(const BatchSource& set, const config::Experiment& filter) {
  data::Fingerprint key;
  key.add("outliers 1");
  key.add(set.fingerprint());
  for (const std::string& line : filter.generator.layers) key.add(line + "\n");
  key.add(static_cast<std::uint64_t>(std::llround(filter.schedule.epochs)));
  key.add(static_cast<std::uint64_t>(filter.seed));
  return key.text();
}

class Training {
 public:
  Training(const config::Experiment& filter, BatchSource& pictures, const std::stop_token& stop,
           const data::PrepareProgress& progress)
      : filter_(filter),
        pictures_(pictures),
        stop_(stop),
        progress_(progress),
        trainer_(filter, pictures, stop, told("reading the pictures for the outlier filter")) {}

  std::vector<float> run() {
    const std::int64_t steps = config::totalSteps(filter_, trainer_.pictures());
    const auto epochs = static_cast<std::int64_t>(filter_.schedule.epochs);
    for (std::int64_t step = 0, shown = 0; step < steps; ++step) {
      if (stop_.stop_requested()) throw Error("cancelled", "", "");
      const std::int64_t epoch = std::min(epochs, static_cast<std::int64_t>(trainer_.epoch()) + 1);
      if (epoch != shown && progress_) {
        progress_("training the outlier filter, epoch " + std::to_string(epoch) + " of " + std::to_string(epochs), 0,
                  0);
      }
      shown = epoch;
      trainer_.step();
      if (step % kStepsBetweenReads == 0 || step + 1 == steps) checkLoss();
    }
    return trainer_.reconstructionErrors(pictures_, stop_, told("measuring the pictures for the outlier filter"));
  }

 private:
  engine::LoadProgress told(const std::string& activity) const {
    return [this, activity](std::int64_t done, std::int64_t total) {
      if (progress_) progress_(activity, done, total);
    };
  }
  void checkLoss() {
    try {
      trainer_.takeScalars();
    } catch (const Error& error) {
      throw Error("the outlier filter cannot be trained: " + error.problem(), "preparation.outliers",
                  "Train without it, or with another seed");
    }
  }

  const config::Experiment& filter_;
  BatchSource& pictures_;
  const std::stop_token& stop_;
  const data::PrepareProgress& progress_;
  engine::Trainer trainer_;
};

}  // namespace

OutlierErrors outlierErrors(BatchSource& set, const config::Experiment& experiment, const std::stop_token& stop,
                            const data::PrepareProgress& progress) {
  SmallPictures small(set);
  const config::Experiment filter = filterExperiment(experiment, small.info());
  const OutlierCache cache(keyOf(set, filter));
  OutlierErrors result{{}, data::sourceNumbers(set)};
  if (const auto known = cache.read(result.pictures.size())) {
    result.errors = *known;
    return result;
  }
  result.errors = Training(filter, small, stop, progress).run();
  cache.write(result.errors);
  return result;
}

}  // namespace ganvas::studio
