#include "session/session_impl.h"

#include <exception>
#include <new>
#include <utility>

#include "base/error.h"
#include "engine/trainer.h"
#include "session/inspector.h"
#include "studio/step_speed.h"

namespace ganvas::session {

namespace {

using Kind = studio::RunCommand::Kind;

constexpr std::chrono::milliseconds kWakeInterval{50};  // 20 wakes a second for routine changes

bool isTraining(State state) {
  return state == State::Running || state == State::Paused;
}

State stateOf(studio::RunPhase phase) {
  switch (phase) {
    case studio::RunPhase::Preparing:
      return State::Preparing;
    case studio::RunPhase::Running:
      return State::Running;
    case studio::RunPhase::Paused:
      return State::Paused;
    case studio::RunPhase::Stopping:
      return State::Stopping;
  }
  return State::Running;
}

Progress convert(const studio::RunProgress& p) {
  return {p.step, p.totalSteps, p.epoch, p.picturesPerSecond, p.secondsLeft, p.secondsRun};
}

std::shared_ptr<const SampleGrid> convert(const studio::GridPicture& grid) {
  return std::make_shared<SampleGrid>(SampleGrid{grid.step, grid.rows, grid.columns, grid.sheet});
}

}  // namespace

/// How the run on the worker thread reaches the session.
class SessionImpl::Link : public studio::RunControl {
 public:
  Link(SessionImpl& session, std::stop_token stop) : session_(session), stop_(std::move(stop)) {}

  std::stop_token stopToken() const override { return stop_; }
  std::vector<studio::RunCommand> takeCommands() override { return session_.takeCommands(false, stop_); }
  std::vector<studio::RunCommand> awaitCommands() override { return session_.takeCommands(true, stop_); }
  void changed(const studio::RunView& view, studio::Urgency urgency) override { session_.show(view, urgency); }

 private:
  SessionImpl& session_;
  std::stop_token stop_;
};

std::unique_ptr<Session> makeSession() {
  return std::make_unique<SessionImpl>();
}

SessionImpl::SessionImpl() : worker_([this](const std::stop_token& quit) { work(quit); }) {}

SessionImpl::~SessionImpl() {
  onChange({});
  worker_.request_stop();  // before stop(): the worker must not take another job in between
  cancelMeasurement();
  stop();
  worker_.join();
}

void SessionImpl::start(StartRequest request) {
  submit(studio::NewRun{std::move(request.experiment), std::move(request.runsDir), std::move(request.name)});
}

void SessionImpl::resume(ResumeRequest request) {
  submit(studio::OldRun{std::move(request.run), request.steps, request.epochs, std::move(request.live)});
}

void SessionImpl::submit(Job job) {
  const std::lock_guard lock(mutex_);
  if (!canStart(status_.state)) {
    throw Error("a run is " + std::string(stateName(status_.state)) + " already", status_.run.string(),
                "Stop it first");
  }
  Status fresh;
  fresh.revision = status_.revision;
  fresh.measuring = status_.measuring;
  fresh.measurement = std::move(status_.measurement);
  status_ = std::move(fresh);
  stopMeasuring_.request_stop();
  status_.state = State::Preparing;
  if (const auto* old = std::get_if<studio::OldRun>(&job)) status_.run = old->path;
  shownGrid_.reset();
  commands_.clear();
  stop_ = {};
  job_ = std::move(job);
  changedByCaller();
}

void SessionImpl::pause() {
  command({Kind::Pause, {}, {}});
}

void SessionImpl::unpause() {
  command({Kind::Unpause, {}, {}});
}

void SessionImpl::sampleNow() {
  command({Kind::Sample, {}, {}});
}

void SessionImpl::checkpointNow() {
  command({Kind::Checkpoint, {}, {}});
}

void SessionImpl::setLive(const std::string& key, const std::string& value) {
  command({Kind::SetLive, key, value});
}

void SessionImpl::command(studio::RunCommand command) {
  const std::lock_guard lock(mutex_);
  if (isTraining(status_.state)) {
    commands_.push(std::move(command));
    work_.notify_all();
  } else if (command.kind == Kind::SetLive) {
    status_.answer = "not applied: no run is training";
    changedByCaller();
  }
}

void SessionImpl::stop() {
  const std::lock_guard lock(mutex_);
  if (!canStop(status_.state)) return;
  status_.activity = status_.state == State::Preparing ? "giving up" : "finishing the step";
  status_.state = State::Stopping;
  stop_.request_stop();
  changedByCaller();
}

void SessionImpl::measureStep(config::Experiment experiment) {
  const std::lock_guard lock(mutex_);
  if (!canStart(status_.state)) {
    throw Error("speed cannot be measured while a run is " + std::string(stateName(status_.state)), "",
                "Wait for its end, or stop it");
  }
  if (status_.measuring) throw Error("another measurement is under way", "", "Wait for its end, or cancel it");
  toMeasure_ = std::move(experiment);
  stopMeasuring_ = {};
  status_.measuring = true;
  status_.measurement.reset();
  changedByCaller();
}

void SessionImpl::cancelMeasurement() {
  const std::lock_guard lock(mutex_);
  stopMeasuring_.request_stop();
}

std::string SessionImpl::torchVersion() const {
  return engine::torchVersion();
}

std::unique_ptr<Inspector> SessionImpl::makeInspector() {
  throw Error("data sets cannot be looked at yet", {}, {});
}

void SessionImpl::changedByCaller() {
  ++status_.revision;
  wakeDue_ = true;
  changed_.notify_all();
  work_.notify_all();
}

Status SessionImpl::status() const {
  const std::lock_guard lock(mutex_);
  return status_;
}

Status SessionImpl::waitForChange(std::uint64_t revision, std::chrono::milliseconds timeout) const {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, timeout, [&] { return status_.revision > revision; });
  return status_;
}

