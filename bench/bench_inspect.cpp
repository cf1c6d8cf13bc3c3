// How soon an inspection of a set has its first numbers and all of them, and the memory that it takes.
//   bench-inspect SOURCE PATH [key=value]…   bench-inspect cifar10 cifar-10-batches-bin
//   bench-inspect make PATH COUNT            writes a folder of COUNT small pictures in ten classes
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/random.h"
#include "base/synthetic_source.h"
#include "config/parameter.h"
#include "imaging/picture_file.h"
#include "session/inspector.h"

namespace {

using namespace ganvas;
using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begun) {
  return std::chrono::duration<double>(Clock::now() - begun).count();
}

double peakMiB() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void makeFolder(const std::filesystem::path& path, std::int64_t count) {
  SyntheticSource source({32, 32, 3, 10, count, 1});
  Picture picture{32, 32, 3, std::vector<std::uint8_t>(source.info().pictureBytes())};
  std::vector<std::int32_t> label(1);
  for (std::int64_t i = 0; i < count; ++i) {
    source.read(i, picture.pixels, label);
    const std::filesystem::path folder = path / ("class" + std::to_string(label[0]));
    if (i < 1000) std::filesystem::create_directories(folder);
    imaging::writePng(folder / (std::to_string(i) + ".png"), picture);
  }
}

void tellDuplicates(const std::vector<session::DuplicateGroup>& groups) {
  for (const bool exact : {true, false}) {
    std::size_t count = 0, pictures = 0, largest = 0;
    for (const session::DuplicateGroup& group : groups) {
      if (group.exact != exact) continue;
      ++count;
      pictures += group.pictures.size();
      largest = std::max(largest, group.pictures.size());
    }
    std::printf("%s duplicates: %zu groups of %zu pictures, the largest of %zu\n", exact ? "exact" : "near", count,
                pictures, largest);
  }
}

int inspect(const config::Experiment& experiment) {
  std::printf("before: %.0f MiB\n", peakMiB());
  const auto inspector = session::makeInspector();
  const auto begun = Clock::now();
  inspector->open(experiment);
  session::Inspection now = inspector->inspection();
  bool opened = false, first = false, read = false;
  while (!now.activity.empty()) {
    now = inspector->waitForChange(now.revision, std::chrono::seconds(10));
    if (now.open && !std::exchange(opened, true)) {
      std::printf("%8.3f s  open: %lld pictures\n", secondsSince(begun), static_cast<long long>(now.info.count));
    }
    if (now.statistics && !std::exchange(first, true)) {
      std::printf("%8.3f s  first numbers, of %lld pictures\n", secondsSince(begun),
                  static_cast<long long>(now.statistics->looked));
    }
    if (now.statistics && now.statistics->looked == now.info.count && !std::exchange(read, true)) {
      std::printf("%8.3f s  all pictures read\n", secondsSince(begun));
    }
  }
  if (now.failure) throw Error(now.failure->what, now.failure->where, now.failure->advice);
  std::printf("%8.3f s  done: %zu left out\n", secondsSince(begun), now.leftOut ? now.leftOut->size() : 0);
  if (now.duplicates) tellDuplicates(*now.duplicates);
  std::printf("peak: %.0f MiB\n", peakMiB());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: bench-inspect SOURCE PATH [key=value]…\n       bench-inspect make PATH COUNT\n");
    return 2;
  }
  try {
    if (std::string(argv[1]) == "make") {
      makeFolder(argv[2], argc > 3 ? std::atoll(argv[3]) : 1000);
      return 0;
    }
    config::Experiment experiment;
    experiment.data.source = argv[1];
    experiment.data.path = argv[2];
    for (int i = 3; i < argc; ++i) config::setFromText(experiment, argv[i], "the command line");
    return inspect(experiment);
  } catch (const Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
