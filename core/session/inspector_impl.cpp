#include "session/inspector_impl.h"

#include <sys/resource.h>
#include <unistd.h>

#include <exception>
#include <new>
#include <utility>

#include "base/error.h"
#include "session/inspector_news.h"
#include "studio/inspection_source.h"

namespace ganvas::session {

namespace {

constexpr std::size_t kMostChosen = 1024;
constexpr int kNiceness = 10;

/// On Linux a thread has a priority of its own, which those that it starts inherit. That it stays as it is where this
/// fails is no harm.
void lowerPriority() {
  static_cast<void>(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kNiceness));
}

}  // namespace

/// How what is under way reaches the inspector.
class InspectorImpl::Link : public studio::InspectionControl {
 public:
  Link(InspectorImpl& inspector, std::stop_token stop) : inspector_(inspector), stop_(std::move(stop)) {}

  std::stop_token stopToken() const override { return stop_; }
  std::optional<std::vector<std::int64_t>> takeChoice() override { return inspector_.takeChoice(stop_); }
  void tell(studio::InspectionNews news) override {
    inspector_.change(stop_, [&](Inspection& state) { addNews(state, std::move(news)); });
  }

 private:
  InspectorImpl& inspector_;
  std::stop_token stop_;
};

std::unique_ptr<Inspector> makeInspector() {
  return std::make_unique<InspectorImpl>();
}

InspectorImpl::InspectorImpl() : worker_([this](const std::stop_token& quit) { work(quit); }) {}

InspectorImpl::~InspectorImpl() {
  onChange({});
  worker_.request_stop();  // before cancel(): the worker must not begin another set in between
  cancel();
  worker_.join();
}

void InspectorImpl::open(config::Experiment experiment) {
  const std::lock_guard lock(mutex_);
  stop_.request_stop();
  stop_ = {};
  choice_.reset();
  Inspection fresh;
  fresh.experiment = experiment;
  fresh.activity = "opening the set";
  fresh.revision = state_.revision;
  state_ = std::move(fresh);
  toOpen_ = std::move(experiment);
  changedByCaller();
}

void InspectorImpl::choose(std::vector<std::int64_t> indices) {
  if (indices.size() > kMostChosen) indices.resize(kMostChosen);
  const std::lock_guard lock(mutex_);
  if (stop_.stop_requested()) stop_ = {};  // cancelled before: this is new
  choice_ = std::move(indices);
  work_.notify_all();
}

void InspectorImpl::cancel() {
  const std::lock_guard lock(mutex_);
  stop_.request_stop();
  toOpen_.reset();
  choice_.reset();
  if (state_.activity.empty()) return;
  state_.cancelled = true;
  state_.activity.clear();
  state_.secondsLeft = -1;
  changedByCaller();
}

void InspectorImpl::changedByCaller() {
  ++state_.revision;
  wakeDue_ = true;
  changed_.notify_all();
  work_.notify_all();
}

Inspection InspectorImpl::inspection() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

Inspection InspectorImpl::waitForChange(std::uint64_t revision, std::chrono::milliseconds timeout) const {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, timeout, [&] { return state_.revision > revision; });
  return state_;
}

void InspectorImpl::work(const std::stop_token& quit) {
  lowerPriority();
  std::unique_lock lock(mutex_);
  while (work_.wait(lock, quit, [this] { return toOpen_ || choice_ || wakeDue_; })) {
    const auto experiment = std::exchange(toOpen_, std::nullopt);
    const std::stop_token stop = stop_.get_token();
    const bool wake = std::exchange(wakeDue_, false);
    lock.unlock();
    if (wake) observer_.wake();
    if (experiment) {
      inspect(*experiment, stop);
    } else {
      answerChoices(stop);
    }
    lock.lock();
    if (quit.stop_requested()) return;
  }
}

void InspectorImpl::inspect(const config::Experiment& experiment, const std::stop_token& stop) {
  set_.reset();
  guarded(stop, [&] {
    const auto progress = [&](const std::string& activity, double share) {
      change(stop, [&](Inspection& state) { state.activity = activity, state.share = share; });
    };
    const auto distance = static_cast<int>(experiment.preparation.duplicateDistance);
    set_ = std::make_unique<studio::SetInspection>(studio::openForInspection(experiment, stop, progress), distance);
    const std::string fingerprint = set_->source().fingerprint();
    change(stop, [&](Inspection& state) {
      state.open = true;
      state.info = set_->source().info();
      state.fingerprint = fingerprint;
    });
    Link link(*this, stop);
    set_->lookAtAll(link);
  });
}

void InspectorImpl::answerChoices(const std::stop_token& stop) {
  if (!set_) {  // it could not be opened: there is nothing to choose from
    takeChoice(stop);
    return;
  }
  guarded(stop, [&] {
    Link link(*this, stop);
    set_->answerChoices(link);
  });
}

/// Makes what `action` throws the inspection's failure, unless it was stopped.
void InspectorImpl::guarded(const std::stop_token& stop, const std::function<void()>& action) {
  Failure failure;
  try {
    return action();
  } catch (const Error& error) {
    failure = {error.problem(), error.where(), error.advice()};
  } catch (const std::bad_alloc&) {
    failure = {"out of memory", {}, "Close other programs, or choose smaller pictures"};
  } catch (const std::exception& error) {
    failure = {error.what(), {}, {}};
  }
  change(stop, [&](Inspection& state) {
    state.failure = std::move(failure);
    state.activity.clear();
    state.secondsLeft = -1;
  });
}

std::optional<std::vector<std::int64_t>> InspectorImpl::takeChoice(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  const bool wake = std::exchange(wakeDue_, false);
  std::optional<std::vector<std::int64_t>> choice;
  if (!stop.stop_requested()) choice = std::exchange(choice_, std::nullopt);
  lock.unlock();
  if (wake) observer_.wake();
  return choice;
}

void InspectorImpl::change(const std::stop_token& stop, const std::function<void(Inspection&)>& action) {
  {
    const std::lock_guard lock(mutex_);
    if (stop.stop_requested()) return;
    action(state_);
    ++state_.revision;
    wakeDue_ = false;
    changed_.notify_all();
  }
  observer_.wake();
}

}  // namespace ganvas::session