void SessionImpl::onChange(std::function<void()> wake) {
  const std::lock_guard lock(observerMutex_);
  observer_ = std::move(wake);
}

void SessionImpl::work(const std::stop_token& quit) {
  std::unique_lock lock(mutex_);
  while (work_.wait(lock, quit, [this] { return job_ || toMeasure_ || wakeDue_; })) {
    const auto toMeasure = std::exchange(toMeasure_, std::nullopt);
    const std::stop_token stopMeasuring = stopMeasuring_.get_token();
    const std::optional<Job> job = toMeasure ? std::nullopt : std::exchange(job_, std::nullopt);
    const std::stop_token stop = stop_.get_token();
    wakeDue_ = false;
    lock.unlock();
    wakeObserver();
    if (toMeasure) measureOne(*toMeasure, stopMeasuring);
    if (job) trainOne(*job, stop);
    lock.lock();
    if (quit.stop_requested()) return;
  }
}

namespace {

StepMeasurement measured(const config::Experiment& experiment, const std::stop_token& stop) {
  StepMeasurement result;
  result.experiment = experiment;
  try {
    const runs::StepTime time = studio::measureStep(experiment, stop);
    result.seconds = time.seconds;
    result.device = time.device;
    result.torch = time.torch;
    result.pictures = time.pictures;
  } catch (const Error& error) {
    result.cancelled = stop.stop_requested();
    if (!result.cancelled) result.failure = Failure{error.problem(), error.where(), error.advice()};
  } catch (const std::bad_alloc&) {
    result.failure = Failure{"out of memory", {}, "Close other programs, or choose a smaller batch size"};
  } catch (const std::exception& error) {
    result.failure = Failure{error.what(), {}, {}};
  }
  return result;
}

}  // namespace

void SessionImpl::measureOne(const config::Experiment& experiment, const std::stop_token& stop) {
  auto result = std::make_shared<const StepMeasurement>(measured(experiment, stop));
  {
    const std::lock_guard lock(mutex_);
    status_.measuring = false;
    status_.measurement = std::move(result);
    ++status_.revision;
    changed_.notify_all();
  }
  wakeObserver();
}

void SessionImpl::trainOne(const Job& job, const std::stop_token& stop) {
  Link link(*this, stop);
  try {
    const auto* fresh = std::get_if<studio::NewRun>(&job);
    const studio::RunOutcome outcome =
        fresh ? studio::train(*fresh, link) : studio::resume(std::get<studio::OldRun>(job), link);
    end(outcome == studio::RunOutcome::Finished ? State::Finished : State::Idle);
  } catch (const Error& error) {
    end(State::Failed, Failure{error.problem(), error.where(), error.advice()});
  } catch (const std::bad_alloc&) {
    end(State::Failed, Failure{"out of memory", {}, "Close other programs, or choose a smaller batch size"});
  } catch (const std::exception& error) {
    end(State::Failed, Failure{error.what(), {}, {}});
  }
}

void SessionImpl::end(State state, std::optional<Failure> failure) {
  {
    const std::lock_guard lock(mutex_);
    status_.state = state;
    status_.activity.clear();
    status_.progress.picturesPerSecond = 0;
    status_.failure = std::move(failure);
    commands_.clear();
    ++status_.revision;
    wakeDue_ = false;
    changed_.notify_all();
  }
  wakeObserver();
}

std::vector<studio::RunCommand> SessionImpl::takeCommands(bool wait, const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  if (wait) work_.wait(lock, stop, [this] { return wakeDue_ || !commands_.empty(); });
  std::vector<studio::RunCommand> commands = commands_.takeAll();
  const bool wake = std::exchange(wakeDue_, false);
  lock.unlock();
  if (wake) wakeObserver();
  return commands;
}

void SessionImpl::show(const studio::RunView& view, studio::Urgency urgency) {
  const State state = stateOf(view.phase);
  bool wake = urgency == studio::Urgency::Important;
  {
    const std::lock_guard lock(mutex_);
    wake = wake || std::exchange(wakeDue_, false);
    // A stop that the run has not noticed yet stays in sight.
    if (status_.state != State::Stopping || state == State::Stopping) {
      status_.state = state;
      status_.activity = view.activity;
    }
    if (!view.run.empty()) status_.run = view.run;
    status_.progress = convert(view.progress);
    status_.historySteps = view.historySteps;
    status_.events = view.events;
    status_.lastScalars = view.lastScalars;
    status_.device = view.device;
    status_.processBytes = view.processBytes;
    if (!view.answer.empty()) status_.answer = view.answer;
    status_.live = view.live;
    if (view.grid && view.grid != shownGrid_) status_.sample = convert(*view.grid);
    shownGrid_ = view.grid;
    ++status_.revision;
    changed_.notify_all();
  }
  if (wake || std::chrono::steady_clock::now() - lastWake_ >= kWakeInterval) wakeObserver();
}

void SessionImpl::wakeObserver() {
  lastWake_ = std::chrono::steady_clock::now();
  const std::lock_guard lock(observerMutex_);
  if (observer_) observer_();
}

}  // namespace ganvas::session
