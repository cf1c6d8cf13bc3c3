#include <CLI/CLI.hpp>
#include <exception>
#include <iomanip>
#include <iostream>
#include <memory>
#include <string>

#include "base/files.h"
#include "commands.h"
#include "follow.h"
#include "interrupt.h"
#include "queue_run.h"
#include "report.h"
#include "session/session.h"
#include "train_options.h"

namespace ganvas::cli {

namespace {

using session::State;

constexpr int kMostFailures = 3;  // what stops every run should not put a whole night's queue aside

struct QueueOptions {
  std::string runsDir = defaultRunsDirectory().string(), id;
  bool json = false;
};

std::string nameOf(const runs::QueueEntry& entry) {
  if (!entry.run.name.empty()) return entry.run.name;
  return entry.run.isResume() ? entry.run.resume.filename().string() : entry.run.experiment.about.name;
}

int list(const QueueOptions& options) {
  const runs::Queue queue(options.runsDir);
  const std::vector<runs::QueueEntry> entries = queue.entries();
  if (options.json) {
    std::cout << runs::toJson(entries, queue.paused()) << '\n';
    return kDone;
  }
  for (const runs::QueueEntry& entry : entries) {
    const bool damaged = entry.state == runs::QueueState::Damaged;
    std::cout << entry.id << "  " << std::left << std::setw(8) << runs::queueStateName(entry.state)
              << (damaged                ? ""
                  : entry.run.isResume() ? "  resume "
                                         : "  ")
              << (damaged ? "" : nameOf(entry)) << '\n';
    if (!entry.problem.empty()) warn(entry.id + ": " + entry.problem);
  }
  if (entries.empty()) std::cout << "no runs are waiting in " << options.runsDir << '\n';
  if (queue.paused()) std::cout << "the queue is paused\n";
  return kDone;
}

int add(const TrainOptions& options) {
  runs::QueuedRun run;
  run.experiment = asUsage([&] { return makeExperiment(options); });
  run.name = options.name;
  std::cout << runs::Queue(options.runsDir).add(run) << '\n';
  return kDone;
}

void begin(session::Session& session, const runs::QueuedRun& run, const std::string& runsDir) {
  if (run.isResume()) {
    session.resume({run.resume, run.steps, run.epochs});
  } else {
    session.start({run.experiment, runsDir, run.name});
  }
}

/// Notes the run's directory as soon as there is one; whether it got so far.
bool awaitBegin(const session::Session& session, runs::Queue& queue, runs::QueueClaim& claim) {
  const bool isNew = !claim.run().isResume();
  session::Status status = session.status();
  const auto trains = [&] {
    return isNew ? !status.run.empty() : status.state == State::Running || status.state == State::Paused;
  };
  while (session::isBusy(status.state) && !trains()) {
    status = session.waitForChange(status.revision, std::chrono::seconds(1));
  }
  // A resumed run that ends at once may never be seen training, but it has ended well.
  if (!trains()) return status.state == State::Finished;
  if (isNew) queue.begun(claim, status.run);
  return true;
}

struct Outcome {
  int code;  ///< the exit code
  bool couldStart;
};

/// Trains the run and settles its entry.
Outcome trainOne(session::Session& session, const InterruptWatch& watch, runs::Queue& queue, runs::QueueClaim& claim,
                 const std::string& runsDir) {
  begin(session, claim.run(), runsDir);
  if (watch.interrupted()) session.stop();  // the signal may have come before there was anything to stop
  const bool begun = awaitBegin(session, queue, claim);
  const session::Status status = follow(session);
  const int code = conclude(status, watch.interrupted());
  const bool couldStart = begun || status.state != State::Failed;
  if (status.state == State::Idle) {
    queue.release(claim);
    std::cout << "the run is back in the queue" << std::endl;
  } else if (!couldStart) {
    queue.fail(claim, status.failure ? status.failure->text() : "");
  } else {
    queue.finish(claim);
  }
  return {code, couldStart};
}

int runAll(const QueueOptions& options) {
  return runQueue(options.runsDir);
}

int remove(const QueueOptions& options) {
  asUsage([&] {
    runs::Queue(options.runsDir).remove(options.id);
    return 0;
  });
  return kDone;
}

int retry(const QueueOptions& options) {
  asUsage([&] {
    runs::Queue(options.runsDir).retry(options.id);
    return 0;
  });
  return kDone;
}

int setPaused(const QueueOptions& options, bool paused) {
  runs::Queue(options.runsDir).setPaused(paused);
  return kDone;
}

void addPart(CLI::App& queue, Action& action, const char* name, const char* help,
             const std::function<int(const QueueOptions&)>& act, bool takesId = false, bool hasJson = false) {
  auto options = std::make_shared<QueueOptions>();
  CLI::App* command = queue.add_subcommand(name, help);
  if (takesId) command->add_option("id", options->id, "As 'queue list' shows it")->required();
  if (hasJson) command->add_flag("--json", options->json, "As JSON");
  command->add_option("--runs-dir", options->runsDir, "Where runs are kept")->capture_default_str();
  command->callback([&action, options, act] { action = [options, act] { return act(*options); }; });
}

}  // namespace

void refusePausedQueue(const runs::Queue& queue) {
  if (!queue.paused()) return;
  throw Error("the queue is paused", queue.folder().string(), "ganvas-cli queue resume lets it go on");
}

int runQueue(const std::string& runsDir) {
  runs::Queue queue(runsDir);
  refusePausedQueue(queue);
  const std::unique_ptr<session::Session> session = session::makeSession();
  const InterruptWatch watch([&] {
    std::cerr << "\nstopping with a checkpoint (interrupt again to quit at once)" << std::endl;
    session->stop();
  });
  int result = kDone, failures = 0;
  while (failures < kMostFailures && !watch.interrupted() && !queue.paused()) {
    auto claim = queue.claimNext();
    if (!claim) break;
    const Outcome outcome = trainOne(*session, watch, queue, *claim, runsDir);
    if (outcome.code == kInterrupted) return kInterrupted;
    if (outcome.code != kDone) result = kFailed;
    failures = outcome.couldStart ? 0 : failures + 1;
  }
  if (failures == kMostFailures) warn(std::to_string(failures) + " runs in a row could not be started: the rest waits");
  return watch.interrupted() ? kInterrupted : result;
}

void addQueue(CLI::App& app, Action& action) {
  CLI::App* queue = app.add_subcommand("queue", "Runs that train one after another");
  queue->require_subcommand(1);
  addPart(*queue, action, "list", "List what waits, in its order", list, false, true);
  auto options = std::make_shared<TrainOptions>();
  CLI::App* command = queue->add_subcommand("add", "Put a new run of a recipe at the end; prints its id");
  addTrainOptions(*command, *options);
  command->callback([&action, options] { action = [options] { return add(*options); }; });
  addPart(*queue, action, "remove", "Take a run out of the queue", remove, true);
  addPart(*queue, action, "retry", "Let a run that could not be started wait for its turn again", retry, true);
  addPart(*queue, action, "run", "Train all that waits", runAll);
  addPart(*queue, action, "pause", "Let no program take a further run",
          [](const QueueOptions& o) { return setPaused(o, true); });
  addPart(*queue, action, "resume", "Let the queue go on", [](const QueueOptions& o) { return setPaused(o, false); });
}

}  // namespace ganvas::cli
