#include "runs/epoch_table.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "config/network_plan.h"
#include "config/reported.h"
#include "config/toml.h"
#include "runs/history.h"
#include "runs/notes.h"
#include "runs/run_files.h"

namespace ganvas::runs {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kBlock = 1 << 16;  // steps read at once

/// One run, read.
struct ReadRun {
  fs::path path;
  std::string name, problem;
  config::Experiment experiment;
  std::vector<std::vector<std::optional<double>>> means;  // per series, per epoch
};

// NaN where all values are.
double meanOf(const HistoryReader& history, const std::string& series, const EpochSteps& steps) {
  double sum = 0;
  std::int64_t count = 0;
  for (std::int64_t from = steps.first; from <= steps.last; from += kBlock) {
    for (const float value : history.values(series, from, std::min(steps.last, from + kBlock - 1))) {
      if (std::isnan(value)) continue;
      sum += value;
      ++count;
    }
  }
  return count == 0 ? std::numeric_limits<double>::quiet_NaN() : sum / static_cast<double>(count);
}

void readMeans(ReadRun& run, const EpochQuery& query, std::int64_t pictures) {
  std::error_code error;
  if (!fs::exists(run.path / "history.db", error)) return;  // not begun yet
  const HistoryReader history(run.path / "history.db");
  const std::int64_t steps = history.steps();
  const std::vector<std::string> known = history.series();
  for (std::size_t i = 0; i < query.series.size(); ++i) {
    if (std::find(known.begin(), known.end(), query.series[i]) == known.end()) continue;
    for (std::size_t j = 0; j < query.epochs.size(); ++j) {
      const EpochSteps epoch = stepsOfEpoch(run.experiment, pictures, query.epochs[j]);
      if (epoch.last <= steps) run.means[i][j] = meanOf(history, query.series[i], epoch);
    }
  }
}

ReadRun readRun(const fs::path& path, const EpochQuery& query) {
  ReadRun run{path, path.filename().string(), {}, {}, {}};
  run.means.assign(query.series.size(), std::vector<std::optional<double>>(query.epochs.size()));
  try {
    const Manifest manifest = readManifest(path);
    if (!manifest.name.empty()) run.name = manifest.name;
    if (const std::string given = readNotes(path).name; !given.empty()) run.name = given;
    run.experiment = config::readTomlFile(path / "experiment.toml");
    if (manifest.pictures < 1) throw Error("the manifest has no number of pictures", path.string(), "");
    readMeans(run, query, manifest.pictures);
  } catch (const std::exception& failure) {
    run.problem = failure.what();
  }
  return run;
}

bool differInSeedAlone(const ReadRun& a, const ReadRun& b) {
  config::Experiment same = b.experiment;
  same.seed = a.experiment.seed;
  same.about = a.experiment.about;
  return a.experiment.seed != b.experiment.seed && same == a.experiment;
}

// Runs of one model, in the order of the query. A seed that is there already begins another model.
using Group = std::vector<const ReadRun*>;
std::vector<Group> grouped(const std::vector<ReadRun>& runs) {
  std::vector<Group> groups;
  for (const ReadRun& run : runs) {
    const auto fits = [&](const Group& group) {
      return std::all_of(group.begin(), group.end(), [&](const ReadRun* other) {
        return run.problem.empty() && other->problem.empty() && differInSeedAlone(*other, run);
      });
    };
    const auto group = std::find_if(groups.begin(), groups.end(), fits);
    (group == groups.end() ? groups.emplace_back() : *group).push_back(&run);
  }
  for (Group& group : groups) {
    std::sort(group.begin(), group.end(),
              [](const ReadRun* a, const ReadRun* b) { return a->experiment.seed < b->experiment.seed; });
  }
  return groups;
}

std::string labelOf(const Group& group) {
  const ReadRun& first = *group.front();
  const std::string seed = "seed " + std::to_string(first.experiment.seed);
  if (group.size() == 1 || !first.name.ends_with(seed)) return first.name;
  std::string label = first.name.substr(0, first.name.size() - seed.size());
  while (label.ends_with(' ') || label.ends_with(',')) label.pop_back();
  return label.empty() ? "seeds" : label;
}

std::optional<EpochCell> cellOf(const Group& group, std::size_t series, std::size_t epoch) {
  std::vector<double> means;
  for (const ReadRun* run : group) {
    if (const auto mean = run->means[series][epoch]) means.push_back(*mean);
  }
  if (means.empty()) return {};
  const auto count = static_cast<double>(means.size());
  EpochCell cell{0, {}, means.size()};
  for (const double mean : means) cell.mean += mean / count;
  if (means.size() < 2) return cell;
  double squares = 0;
  for (const double mean : means) squares += (mean - cell.mean) * (mean - cell.mean);
  cell.deviation = std::sqrt(squares / (count - 1));
  return cell;
}

std::vector<std::optional<double>> reportedOf(const config::Experiment& experiment, const std::string& series,
                                              const std::vector<double>& epochs) {
  std::vector<std::optional<double>> cells(epochs.size());
  try {
    for (const config::ReportedFigure& figure : config::reportedFigures(experiment.about)) {
      // Without an epoch it is of the end of the document's training, not of this run's.
      for (std::size_t i = 0; i < epochs.size(); ++i) {
        if (figure.name == series && figure.epoch && *figure.epoch == epochs[i]) cells[i] = figure.value;
      }
    }
  } catch (const Error&) {
    // A run's own text may say anything: then there is nothing to compare with.
  }
  return cells;
}

EpochModel modelOf(const Group& group, const EpochQuery& query) {
  EpochModel model{labelOf(group), {}, {}, group.front()->problem};
  for (const ReadRun* run : group) model.runs.push_back(run->path);
  for (std::size_t i = 0; i < query.series.size(); ++i) {
    EpochRow row{query.series[i], {}, reportedOf(group.front()->experiment, query.series[i], query.epochs)};
    for (std::size_t j = 0; j < query.epochs.size(); ++j) row.cells.push_back(cellOf(group, i, j));
    model.rows.push_back(std::move(row));
  }
  return model;
}

}  // namespace

EpochSteps stepsOfEpoch(const config::Experiment& experiment, std::int64_t pictures, double epoch) {
  config::Experiment upTo;
  upTo.objective = experiment.objective;
  upTo.schedule = experiment.schedule;
  upTo.schedule.steps = 0;
  const auto lastStep = [&](double epochs) {
    upTo.schedule.epochs = epochs;
    return config::totalSteps(upTo, pictures);
  };
  const std::int64_t last = lastStep(epoch);
  const std::int64_t before = epoch > 1 ? lastStep(epoch - 1) : 0;
  return {std::min(before + 1, last), last};
}

EpochTable readEpochTable(const EpochQuery& query, const std::function<bool()>& goOn) {
  std::vector<ReadRun> runs;
  for (const fs::path& path : query.runs) {
    if (goOn && !goOn()) break;
    runs.push_back(readRun(path, query));
  }
  EpochTable table{query.epochs, {}};
  for (const Group& group : grouped(runs)) table.models.push_back(modelOf(group, query));
  return table;
}

}  // namespace ganvas::runs
