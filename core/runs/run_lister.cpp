#include "runs/run_lister.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <string>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "runs/disk_use.h"
#include "runs/run_files.h"

namespace ganvas::runs {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kScreenful = 40;
constexpr std::int64_t kSecond = 1000000000;                // nanoseconds
constexpr auto kBetweenMeasures = std::chrono::minutes(1);  // of a run that grows all the time

struct FileMark {
  std::int64_t modified = 0;  // nanoseconds
  std::int64_t size = -1;
  std::uint64_t number = 0;
  bool operator==(const FileMark&) const = default;
};

// Whatever a run's line shows changes one of these files. (Not the directory itself: SQLite makes and removes files
// there while it reads.)
constexpr std::array<const char*, 7> kFiles{
    "manifest.toml", "experiment.toml", "notes.toml", "history.db", "history.db-wal", "lock", "checkpoints"};
using Signature = std::array<FileMark, kFiles.size()>;

Signature signatureOf(const fs::path& run) {
  Signature signature;
  for (std::size_t i = 0; i < kFiles.size(); ++i) {
    struct stat status {};
    if (::stat((run.native() + "/" + kFiles[i]).c_str(), &status) != 0) continue;
    signature[i] = {status.st_mtim.tv_sec * kSecond + status.st_mtim.tv_nsec, status.st_size, status.st_ino};
  }
  return signature;
}

// A file system's clock ticks: what was written just now may be written again without a new time.
bool isFresh(const Signature& signature) {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  const std::int64_t time = now.tv_sec * kSecond + now.tv_nsec;
  return std::any_of(signature.begin(), signature.end(),
                     [&](const FileMark& mark) { return std::abs(time - mark.modified) < kSecond; });
}

struct Known {
  RunSummary summary;
  Signature signature;
  bool fresh = true;      // read while its files were being written: read it again
  bool measured = false;  // summary.bytes counts the files as they are
  Clock::time_point lastMeasured;
};

std::vector<fs::path> entriesOf(const fs::path& directory) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (fs::directory_iterator entry(directory, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->is_directory(error)) paths.push_back(entry->path());
    error.clear();
  }
  std::sort(paths.begin(), paths.end(), [](const fs::path& a, const fs::path& b) { return a.native() > b.native(); });
  return paths;
}

}  // namespace

struct RunLister::Impl {
  fs::path directory;
  std::unordered_map<std::string, Known> known;

  // Whether the directory is (still) a run.
  bool look(const fs::path& path) {
    const auto found = known.find(path.native());
    const Signature signature = signatureOf(path);  // before reading: what is written meanwhile shows the next time
    if (found == known.end()) {
      if (!looksLikeRun(path)) return false;
      known.emplace(path.native(), Known{summarise(path), signature, isFresh(signature), false, {}});
      return true;
    }
    Known& run = found->second;
    if (run.signature == signature && !run.fresh && !run.summary.isHeld()) return true;
    return readAgain(path, run, signature);
  }

  bool readAgain(const fs::path& path, Known& run, const Signature& signature) {
    if (!looksLikeRun(path)) {
      known.erase(path.native());
      return false;
    }
    const std::int64_t bytes = run.summary.bytes;
    run.measured = run.measured && run.signature == signature;
    run.summary = summarise(path);
    run.summary.bytes = bytes;
    run.signature = signature;
    run.fresh = isFresh(signature);
    return true;
  }

  std::vector<RunSummary> sorted() const {
    std::vector<const RunSummary*> order;
    order.reserve(known.size());
    for (const auto& [path, run] : known) order.push_back(&run.summary);
    std::sort(order.begin(), order.end(), [](const auto* a, const auto* b) { return isNewer(*a, *b); });
    std::vector<RunSummary> runs;
    runs.reserve(order.size());
    for (const RunSummary* run : order) runs.push_back(*run);
    return runs;
  }

  void forgetAllBut(const std::vector<fs::path>& paths) {
    std::unordered_map<std::string, bool> there;
    for (const fs::path& path : paths) there[path.native()] = true;
    std::erase_if(known, [&](const auto& run) { return !there.contains(run.first); });
  }
};

RunLister::RunLister() : impl_(std::make_unique<Impl>()) {}
RunLister::~RunLister() = default;

std::vector<RunSummary> RunLister::list(const fs::path& runsDir, const Progress& progress) {
  if (impl_->directory != runsDir) {
    impl_->directory = runsDir;
    impl_->known.clear();
  }
  const std::vector<fs::path> paths = entriesOf(runsDir);
  impl_->forgetAllBut(paths);
  std::size_t tell = impl_->known.empty() ? kScreenful : paths.size() + 1;  // a known list is complete at once
  for (const fs::path& path : paths) {
    impl_->look(path);
    if (impl_->known.size() < tell) continue;
    tell *= 4;
    if (progress && !progress(impl_->sorted())) break;
  }
  return impl_->sorted();
}

std::vector<RunSummary> RunLister::refreshHeld() {
  std::vector<fs::path> held;
  for (const auto& [path, run] : impl_->known) {
    if (run.summary.isHeld()) held.emplace_back(path);
  }
  for (const fs::path& path : held) impl_->look(path);
  return impl_->sorted();
}

bool RunLister::anyHeld() const {
  return std::any_of(impl_->known.begin(), impl_->known.end(),
                     [](const auto& run) { return run.second.summary.isHeld(); });
}

std::vector<RunSummary> RunLister::measure(const std::function<bool()>& goOn) {
  for (auto& [path, run] : impl_->known) {
    if (run.measured ||
        (run.summary.isHeld() && run.summary.bytes >= 0 && Clock::now() - run.lastMeasured < kBetweenMeasures)) {
      continue;
    }
    if (goOn && !goOn()) break;
    run.summary.bytes = diskUse(path).total();
    run.measured = !run.summary.isHeld();
    run.lastMeasured = Clock::now();
  }
  return impl_->sorted();
}

}  // namespace ganvas::runs
