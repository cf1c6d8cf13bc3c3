// Times how pictures of a folder or archive are prepared for training: pictures per second of the first opening, and
// the second one, from the cache.
//   bench-import PATH [--size N] [--channels C] [--cache DIR]
// The cache is a new directory under DIR (the system's for temporary files), removed at the end.
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>

#include "base/error.h"
#include "data/open_source.h"

namespace {

using Clock = std::chrono::steady_clock;

double secondsToOpen(const ganvas::config::Data& data, std::int64_t* pictures) {
  const auto begin = Clock::now();
  const auto source = ganvas::data::openSource(data);
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  *pictures = source->info().count;
  return seconds;
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
  std::int64_t pictures = 0;
  try {
    const double first = secondsToOpen(data, &pictures);
    const double second = secondsToOpen(data, &pictures);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("%lld pictures: first opening %.2f s (%.0f pictures/s), second %.3f s, peak memory %ld MiB\n",
                static_cast<long long>(pictures), first, static_cast<double>(pictures) / first, second,
                usage.ru_maxrss / 1024);
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
