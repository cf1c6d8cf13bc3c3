#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "base/files.h"
#include "commands.h"
#include "config/sweep_networks.h"
#include "config/sweeps.h"
#include "queue_run.h"
#include "report.h"
#include "runs/epoch_text.h"
#include "runs/sweep_runs.h"

namespace ganvas::cli {

namespace {

struct SweepOptions {
  std::string sweep, runsDir;
  std::vector<std::string> assignments;
  bool dryRun = false, queue = false;
};

/// The sweep with what was changed.
config::Sweep makeSweep(const SweepOptions& options) {
  config::Sweep sweep = config::loadSweep(options.sweep);
  for (const std::string& assignment : options.assignments) {
    config::Experiment scratch;
    config::setFromText(scratch, assignment, "--set");
    sweep.set.push_back(assignment);
  }
  return sweep;
}

std::vector<runs::QueuedRun> queued(const std::vector<config::SweepRun>& sweep) {
  std::vector<runs::QueuedRun> list;
  for (const config::SweepRun& run : sweep) {
    runs::QueuedRun& entry = list.emplace_back();
    entry.name = run.label;
    entry.experiment = run.experiment;
  }
  return list;
}

int train(const SweepOptions& options, const config::Sweep& sweep, const std::string& id) {
  const int code = runQueue(options.runsDir);
  runs::EpochQuery query;
  query.runs = runs::findSweep(options.runsDir, id).runs;
  query.epochs = sweep.epochs;
  std::cout << runs::epochTableText(runs::readEpochTable(query)) << std::flush;
  return code;
}

int sweepCommand(const SweepOptions& options) {
  const config::Sweep sweep = asUsage([&] { return makeSweep(options); });
  const std::string id = config::newSweepId(sweep.name);
  const auto all = asUsage([&] {
    auto runs = config::sweepRuns(sweep, config::sweepBase(sweep), id);
    config::checkNetworks(runs);
    return runs;
  });
  if (options.dryRun) {
    for (const config::SweepRun& run : all) std::cout << run.label << '\n';
    return kDone;
  }
  runs::Queue queue(options.runsDir);
  if (!options.queue) refusePausedQueue(queue);
  queue.addAll(queued(all));
  std::cout << id << ": " << all.size() << (all.size() == 1 ? " run" : " runs") << " in the queue" << std::endl;
  return options.queue ? kDone : train(options, sweep, id);
}

}  // namespace

void addSweep(CLI::App& app, Action& action) {
  auto options = std::make_shared<SweepOptions>();
  options->runsDir = defaultRunsDirectory().string();
  CLI::App* command = app.add_subcommand("sweep", "Train the runs of a sweep, and all else that waits in the queue");
  command->add_option("sweep", options->sweep, "A sweep's name, or a TOML file")->required();
  command->add_option("--set", options->assignments, "Change a parameter of all its runs: key=value")
      ->allow_extra_args(false);
  command->add_flag("--dry-run", options->dryRun, "Only list the runs");
  command->add_flag("--queue", options->queue, "Put them into the queue, and train nothing now");
  command->add_option("--runs-dir", options->runsDir, "Where runs are kept")->capture_default_str();
  command->callback([&action, options] { action = [options] { return sweepCommand(*options); }; });
}

}  // namespace ganvas::cli
