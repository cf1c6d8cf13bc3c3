#include "runs/run_list.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <exception>
#include <string_view>
#include <system_error>

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
  if (const auto sample = history.latestSample()) {
    summary.latestSample = sample->file;
    summary.sampleRows = sample->rows;
    summary.sampleColumns = sample->columns;
  }
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

bool isTime(const std::string& text) {
  constexpr std::string_view kForm = "0000-00-00T00:00:00Z";
  return text.size() == kForm.size() && std::equal(text.begin(), text.end(), kForm.begin(), [](char c, char form) {
           return form == '0' ? c >= '0' && c <= '9' : c == form;
         });
}

// ISO 8601 sorts as text. A run without a manifest, or one that says something else, has its directory's time.
std::string createdOf(const RunSummary& summary) {
  if (isTime(summary.manifest.created)) return summary.manifest.created;
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

void readUsersNotes(RunSummary& summary) {
  try {
    summary.notes = readNotes(summary.path);
  } catch (const std::exception& failure) {
    summary.notesProblem = failure.what();
  }
}

}  // namespace

std::string RunSummary::stateText() const {
  if (!problem.empty()) return "unreadable";
  return interrupted ? "interrupted" : history.state;
}

std::string RunSummary::displayName() const {
  if (!notes.name.empty()) return notes.name;
  return manifest.name.empty() ? path.filename().string() : manifest.name;
}

bool isNewer(const RunSummary& a, const RunSummary& b) {
  if (a.created != b.created) return a.created > b.created;
  return a.path.native() > b.path.native();
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
  readUsersNotes(summary);
  summary.created = createdOf(summary);
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
  std::vector<RunSummary> runs;
  std::error_code error;
  for (fs::directory_iterator entry(runsDir, error), end; !error && entry != end; entry.increment(error)) {
    if (looksLikeRun(entry->path())) runs.push_back(summarise(entry->path()));
  }
  std::sort(runs.begin(), runs.end(), isNewer);
  return runs;
}

}  // namespace ganvas::runs
