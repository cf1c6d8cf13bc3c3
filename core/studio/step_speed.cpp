#include "studio/step_speed.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <vector>

#include "base/error.h"
#include "base/synthetic_source.h"
#include "config/usual_set.h"
#include "data/open_source.h"
#include "engine/trainer.h"

namespace ganvas::studio {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kWarmUp = 2;
constexpr std::size_t kLeastSteps = 10;
constexpr std::chrono::milliseconds kLeastTime{500}, kMostTime{3000};
constexpr std::int64_t kBatches = 4;  // in the computed set: drawing it must not take longer than measuring

/// What the files are, or what is assumed where they are not there; the number of pictures only if they are.
config::SetFacts setOf(const config::Data& data, const std::stop_token& stop) {
  try {
    const SetInfo info = data::lookAtSource(data, stop);
    return {config::Shape::picture(info.height, info.width, info.channels),
            static_cast<std::int64_t>(info.classNames.size()), info.count};
  } catch (const Error&) {
    config::SetFacts set = config::assumedSet(data);
    set.pictures.reset();
    return set;
  }
}

SyntheticSource makeSource(const config::SetFacts& set, std::int64_t pictures) {
  const auto number = [](std::int64_t value) {
    return static_cast<int>(std::clamp<std::int64_t>(value, 0, std::numeric_limits<int>::max()));
  };
  SyntheticOptions options;
  options.width = number(set.picture->width);
  options.height = number(set.picture->height);
  options.channels = number(set.picture->channels);
  options.classes = number(*set.classes);
  options.count = pictures;
  return SyntheticSource(options);
}

/// A step to its end: a device works on behind step()'s back until something is read from it.
double secondsOfStep(engine::Trainer& trainer) {
  const Clock::time_point begin = Clock::now();
  trainer.step();
  try {
    trainer.takeScalars();
  } catch (const Error&) {
    // A loss that is not finite takes as long.
  }
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

double medianStep(engine::Trainer& trainer, const std::stop_token& stop) {
  for (int i = 0; i < kWarmUp && !stop.stop_requested(); ++i) secondsOfStep(trainer);
  std::vector<double> seconds;
  const Clock::time_point begin = Clock::now();
  const auto goOn = [&] {
    const auto passed = Clock::now() - begin;
    return passed < kMostTime && (seconds.size() < kLeastSteps || passed < kLeastTime);
  };
  do {
    if (stop.stop_requested()) throw Error("cancelled", "", "");
    seconds.push_back(secondsOfStep(trainer));
  } while (goOn());
  const auto middle = seconds.begin() + static_cast<std::ptrdiff_t>(seconds.size() / 2);
  std::nth_element(seconds.begin(), middle, seconds.end());
  return *middle;
}

}  // namespace

runs::StepTime measureStep(const config::Experiment& experiment, const std::stop_token& stop) {
  const config::SetFacts set = setOf(experiment.data, stop);
  config::Experiment probe = experiment;
  probe.start.weightsFrom.clear();
  probe.data.keep = "memory";
  probe.schedule.steps = std::max<std::int64_t>(probe.schedule.steps, 1);  // the computed set is no measure of epochs
  SyntheticSource source = makeSource(set, std::max<std::int64_t>(kBatches * probe.schedule.batchSize, 1));
  engine::Trainer trainer(probe, source, stop);
  const double seconds = medianStep(trainer, stop);
  return {seconds, trainer.deviceText(), engine::torchVersion(), set.pictures.value_or(0)};
}

}  // namespace ganvas::studio
