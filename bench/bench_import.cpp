// Times how pictures of a folder or archive are prepared for training: pictures per second of the first opening, the
// second one, from the cache, and reading them one by one in the order of an epoch, as a streamed training does.
//   bench-import PATH [--size N] [--channels C] [--cache DIR]
// The cache is a new directory under DIR (the system's for temporary files), removed at the end.
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/random.h"
#include "data/open_source.h"

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

double secondsToOpen(const ganvas::config::Data& data, std::unique_ptr<ganvas::BatchSource>& source) {
  const auto begin = Clock::now();
  source = ganvas::data::openSource(data);
  return secondsSince(begin);
}

double secondsToStream(ganvas::BatchSource& source) {
  std::vector<std::uint8_t> pixels(source.info().pictureBytes());
  std::int32_t label = 0;
  const auto begin = Clock::now();
  for (const std::int64_t picture : ganvas::epochOrder(1, 0, source.info().count)) {
    source.read(picture, pixels, {&label, 1});
  }
  return secondsSince(begin);
}

void measure(const ganvas::config::Data& data) {
  std::unique_ptr<ganvas::BatchSource> source;
  const double first = secondsToOpen(data, source);
  const double second = secondsToOpen(data, source);
  const double streamed = secondsToStream(*source);
  const auto pictures = static_cast<double>(source->info().count);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf(
      "%.0f pictures: first opening %.2f s (%.0f pictures/s), second %.3f s, in an epoch's order %.0f pictures/s, peak "
      "memory %ld MiB\n",
      pictures, first, pictures / first, second, pictures / streamed, usage.ru_maxrss / 1024);
}

int run(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: bench-import PATH [--size N] [--channels C] [--cache DIR]\n");
    return 2;
  }
  ganvas::config::Data data;
  data.source = "folder";
  data.path = argv[1];
  std::filesystem::path cache = std::filesystem::temp_directory_path();
  for (int i = 2; i + 1 < argc; i += 2) {
    if (!std::strcmp(argv[i], "--size")) data.width = data.height = std::atoi(argv[i + 1]);
    if (!std::strcmp(argv[i], "--channels")) data.channels = std::atoi(argv[i + 1]);
    if (!std::strcmp(argv[i], "--cache")) cache = argv[i + 1];
  }
  cache /= "bench-import-" + std::to_string(::getpid());
  ::setenv("XDG_CACHE_HOME", cache.c_str(), 1);
  try {
    measure(data);
  } catch (...) {
    std::filesystem::remove_all(cache);
    throw;
  }
  std::filesystem::remove_all(cache);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const ganvas::Error& error) {
    std::fprintf(stderr, "bench-import: %s\n", error.what());
    return 1;
  }
}
