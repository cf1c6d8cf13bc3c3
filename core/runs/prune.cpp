#include "runs/prune.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <system_error>

#include "base/error.h"
#include "runs/disk_use.h"
#include "runs/run_directory.h"
#include "runs/run_files.h"
#include "runs/run_lock.h"

namespace ganvas::runs {

namespace fs = std::filesystem;

namespace {

std::vector<SampleRecord> gridsOf(const RunDirectory& run) {
  std::error_code error;
  if (!fs::exists(run.historyPath(), error)) return {};
  return HistoryReader(run.historyPath()).samples();
}

// Records first, files second. Killed in between, there are pictures that no record names: nobody sees them, and the
// next prune takes them (strayGrids). The other way round there would be records whose pictures are gone, and
// every view of the run would stumble over them.
std::vector<fs::path> strayGrids(const RunDirectory& run, const std::vector<SampleRecord>& grids) {
  std::vector<fs::path> strays;
  if (grids.empty()) return strays;
  std::error_code error;
  for (fs::directory_iterator entry(run.path() / "samples", error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::int64_t step = 0;
    std::from_chars(name.data(), name.data() + name.size(), step);
    // Beyond the last record may lie what an older checkpoint was resumed before: that is no business of ours.
    if (name != stepName(step) + ".png" || step <= grids.front().step || step >= grids.back().step) continue;
    const bool named = std::any_of(grids.begin(), grids.end(), [&](const auto& grid) { return grid.step == step; });
    if (!named) strays.push_back(entry->path());
  }
  return strays;
}

std::vector<SampleRecord> gridsToDrop(const std::vector<SampleRecord>& grids, std::int64_t every) {
  std::vector<SampleRecord> drop;
  if (every < 2) return drop;
  for (std::size_t i = 1; i + 1 < grids.size(); ++i) {
    if (i % static_cast<std::size_t>(every) != 0) drop.push_back(grids[i]);
  }
  return drop;
}

// A record's file below the run's samples; a hostile one that leads elsewhere names nothing.
std::optional<fs::path> fileOf(const RunDirectory& run, const SampleRecord& grid) {
  const fs::path wanted = fs::path("samples") / (stepName(grid.step) + ".png");
  if (fs::path(grid.file).lexically_normal() != wanted) return std::nullopt;
  return run.path() / wanted;
}

std::int64_t partBytes(const RunDirectory& run) {
  std::int64_t bytes = 0;
  for (const fs::path& part : checkpointParts(run.path())) bytes += bytesOf(part);
  return bytes;
}

struct Work {
  PrunePlan plan;
  std::vector<fs::path> files;  // of grids
};

Work workFor(const RunDirectory& run, const PruneRequest& request) {
  Work work;
  if (request.keepLast) {
    refuseLinkedFolder(run.path(), "checkpoints");
    work.plan.checkpoints = checkpointsToDrop(run.checkpointSteps(), *request.keepLast, request.keepEvery);
    for (const std::int64_t step : work.plan.checkpoints) work.plan.bytes += bytesOf(run.checkpointPath(step));
    work.plan.bytes += partBytes(run);
  }
  if (request.gridsEvery > 1) {
    refuseLinkedFolder(run.path(), "samples");
    const std::vector<SampleRecord> grids = gridsOf(run);
    work.files = strayGrids(run, grids);
    for (const SampleRecord& grid : gridsToDrop(grids, request.gridsEvery)) {
      work.plan.grids.push_back(grid.step);
      if (const auto file = fileOf(run, grid)) work.files.push_back(*file);
    }
    for (const fs::path& file : work.files) work.plan.bytes += bytesOf(file);
  }
  return work;
}

void removeFile(const fs::path& file) {
  std::error_code error;
  fs::remove(file, error);
  if (error) {
    throw Error("the old grid cannot be removed: " + error.message(), file.string(),
                "Check the permissions of its directory");
  }
}

}  // namespace

PrunePlan planPrune(const fs::path& run, const PruneRequest& request) {
  return workFor(RunDirectory::open(run), request).plan;
}

PrunePlan prune(const fs::path& run, const PruneRequest& request) {
  const RunDirectory directory = RunDirectory::open(run);
  const RunLock lock(directory.path());
  const Work work = workFor(directory, request);
  if (request.keepLast) directory.pruneCheckpoints(*request.keepLast, request.keepEvery);
  if (!work.plan.grids.empty()) HistoryWriter(directory.historyPath()).removeSamples(work.plan.grids);
  for (const fs::path& file : work.files) removeFile(file);
  return work.plan;
}

}  // namespace ganvas::runs
