#include <CLI/CLI.hpp>
#include <cctype>
#include <cstdio>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/files.h"
#include "commands.h"
#include "config/parameter.h"
#include "config/recipes.h"
#include "interrupt.h"
#include "progress_display.h"
#include "report.h"
#include "runs/run_list.h"
#include "session/session.h"

namespace ganvas::cli {

namespace {

using session::State;

struct TrainOptions {
  std::string recipe, runsDir, name, device;
  std::vector<std::string> assignments;
  std::optional<double> epochs;
  std::optional<std::int64_t> steps, seed;
};

struct ResumeOptions {
  std::string run, runsDir;
  std::vector<std::string> assignments;
  std::optional<double> epochs;
  std::optional<std::int64_t> steps;
};

void checkSteps(const std::optional<std::int64_t>& steps) {
  if (steps && *steps < 1) throw UsageError("a run needs at least one step", "--steps", "Give a total of 1 or more");
}

config::Experiment makeExperiment(const TrainOptions& options) {
  checkSteps(options.steps);
  config::Experiment experiment = config::loadRecipe(options.recipe);
  const auto set = [&](const std::string& assignment, const char* where) {
    config::setFromText(experiment, assignment, where);
  };
  for (const std::string& assignment : options.assignments) set(assignment, "--set");
  if (options.epochs) {
    set("schedule.epochs=" + config::valueText(*options.epochs), "--epochs");
    experiment.schedule.steps = 0;
  }
  if (options.steps) set("schedule.steps=" + std::to_string(*options.steps), "--steps");
  if (options.seed) set("seed=" + std::to_string(*options.seed), "--seed");
  if (!options.device.empty()) set("compute.device=" + options.device, "--device");
  return experiment;
}

/// Shows progress until the run ends.
session::Status follow(const session::Session& session) {
  ProgressDisplay display;
  session::Status status = session.status();
  while (session::isBusy(status.state)) {
    display.update(status);
    status = session.waitForChange(status.revision, std::chrono::seconds(1));
  }
  display.close();
  return status;
}

void printOutcome(const session::Status& status) {
  const session::Progress& progress = status.progress;
  std::cout << (status.state == State::Finished ? "finished" : "stopped") << " at step " << progress.step << " of "
            << progress.totalSteps << " after " << timeText(progress.secondsRun) << '\n';
  std::cout << "run      " << status.run.string() << '\n';
  std::string losses;
  for (const auto& [name, value] : status.lastScalars) {
    char text[96];
    std::snprintf(text, sizeof text, "%s%s %.4g", losses.empty() ? "" : ", ", name.c_str(), value);
    if (name == "d_loss" || name == "g_loss") losses += text;
  }
  if (!losses.empty()) std::cout << "losses   " << losses << '\n';
  const runs::RunSummary summary = runs::summarise(status.run);
  if (!summary.latestSample.empty()) std::cout << "samples  " << (status.run / summary.latestSample).string() << '\n';
  const std::filesystem::path gallery = status.run / "exports" / "gallery.png";
  if (status.state == State::Finished && std::filesystem::exists(gallery)) {
    std::cout << "gallery  " << gallery.string() << '\n';
  }
  std::cout << std::flush;
}

/// Exit code of a run that has ended.
int conclude(const session::Status& status, bool interrupted) {
  if (status.failure) report(Error(status.failure->what, status.failure->where, status.failure->advice));
  if (!status.run.empty() && status.state != State::Failed) printOutcome(status);
  if (status.state == State::Finished) return kDone;
  if (status.state == State::Failed) return kFailed;
  return interrupted ? kInterrupted : kFailed;
}

template <typename Begin>
int trainWith(const Begin& begin) {
  const std::unique_ptr<session::Session> session = session::makeSession();
  const InterruptWatch watch([&] {
    std::cerr << "\nstopping with a checkpoint (interrupt again to quit at once)" << std::endl;
    session->stop();
  });
  begin(*session);
  if (watch.interrupted()) session->stop();  // the signal may have come before there was anything to stop
  const session::Status status = follow(*session);
  return conclude(status, watch.interrupted());
}

int train(const TrainOptions& options) {
  session::StartRequest request;
  request.experiment = asUsage([&] { return makeExperiment(options); });
  request.runsDir = options.runsDir;
  request.name = options.name;
  return trainWith([&](session::Session& session) { session.start(request); });
}

/// "key=value" of a live parameter, checked.
std::pair<std::string, std::string> liveChange(const std::string& assignment) {
  config::Experiment scratch;
  config::setFromText(scratch, assignment, "--set");
  std::string key = assignment.substr(0, assignment.find('='));
  std::erase_if(key, [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; });
  const config::Parameter* parameter = config::findParameter(key);
  if (parameter != nullptr && parameter->live) return {key, config::valueText(parameter->get(scratch))};
  throw Error(key + " is fixed once a run has begun: it needs a new run", "--set",
              "Train a new run with it; only live parameters, such as the learning rates, can change in a run");
}

int resume(const ResumeOptions& options) {
  session::ResumeRequest request;
  checkSteps(options.steps);
  request.run = asUsage([&] { return runs::findRun(options.runsDir, options.run); });
  request.steps = options.steps;
  request.epochs = options.epochs;
  for (const std::string& assignment : options.assignments) {
    request.live.push_back(asUsage([&] { return liveChange(assignment); }));
  }
  return trainWith([&](session::Session& session) { session.resume(request); });
}

}  // namespace

void addTrain(CLI::App& app, Action& action) {
  auto options = std::make_shared<TrainOptions>();
  options->runsDir = defaultRunsDirectory().string();
  CLI::App* command = app.add_subcommand("train", "Train a new run of a recipe");
  command->add_option("recipe", options->recipe, "A recipe's name, or a TOML file")->required();
  command->add_option("--set", options->assignments, "Change a parameter: key=value")->allow_extra_args(false);
  auto* epochs = command->add_option("--epochs", options->epochs, "Length in passes over the data set");
  command->add_option("--steps", options->steps, "Length in generator updates")->excludes(epochs);
  command->add_option("--seed", options->seed, "Seed of all random numbers");
  command->add_option("--device", options->device, "auto, cpu, cuda or cuda:N");
  command->add_option("--runs-dir", options->runsDir, "Where runs are kept")->capture_default_str();
  command->add_option("--name", options->name, "Name of the run; the recipe's by default");
  command->callback([&action, options] { action = [options] { return train(*options); }; });
}

void addResume(CLI::App& app, Action& action) {
  auto options = std::make_shared<ResumeOptions>();
  options->runsDir = defaultRunsDirectory().string();
  CLI::App* command = app.add_subcommand("resume", "Go on with a run, or extend a finished one");
  command->add_option("run", options->run, "Run directory, or its name")->required();
  command->add_option("--set", options->assignments, "Change a live parameter (a learning rate …): key=value")
      ->allow_extra_args(false);
  auto* epochs = command->add_option("--epochs", options->epochs, "New total length in passes over the data set");
  command->add_option("--steps", options->steps, "New total length in generator updates")->excludes(epochs);
  command->add_option("--runs-dir", options->runsDir, "Where runs are kept")->capture_default_str();
  command->callback([&action, options] { action = [options] { return resume(*options); }; });
}

}  // namespace ganvas::cli
