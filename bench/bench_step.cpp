// Times training steps of a recipe on synthetic pictures of its data set's size: pictures per second.
//   bench-step RECIPE [--steps N] [--warmup N] [--set key=value]…
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "base/error.h"
#include "base/synthetic_source.h"
#include "config/parameter.h"
#include "config/recipes.h"
#include "engine/trainer.h"

namespace {

using Clock = std::chrono::steady_clock;

ganvas::SyntheticOptions picturesLike(const ganvas::config::Data& data) {
  if (data.source == "cifar10") return {32, 32, 3, 10, 10000, 1};
  if (data.source == "synthetic") {
    return {static_cast<int>(data.width),
            static_cast<int>(data.height),
            static_cast<int>(data.channels),
            static_cast<int>(data.classes),
            data.count,
            1};
  }
  return {28, 28, 1, 10, 10000, 1};
}

// Reading the scalars waits for the device: the clock then tells the truth on a GPU too.
double secondsFor(ganvas::engine::Trainer& trainer, int steps) {
  const auto start = Clock::now();
  for (int i = 0; i < steps; ++i) trainer.step();
  trainer.takeScalars();
  return std::chrono::duration<double>(Clock::now() - start).count();
}

int run(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: bench-step RECIPE [--steps N] [--warmup N] [--set key=value]...\n");
    return 2;
  }
  ganvas::config::Experiment experiment = ganvas::config::loadRecipe(argv[1]);
  int steps = 20, warmup = 5;
  for (int i = 2; i + 1 < argc; i += 2) {
    if (!std::strcmp(argv[i], "--steps")) steps = std::atoi(argv[i + 1]);
    if (!std::strcmp(argv[i], "--warmup")) warmup = std::atoi(argv[i + 1]);
    if (!std::strcmp(argv[i], "--set")) ganvas::config::setFromText(experiment, argv[i + 1], "--set");
  }
  ganvas::SyntheticSource source(picturesLike(experiment.data));
  ganvas::engine::Trainer trainer(experiment, source);
  if (warmup > 0) secondsFor(trainer, warmup);
  const double seconds = secondsFor(trainer, steps);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%s on %s: %.1f pictures/s, %.2f ms/step, peak memory %ld MiB\n", argv[1], trainer.deviceText().c_str(),
              static_cast<double>(steps * trainer.picturesPerStep()) / seconds, 1e3 * seconds / steps,
              usage.ru_maxrss / 1024);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const ganvas::Error& error) {
    std::fprintf(stderr, "bench-step: %s\n", error.what());
    return 1;
  }
}
