#include <CLI/CLI.hpp>
#include <cctype>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/files.h"
#include "commands.h"
#include "config/parameter.h"
#include "follow.h"
#include "interrupt.h"
#include "report.h"
#include "runs/run_list.h"
#include "session/session.h"
#include "train_options.h"

namespace ganvas::cli {

namespace {

struct ResumeOptions {
  std::string run, runsDir;
  std::vector<std::string> assignments;
  std::optional<double> epochs;
  std::optional<std::int64_t> steps;
};

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
  CLI::App* command = app.add_subcommand("train", "Train a new run of a recipe");
  addTrainOptions(*command, *options);
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
