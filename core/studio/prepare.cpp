#include "studio/prepare.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "config/network_plan.h"
#include "config/parameter.h"
#include "data/open_source.h"
#include "data/selection_classes.h"
#include "studio/checkpoint_store.h"
#include "studio/loading_text.h"
#include "studio/prepared_set.h"
#include "studio/starting_weights.h"
#include "studio/version.h"

namespace ganvas::studio {

namespace {

void show(RunControl& control, RunView& view, const std::string& activity) {
  view.activity = activity;
  control.changed(view, Urgency::Important);
}

/// Throws when the networks do not fit the pictures, before an hour goes into decoding these.
void checkNetworks(const config::Experiment& experiment, const std::stop_token& stop) {
  if (experiment.data.source != "folder") return;  // others are opened at once
  const SetInfo set = data::lookAtSource(experiment.data, stop);
  const auto picture = config::Shape::picture(set.height, set.width, set.channels);
  const auto classes = data::chosenClasses(experiment.preparation.classes, set.classNames).size();
  config::planExperiment(experiment, picture, static_cast<std::int64_t>(classes));
}

/// Opens the data set and prepares it. Pictures of a folder or archive may have to be decoded first, which takes a
/// while.
std::unique_ptr<BatchSource> openSet(const config::Experiment& experiment, RunControl& control, RunView& view) {
  LoadingText loading;
  std::string begun;
  const auto progress = [&](const std::string& activity, std::int64_t done, std::int64_t total) {
    if (activity != begun) loading = LoadingText();
    begun = activity;
    view.activity = total > 0 ? loading.text(activity, done, total) : activity;
    control.changed(view, total > 0 ? Urgency::Routine : Urgency::Important);
  };
  return openPreparedSet(experiment, control.stopToken(), progress);
}

std::unique_ptr<engine::Trainer> makeTrainer(const config::Experiment& experiment, BatchSource& source,
                                             RunControl& control, RunView& view) {
  const std::string reading = "reading " + source.info().name;
  show(control, view, reading);
  const LoadingText loading;
  const engine::LoadProgress progress = [&](std::int64_t done, std::int64_t total) {
    view.activity = loading.text(reading, done, total);
    control.changed(view, Urgency::Routine);
  };
  auto trainer = std::make_unique<engine::Trainer>(experiment, source, control.stopToken(), progress);
  view.device = trainer->deviceText();
  return trainer;
}

runs::Manifest makeManifest(const NewRun& run, const BatchSource& source, const engine::Trainer& trainer) {
  const SetInfo& set = source.info();
  runs::Manifest manifest;
  manifest.name = run.name.empty() ? run.experiment.about.name : run.name;
  manifest.recipe = run.experiment.about.name;
  manifest.version = programVersion();
  manifest.torch = engine::torchVersion();
  manifest.device = trainer.deviceText();
  manifest.fingerprint = source.fingerprint();
  manifest.dataName = set.name;
  manifest.pictures = set.count;
  manifest.seed = run.experiment.seed;
  manifest.classes = set.classNames;
  const auto picture = config::Shape::picture(set.height, set.width, set.channels);
  const auto classes = static_cast<std::int64_t>(set.classNames.size());
  manifest.conditional = config::planExperiment(run.experiment, picture, classes).generator.usesLabels();
  return manifest;
}

/// The experiment with the new total. A length in steps wins over one in epochs, so the other is put away.
config::Experiment withTotal(config::Experiment experiment, const OldRun& run) {
  if (run.steps) {
    if (*run.steps < 1) throw Error("a run needs at least one step", "--steps", "Give a total of 1 or more");
    config::setFromText(experiment, "schedule.steps=" + std::to_string(*run.steps), "--steps");
  } else if (run.epochs) {
    config::setFromText(experiment, "schedule.epochs=" + config::valueText(*run.epochs), "--epochs");
    experiment.schedule.steps = 0;
  }
  return experiment;
}

/// What differs between the classes that a run knows and those of its set as it is now; "" where nothing does.
std::string classDifference(const std::vector<std::string>& known, const std::vector<std::string>& now) {
  if (known.size() != now.size()) {
    return "the data set has " + std::to_string(now.size()) + " classes now, but the run was trained on " +
           std::to_string(known.size());
  }
  const auto [was, is] = std::mismatch(known.begin(), known.end(), now.begin());
  if (was == known.end()) return "";
  return "the data set's class " + std::to_string(was - known.begin()) + " is '" + *is +
         "' now, but the run was trained with '" + *was + "' there";
}

/// A resumed run goes on with the very pictures it began with, and where it sees labels with these, or not at all.
void checkSameSet(const runs::Manifest& manifest, const SetInfo& set, const std::filesystem::path& run) {
  std::string difference;
  if (manifest.pictures != set.count) {
    difference = "the data set has " + std::to_string(set.count) + " pictures now, but the run was trained on " +
                 std::to_string(manifest.pictures);
  } else if (manifest.conditional && !manifest.classes.empty()) {  // older runs, and those of very many, name none
    difference = classDifference(manifest.classes, set.classNames);
  }
  if (difference.empty()) return;
  throw Error(difference, run.string(), "Put the original data back (" + manifest.dataName + "), or train a new run");
}

/// What to tell of a set whose fingerprint is not the one that the run began with; "" where it is. Fingerprints of
/// different kinds ("pictures-1 …", or without a name) cannot be compared.
std::string fingerprintWarning(const std::string& was, const std::string& is) {
  if (was == is) return "";
  const auto kind = [](const std::string& text) { return text.substr(0, text.find(' ') + 1); };
  if (kind(was) == kind(is)) return "the data set's files have changed since the run began";
  return "the run is of an older version, which took another kind of fingerprint: whether the data set's pictures have "
         "changed since cannot be told, and they may be read a little differently now";
}

/// Throws when there is nothing left to train.
void checkTotal(const runs::RunDirectory& directory, const runs::HistoryState& state, std::int64_t total) {
  const std::vector<std::int64_t> steps = directory.checkpointSteps();
  const std::int64_t done = steps.empty() ? 0 : steps.back();
  const std::string where = directory.path().string();
  if (total < done) {
    throw Error("the run has made " + std::to_string(done) + " steps already, more than " + std::to_string(total),
                where, "Give --steps " + std::to_string(done + 1) + " or more");
  }
  if (state.state == "finished" && total <= std::max(done, state.step)) {
    throw Error("already finished at step " + std::to_string(done), where,
                "Give --steps > " + std::to_string(done) + " to extend it");
  }
}

/// Whether a checkpoint was due after one of the first `steps` steps, with checkpoints.every as it was changed live.
bool wasCheckpointDue(const PreparedRun& run, std::int64_t steps) {
  config::Experiment then = run.experiment;
  LiveChanges changes = run.changes;
  std::int64_t from = 0;  // no checkpoint was due up to here
  const auto dueUntil = [&](std::int64_t to) { return to / then.checkpoints.every > from / then.checkpoints.every; };
  for (const runs::LiveChange& change : changes.takeDue(steps)) {
    if (change.key != "checkpoints.every") continue;
    if (dueUntil(change.step - 1)) return true;
    from = change.step - 1;
    config::setFromText(then, change.key + "=" + change.value, "history");
  }
  return dueUntil(steps);
}

bool wasCheckpointWritten(const runs::HistoryReader& history, std::int64_t steps) {
  std::int64_t last = 0;
  for (auto events = history.events(); !events.empty(); events = history.events(last)) {
    last = events.back().id;
    for (const runs::EventRecord& event : events) {
      if (event.kind == "checkpoint" && event.step <= steps) return true;
    }
  }
  return false;
}

/// Where no checkpoint is, a run may begin anew only when it had not come far enough to have one. It may have died
/// while it wrote its first: the history then ends with the step that this was due after.
void checkMayBeginAnew(const PreparedRun& run, const runs::HistoryReader& history) {
  const std::int64_t steps = run.log->steps();
  if (!wasCheckpointDue(run, steps - 1) && !wasCheckpointWritten(history, steps)) return;
  throw Error("the run has " + std::to_string(run.log->steps()) + " steps of history but no checkpoint to go on from",
              run.directory->path().string(), "Nothing was deleted: restore its checkpoints, or train a new run");
}

/// What to record of how a run came by its weights.
struct Report {
  std::vector<std::string> infos, warnings;
};

/// Loads the weights that a run begins with, where they are not its seed's.
void beginWeights(PreparedRun& run, Report& report) {
  const std::string& from = run.experiment.start.weightsFrom;
  if (from.empty()) return;
  StartingWeights weights = takeStartingWeights(from, *run.trainer);
  report.infos.push_back(std::move(weights.text));
  report.warnings.insert(report.warnings.end(), weights.warnings.begin(), weights.warnings.end());
}

void record(const Report& report, RunLog& log) {
  for (const std::string& info : report.infos) log.addEvent("info", info);
  for (const std::string& warning : report.warnings) log.addEvent("warning", warning);
}

/// Restores the newest good checkpoint, or what the run began with; tells about the bad ones.
Report restore(PreparedRun& run, const runs::HistoryReader& history) {
  Report report;
  CheckpointStore store(*run.directory);
  const auto step = store.loadNewest(
      [&](const std::filesystem::path& checkpoint) { run.trainer->load(checkpoint); },
      [&](std::int64_t bad, const Error& reason) {
        report.warnings.push_back("checkpoint " + std::to_string(bad) + " cannot be used: " + reason.what());
      });
  if (step) {
    store.setAsideAfter(*step);
  } else {
    checkMayBeginAnew(run, history);
    beginWeights(run, report);
  }
  return report;
}

/// Throws Error when a wish is for no live parameter or the value does not fit.
void checkWishes(const OldRun& run, config::Experiment experiment) {
  for (const auto& [key, value] : run.live) {
    config::setFromText(experiment, key + "=" + value, "--set");
    if (config::findParameter(key)->live) continue;
    throw Error(key + " is fixed once a run has begun: it needs a new run", "--set",
                "Train a new run with it, or change a live parameter such as a learning rate");
  }
}

/// Records the wishes as live changes from the next step on.
void takeWishes(PreparedRun& run, const OldRun& wishes, std::vector<runs::LiveChange> changes) {
  for (const auto& [key, value] : wishes.live) {
    changes.push_back({run.trainer->stepsDone() + 1, key, value});
    run.log->addLiveChange(changes.back());
    run.log->addEvent("live", key + " = " + value);
  }
  run.changes = LiveChanges(changes);
}

/// Training seconds that the run had taken at a step; `otherwise` where its history does not say.
double secondsAt(const runs::HistoryReader& history, std::int64_t step, double otherwise) {
  if (step == 0) return 0;
  const std::vector<float> recorded = history.values(runs::kSecondsSeries, step, step);
  return recorded.empty() || !std::isfinite(recorded.front()) ? otherwise : double{recorded.front()};
}

/// Brings directory and history to the restored step.
void goOnFrom(PreparedRun& run, const Report& report, RunView& view) {
  const std::int64_t step = run.trainer->stepsDone();
  view.progress.step = step;
  run.log->truncate(step);
  record(report, *run.log);
  if (run.lock->tookOver()) run.log->addEvent("info", "the process that trained the run before died");
  run.log->addEvent("info", "resumed at step " + std::to_string(step));
  if (run.experiment != run.directory->experiment()) run.directory->rewriteExperiment(run.experiment);
}

/// Fixes where a falling learning rate ends, so that a run that is extended keeps its final factor from there on.
void fixHorizon(config::Schedule& schedule, std::int64_t totalSteps) {
  if (schedule.horizon > 0 || (schedule.rate != "cosine" && schedule.rate != "linear")) return;
  const double most = config::findParameter("schedule.horizon")->maximum;
  schedule.horizon = std::min(totalSteps, static_cast<std::int64_t>(most));
}

}  // namespace

PreparedRun prepareNew(const NewRun& run, RunControl& control, RunView& view) {
  PreparedRun prepared;
  prepared.experiment = run.experiment;
  // A resume may be started from another directory.
  prepared.experiment.data.path = data::absolutePath(run.experiment.data.path);
  prepared.experiment.data.boxes = data::absolutePath(run.experiment.data.boxes);
  prepared.experiment.start.weightsFrom = data::absolutePath(run.experiment.start.weightsFrom);
  show(control, view, "opening the data set");
  checkNetworks(prepared.experiment, control.stopToken());
  prepared.source = openSet(prepared.experiment, control, view);
  BatchSource& source = *prepared.source;
  prepared.totalSteps = config::totalSteps(prepared.experiment, source.info().count);
  fixHorizon(prepared.experiment.schedule, prepared.totalSteps);
  prepared.trainer = makeTrainer(prepared.experiment, source, control, view);
  Report report;
  report.warnings = source.info().warnings;
  beginWeights(prepared, report);
  const runs::Manifest manifest = makeManifest(run, source, *prepared.trainer);
  prepared.directory = std::make_unique<runs::RunDirectory>(
      runs::RunDirectory::create(run.runsDir, manifest.name, prepared.experiment, manifest));
  prepared.lock = std::make_unique<runs::RunLock>(prepared.directory->path());
  prepared.log = std::make_unique<RunLog>(prepared.directory->historyPath(), view);
  record(report, *prepared.log);
  view.run = prepared.directory->path();
  view.progress.totalSteps = prepared.totalSteps;
  return prepared;
}

PreparedRun prepareOld(const OldRun& run, RunControl& control, RunView& view) {
  PreparedRun prepared;
  show(control, view, "opening the run");
  prepared.directory = std::make_unique<runs::RunDirectory>(runs::RunDirectory::open(run.path));
  view.run = prepared.directory->path();
  prepared.lock = std::make_unique<runs::RunLock>(prepared.directory->path());
  prepared.log = std::make_unique<RunLog>(prepared.directory->historyPath(), view);
  prepared.experiment = withTotal(prepared.directory->experiment(), run);
  checkWishes(run, prepared.experiment);

  show(control, view, "opening the data set");
  prepared.source = openSet(prepared.experiment, control, view);
  BatchSource& source = *prepared.source;
  checkSameSet(prepared.directory->manifest(), source.info(), prepared.directory->path());
  prepared.totalSteps = config::totalSteps(prepared.experiment, source.info().count);
  const runs::HistoryReader history(prepared.directory->historyPath());
  const runs::HistoryState state = history.state();
  checkTotal(*prepared.directory, state, prepared.totalSteps);
  const std::vector<runs::LiveChange> recorded = history.liveChanges();
  prepared.changes = LiveChanges(recorded);

  prepared.trainer = makeTrainer(prepared.experiment, source, control, view);
  show(control, view, "reading the checkpoint");
  Report report = restore(prepared, history);
  const std::vector<std::string>& told = source.info().warnings;
  report.warnings.insert(report.warnings.end(), told.begin(), told.end());
  const std::string changed = fingerprintWarning(prepared.directory->manifest().fingerprint, source.fingerprint());
  if (!changed.empty()) report.warnings.push_back(changed);
  view.progress.totalSteps = prepared.totalSteps;
  view.progress.secondsRun = secondsAt(history, prepared.trainer->stepsDone(), state.seconds);
  goOnFrom(prepared, report, view);
  takeWishes(prepared, run, recorded);
  return prepared;
}

}  // namespace ganvas::studio
