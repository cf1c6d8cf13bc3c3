#include "runs/run_list.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <exception>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "runs/run_files.h"

namespace ganvas::runs {

namespace fs = std::filesystem;

namespace {

void note(std::string& problem, const std::string& text) {
  if (problem.empty()) problem = text;
}

void readHistory(RunSummary& summary) {
  const fs::path file = summary.path / "history.db";
  std::error_code error;
  const std::uintmax_t size = fs::file_size(file, error);
  if (error == std::errc::no_such_file_or_directory || (!error && size == 0)) return;  // not begun yet
  const HistoryReader history(file);
  summary.history = history.state();
  summary.lastScalars.clear();
  const std::int64_t steps = history.steps();
  for (const std::string& series : history.series()) {
    if (series == kSecondsSeries || series == kSpeedSeries) continue;
    const std::vector<float> last = history.values(series, steps, steps);
    if (!last.empty()) summary.lastScalars.emplace_back(series, last.front());
  }
  if (const auto sample = history.latestSample()) summary.latestSample = sample->file;
}

bool looksInterrupted(const RunSummary& summary) {
  const std::string& state = summary.history.state;
  if (state == "running" || state == "paused") {
    return summary.lock == LockState::Free || summary.lock == LockState::Stale;
  }
  return state == "created" && summary.lock == LockState::Stale;
}

// The lock first: a run that ends in between is then seen as held and ended. One that begins in between looks
// interrupted, so that is looked at twice.
void readState(RunSummary& summary) {
  for (int i = 0; i < 2; ++i) {
    summary.lock = RunLock::inspect(summary.path);
    readHistory(summary);
    summary.interrupted = looksInterrupted(summary);
    if (!summary.interrupted) return;
  }
}

// ISO 8601 sorts as text. A run without a manifest has its directory's time instead.
std::string sortKey(const RunSummary& summary) {
  if (!summary.manifest.created.empty()) return summary.manifest.created;
  std::error_code error;
  const auto written = fs::last_write_time(summary.path, error);
  if (error) return {};
  const auto onSystemClock =
      std::chrono::time_point_cast<std::chrono::system_clock::duration>(std::chrono::file_clock::to_sys(written));
  const std::time_t time = std::chrono::system_clock::to_time_t(onSystemClock);
  std::tm parts{};
  gmtime_r(&time, &parts);
  char text[32];
  const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text, length};
}

}  // namespace

std::string RunSummary::stateText() const {
  if (!problem.empty()) return "unreadable";
  return interrupted ? "interrupted" : history.state;
}

RunSummary summarise(const fs::path& run) {
  RunSummary summary;
  summary.path = run;
  try {
    summary.manifest = readManifest(run);
    std::error_code error;
    if (!fs::exists(run / "experiment.toml", error)) summary.problem = "experiment.toml is missing";
  } catch (const std::exception& failure) {
    summary.problem = failure.what();
  }
  try {
    summary.lastCheckpoint = 0;
    const std::vector<std::int64_t> checkpoints = completeCheckpoints(run);
    if (!checkpoints.empty()) summary.lastCheckpoint = checkpoints.back();
    readState(summary);
  } catch (const std::exception& failure) {
    note(summary.problem, failure.what());
  }
  return summary;
}

std::vector<RunSummary> listRuns(const fs::path& runsDir) {
  std::vector<std::pair<std::string, RunSummary>> found;
  std::error_code error;
  for (fs::directory_iterator entry(runsDir, error), end; !error && entry != end; entry.increment(error)) {
    if (!looksLikeRun(entry->path())) continue;
    RunSummary summary = summarise(entry->path());
    std::string key = sortKey(summary) + " " + summary.path.filename().string();
    found.emplace_back(std::move(key), std::move(summary));
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<RunSummary> runs;
  runs.reserve(found.size());
  for (auto& [key, summary] : found) runs.push_back(std::move(summary));
  return runs;
}

}  // namespace ganvas::runs
