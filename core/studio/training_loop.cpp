#include "studio/training_loop.h"

#include <exception>
#include <new>
#include <utility>

#include "base/error.h"
#include "config/network_plan.h"
#include "config/parameter.h"
#include "engine/memory.h"
#include "imaging/picture_file.h"
#include "studio/sample_grid.h"
#include "studio/sample_schedule.h"

namespace ganvas::studio {

TrainingLoop::TrainingLoop(PreparedRun& run, RunControl& control, RunView& view)
    : run_(run),
      control_(control),
      view_(view),
      trainer_(*run.trainer),
      log_(*run.log),
      store_(*run.directory),
      scalarsTaken_(run.trainer->stepsDone()),
      lastTick_(Clock::now()) {}

RunOutcome TrainingLoop::run() {
  try {
    return trainToEnd();
  } catch (const std::bad_alloc&) {
    recordFailure("out of memory");
    throw;
  } catch (const std::exception& error) {
    recordFailure(error.what());
    throw;
  }
}

RunOutcome TrainingLoop::trainToEnd() {
  begin();
  while (trainer_.stepsDone() < run_.totalSteps) {
    obeyCommands();
    if (stopRequested()) return stop();
    replayChanges();
    trainer_.step();
    maintain();
  }
  return finish();
}

void TrainingLoop::begin() {
  view_.phase = RunPhase::Running;
  view_.activity.clear();
  showLive();
  view_.progress.step = trainer_.stepsDone();
  view_.progress.epoch = trainer_.epoch();
  log_.flush(stateText());
  control_.changed(view_, Urgency::Important);
  if (trainer_.stepsDone() == 0) {
    keepGrid();
  } else {
    checkpointed_ = trainer_.stepsDone();
    showAgain();
  }
  lastTick_ = Clock::now();
  measureMemory(lastTick_);
  speed_.add(lastTick_, trainer_.stepsDone());
}

// A resumed run kept this grid before, but whoever watches has not seen it; or a stop came before it was made.
void TrainingLoop::showAgain() {
  const std::int64_t step = trainer_.stepsDone();
  const bool due = isSampleDue(step, run_.experiment.evaluation.sampleEvery, run_.totalSteps);
  if (due && !std::filesystem::exists(run_.directory->samplePath(step))) return keepGrid();
  if (const auto grid = drawGrid()) view_.grid = grid;
  control_.changed(view_, Urgency::Important);
}

RunOutcome TrainingLoop::stop() {
  view_.phase = RunPhase::Stopping;
  view_.activity = "writing a checkpoint";
  tick(Urgency::Important);
  writeCheckpoint(true);
  log_.addEvent("info", "stopped at step " + std::to_string(trainer_.stepsDone()));
  log_.flush("stopped");
  control_.changed(view_, Urgency::Important);
  return RunOutcome::Stopped;
}

RunOutcome TrainingLoop::finish() {
  tick(Urgency::Important);
  writeCheckpoint(true);
  writeGallery();
  log_.addEvent("info", "finished at step " + std::to_string(trainer_.stepsDone()));
  log_.flush("finished");
  view_.progress.secondsLeft = 0;
  control_.changed(view_, Urgency::Important);
  return RunOutcome::Finished;
}

void TrainingLoop::maintain() {
  const std::int64_t step = trainer_.stepsDone();
  const bool grid = isSampleDue(step, run_.experiment.evaluation.sampleEvery, run_.totalSteps);
  const bool checkpoint = step % run_.experiment.checkpoints.every == 0 && step < run_.totalSteps;
  const bool full = step - scalarsTaken_ >= engine::Trainer::kScalarCapacity;
  if (!grid && !checkpoint && !full && Clock::now() - lastTick_ < kTick) return;
  tick();
  if (grid) keepGrid();
  if (checkpoint) writeCheckpoint(false);
}

void TrainingLoop::tick(Urgency urgency) {
  takeScalars();
  const Clock::time_point now = lastTick_;
  measureMemory(now);
  if (log_.flushDue(now)) log_.flush(stateText());
  control_.changed(view_, urgency);
}

void TrainingLoop::takeScalars() {
  engine::ScalarBlock partial;
  try {
    append(trainer_.takeScalars(&partial));
    scalarsTaken_ = trainer_.stepsDone();
  } catch (const Error&) {
    if (partial.steps() > 0) {
      append(partial);
      view_.progress.step = partial.firstStep + partial.steps() - 1;
    }
    throw;
  }
}

void TrainingLoop::append(const engine::ScalarBlock& block) {
  const double begin = view_.progress.secondsRun;
  updateProgress(Clock::now());  // after the scalars were read: that waits for the steps
  log_.append(block, {begin, view_.progress.secondsRun, view_.progress.picturesPerSecond});
}

void TrainingLoop::measureMemory(Clock::time_point now) {
  if (now - memoryMeasured_ < std::chrono::seconds(1)) return;
  memoryMeasured_ = now;
  view_.processBytes = engine::residentMemory();
}

void TrainingLoop::updateProgress(Clock::time_point now) {
  const Clock::time_point before = std::exchange(lastTick_, now);
  RunProgress& progress = view_.progress;
  progress.step = trainer_.stepsDone();
  progress.epoch = trainer_.epoch();
  if (paused_) return;
  progress.secondsRun += std::chrono::duration<double>(now - before).count();
  speed_.add(now, progress.step);
  const double stepsPerSecond = speed_.stepsPerSecond();
  if (stepsPerSecond <= 0) return;
  progress.picturesPerSecond = stepsPerSecond * static_cast<double>(trainer_.picturesPerStep());
  progress.secondsLeft = static_cast<double>(progress.totalSteps - progress.step) / stepsPerSecond;
}

void TrainingLoop::keepGrid() {
  const auto grid = drawGrid();
  if (!grid) return;
  const std::filesystem::path file = run_.directory->samplePath(grid->step);
  try {
    imaging::writePng(file, grid->sheet);
    const std::string name = file.lexically_relative(run_.directory->path()).generic_string();
    log_.addSample({grid->step, trainer_.epoch(), name, grid->rows, grid->columns});
    log_.flush(stateText());
  } catch (const Error& error) {
    warn(std::string("the sample grid was not kept: ") + error.what());
  }
  view_.grid = grid;
  control_.changed(view_, Urgency::Important);
}

std::shared_ptr<const GridPicture> TrainingLoop::drawGrid() {
  show("making samples");
  std::shared_ptr<const GridPicture> grid;
  try {
    grid = makeGrid(run_.experiment, trainer_, control_.stopToken());
  } catch (const Error&) {
    if (!stopRequested()) throw;
  }
  show({});
  return grid;
}

void TrainingLoop::writeGallery() {
  show("making the gallery");
  try {
    studio::writeGallery(run_.experiment, trainer_, run_.directory->exportsPath() / "gallery.png",
                         control_.stopToken());
  } catch (const Error& error) {
    warn(std::string("the gallery was not written: ") + error.what());
  }
  show({});
}

void TrainingLoop::show(const std::string& activity) {
  if (config::hasDiscriminator(run_.experiment)) return;  // one pass: over before anybody could read it
  view_.activity = activity;
  control_.changed(view_, Urgency::Important);
}

void TrainingLoop::writeCheckpoint(bool required) {
  const std::int64_t step = trainer_.stepsDone();
  if (step == 0 || checkpointed_ == step) return;  // step 0 is made again, from the seed or start.weights_from
  log_.flush(stateText());  // the history must reach as far as the checkpoint that a resume starts from
  try {
    store_.write(step, [this](const std::filesystem::path& directory) { trainer_.save(directory); });
    checkpointed_ = step;
    log_.addEvent("checkpoint", "checkpoint at step " + std::to_string(step));
    log_.flush(stateText());
    control_.changed(view_, Urgency::Routine);
  } catch (const Error& error) {
    if (required) throw;
    return warn("the checkpoint at step " + std::to_string(step) + " was not written: " + error.what());
  }
  try {
    store_.prune();
  } catch (const Error& error) {
    warn(std::string("old checkpoints were not removed: ") + error.what());
  }
}

void TrainingLoop::warn(const std::string& text) {
  log_.addEvent("warning", text);
  log_.flush(stateText());
  control_.changed(view_, Urgency::Important);
}

void TrainingLoop::recordFailure(const std::string& text) {
  try {
    log_.addEvent("failure", text);
    log_.flush("failed", text);
    control_.changed(view_, Urgency::Important);
  } catch (const std::exception&) {
    // The failure may be that nothing can be written any more; the first one is what the user must hear of.
  }
}

void TrainingLoop::obeyCommands() {
  for (const RunCommand& command : control_.takeCommands()) obey(command);
  while (paused_ && !stopRequested()) {
    for (const RunCommand& command : control_.awaitCommands()) obey(command);
  }
}

void TrainingLoop::obey(const RunCommand& command) {
  switch (command.kind) {
    case RunCommand::Kind::Pause:
      return pause();
    case RunCommand::Kind::Unpause:
      return unpause();
    case RunCommand::Kind::Sample:
      tick();
      return keepGrid();
    case RunCommand::Kind::Checkpoint:
      tick();
      return writeCheckpoint(false);
    case RunCommand::Kind::SetLive:
      return setLive(command.key, command.value);
  }
}

void TrainingLoop::pause() {
  if (paused_) return;
  tick();
  paused_ = true;
  view_.phase = RunPhase::Paused;
  view_.progress.picturesPerSecond = 0;
  log_.flush(stateText());
  control_.changed(view_, Urgency::Important);
}

void TrainingLoop::unpause() {
  if (!paused_) return;
  paused_ = false;
  view_.phase = RunPhase::Running;
  log_.flush(stateText());
  speed_.reset();
  lastTick_ = Clock::now();
  speed_.add(lastTick_, trainer_.stepsDone());
  control_.changed(view_, Urgency::Important);
}

void TrainingLoop::setLive(const std::string& key, const std::string& value) {
  const runs::LiveChange change{trainer_.stepsDone() + 1, key, value};
  const config::Parameter* parameter = config::findParameter(key);
  try {
    if (parameter != nullptr && !parameter->live) {
      view_.answer = "needs restart: " + key + " is fixed while a run trains";
    } else {
      apply(change);
      run_.changes.overtake(change);
      log_.addLiveChange(change);
      log_.addEvent("live", key + " = " + value);
      log_.flush(stateText());
      view_.answer = "applied: " + key + " = " + value;
    }
  } catch (const Error& error) {
    view_.answer = std::string("not applied: ") + error.what();
  }
  control_.changed(view_, Urgency::Important);
}

void TrainingLoop::replayChanges() {
  for (const runs::LiveChange& change : run_.changes.takeDue(trainer_.stepsDone() + 1)) {
    apply(change);
  }
}

void TrainingLoop::apply(const runs::LiveChange& change) {
  trainer_.setLive(change.key, change.value);
  config::setFromText(run_.experiment, change.key + "=" + change.value, "live change");  // how often to sample …
  showLive();
}

void TrainingLoop::showLive() {
  view_.live.clear();
  for (const config::Parameter& parameter : config::parameters()) {
    if (parameter.live) view_.live.emplace_back(parameter.key, config::valueText(parameter.get(run_.experiment)));
  }
}

}  // namespace ganvas::studio
