#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "base/files.h"
#include "commands.h"
#include "config/edit_distance.h"
#include "config/sweeps.h"
#include "report.h"
#include "runs/epoch_text.h"
#include "runs/run_directory.h"
#include "runs/sweep_runs.h"

namespace ganvas::cli {

namespace {

struct TableOptions {
  std::vector<std::string> runs, series = {"d_loss", "g_loss"};
  std::vector<double> epochs;
  std::string sweep, runsDir, out, format = "text";
};

[[noreturn]] void refuseUnknownSweep(const TableOptions& options) {
  const std::vector<std::string> ids = runs::sweepIds(options.runsDir);
  const std::string nearest = config::nearestName(options.sweep, ids);
  throw UsageError("there are no runs of a sweep \"" + options.sweep + "\"", options.runsDir,
                   !nearest.empty() ? "Did you mean " + nearest + "?"
                   : ids.empty()    ? "ganvas-cli sweep trains one"
                                    : "The newest is " + ids.front());
}

/// The sweep's runs, and its own epochs where none were asked for.
void findRuns(const TableOptions& options, runs::EpochQuery& query) {
  const runs::SweepRuns found = runs::findSweep(options.runsDir, options.sweep);
  if (found.id.empty()) refuseUnknownSweep(options);
  query.runs = found.runs;
  for (const std::string& other : found.otherIds) std::cerr << "there is also " << other << '\n';
  try {
    query.epochs = config::loadSweep(config::sweepNameOf(found.id)).epochs;
  } catch (const Error&) {
    // Its file is gone: the usual ones.
  }
}

runs::EpochQuery queryOf(const TableOptions& options) {
  runs::EpochQuery query;
  query.series = options.series;
  if (options.runs.empty() == options.sweep.empty()) {
    throw UsageError("name runs, or a sweep", "table", "ganvas-cli table RUN… or ganvas-cli table --sweep SWEEP");
  }
  if (!options.sweep.empty()) findRuns(options, query);
  for (const std::string& run : options.runs) {
    query.runs.push_back(asUsage([&] { return runs::findRun(options.runsDir, run); }));
  }
  if (!options.epochs.empty()) query.epochs = options.epochs;
  for (const double epoch : query.epochs) {
    if (!(epoch > 0 && epoch <= 1e6)) throw UsageError("an epoch is not above 0", "--epochs", "For example 1,5,10,50");
  }
  return query;
}

int printTable(const TableOptions& options) {
  const runs::EpochTable table = runs::readEpochTable(queryOf(options));
  for (const runs::EpochModel& model : table.models) {
    if (!model.problem.empty()) warn(model.problem);
  }
  const std::string text = options.format == "csv"        ? runs::epochTableCsv(table)
                           : options.format == "markdown" ? runs::epochTableMarkdown(table)
                                                          : runs::epochTableText(table);
  if (options.out.empty()) {
    std::cout << text << std::flush;
  } else {
    writeFileAtomically(options.out, text);
  }
  return kDone;
}

}  // namespace

void addTable(CLI::App& app, Action& action) {
  auto options = std::make_shared<TableOptions>();
  options->runsDir = defaultRunsDirectory().string();
  CLI::App* command = app.add_subcommand("table", "Losses at chosen epochs: of some runs, or of a sweep");
  command->add_option("run", options->runs, "Run directories, or their names");
  command->add_option("--sweep", options->sweep, "A sweep's name (its newest start), or the id of one start");
  command->add_option("--epochs", options->epochs, "Columns; 1,5,10,50,100,200 or the sweep's own by default")
      ->delimiter(',');
  command->add_option("--series", options->series, "Rows for each run")->delimiter(',')->capture_default_str();
  command->add_option("--format", options->format, "text, csv or markdown")
      ->check(CLI::IsMember({"text", "csv", "markdown"}))
      ->capture_default_str();
  command->add_option("--out", options->out, "Write to this file instead");
  command->add_option("--runs-dir", options->runsDir, "Where runs are kept")->capture_default_str();
  command->callback([&action, options] { action = [options] { return printTable(*options); }; });
}

}  // namespace ganvas::cli
