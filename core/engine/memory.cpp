#include "engine/memory.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <new>
#include <string>

#include "base/error.h"

namespace ganvas::engine {

namespace {

constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();

// The number behind `key` in a file of "key number" lines; −1 when it is not there.
std::int64_t numberAfter(const char* file, const std::string& key) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with(key)) return std::stoll(line.substr(key.size()));
  }
  return -1;
}

// The same in /proc's files, whose numbers are in kB: bytes.
std::int64_t kilobytesOf(const char* file, const std::string& key) {
  const std::int64_t number = numberAfter(file, key);
  return number < 0 ? number : number * 1024;
}

std::int64_t numberIn(const char* file) {
  std::ifstream in(file);
  std::int64_t value = -1;
  return in >> value ? value : -1;  // "max" reads as no number
}

std::string gibibytes(std::int64_t bytes) {
  const double value = static_cast<double>(bytes) / (1024.0 * 1024.0 * 1024.0);
  std::string text = std::to_string(value);
  return text.substr(0, text.find('.') + 2) + " GiB";
}

}  // namespace

config::MemoryNeed leastMemory(const config::ExperimentPlan& plan, std::int64_t setBytes) {
  config::MemoryNeed need = config::leastMemory(plan);
  need.fixed += setBytes;
  return need;
}

std::int64_t availableHostMemory() {
  std::int64_t available = kilobytesOf("/proc/meminfo", "MemAvailable:");
  if (available < 0) available = kNoLimit;
  rlimit limit{};
  const std::int64_t used = kilobytesOf("/proc/self/status", "VmSize:");
  if (getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY && used >= 0) {
    available = std::min(available, std::max<std::int64_t>(0, static_cast<std::int64_t>(limit.rlim_cur) - used));
  }
  const std::int64_t group = numberIn("/sys/fs/cgroup/memory.max"), inUse = numberIn("/sys/fs/cgroup/memory.current");
  if (group > 0 && inUse >= 0) {
    // What caches files is given up when memory is asked for.
    const char* parts = "/sys/fs/cgroup/memory.stat";
    const std::int64_t cache = std::max<std::int64_t>(0, numberAfter(parts, "inactive_file ")) +
                               std::max<std::int64_t>(0, numberAfter(parts, "active_file "));
    available = std::min(available, std::max<std::int64_t>(0, group - inUse + cache));
  }
  return available;
}

std::int64_t residentMemory() {
  std::ifstream in("/proc/self/statm");
  std::int64_t total = 0, resident = 0;
  return in >> total >> resident ? resident * sysconf(_SC_PAGESIZE) : 0;
}

void checkMemory(const config::MemoryNeed& need, std::int64_t batchSize, std::int64_t available) {
  if (need.fixed > available) {
    throw Error("the data set and the networks take " + gibibytes(need.fixed) + ", and " + gibibytes(available) +
                    " is free: out of memory",
                "", "Use fewer pictures (data.limit), stream them (data.keep=stream), or use smaller layers");
  }
  if (need.perPicture == 0 || batchSize <= (available - need.fixed) / need.perPicture) return;
  // Gradients and work space come on top of the activations: three times as much has been enough in practice.
  const std::int64_t fits = std::max<std::int64_t>(1, (available - need.fixed) / (3 * need.perPicture));
  throw Error("out of memory: a batch of " + std::to_string(batchSize) + " takes at least " +
                  gibibytes(need.forBatch(batchSize)) + ", and " + gibibytes(available) + " is free",
              "schedule.batch_size", "A batch size of " + std::to_string(std::min(fits, batchSize)) + " would fit");
}

bool isOutOfMemory(const std::exception& error) {
  if (dynamic_cast<const std::bad_alloc*>(&error)) return true;
  const std::string text = error.what();
  return text.find("out of memory") != std::string::npos || text.find("can't allocate memory") != std::string::npos ||
         text.find("not enough memory") != std::string::npos;
}

}  // namespace ganvas::engine
