#include "bridge/queue_runner.h"

#include <QMetaObject>
#include <QPointer>
#include <algorithm>
#include <exception>
#include <utility>

#include "bridge/text.h"

namespace ganvas::ui {

using session::State;

QueueRunner::QueueRunner(SessionBridge& bridge, QueueFeed& feed, const std::filesystem::path& runsDir, QObject* parent)
    : QObject(parent), bridge_(bridge), feed_(feed), runsDir_(runsDir), lastState_(bridge.status().state) {
  connect(&feed_, &QueueFeed::listed, this, &QueueRunner::onListed);
  connect(&feed_, &QueueFeed::failed, this, &QueueRunner::failed);
  connect(&bridge_, &SessionBridge::statusChanged, this, &QueueRunner::onStatus);
  connect(&bridge_, &SessionBridge::refused, this, &QueueRunner::onRefused);
}

// A claim that is still held goes with its lock: the entry is back in the queue.
QueueRunner::~QueueRunner() = default;

void QueueRunner::enqueue(const config::Experiment& experiment, const QString& name) {
  runs::QueuedRun run;
  run.experiment = experiment;
  run.name = name.toStdString();
  feed_.add(run);
}

void QueueRunner::enqueueResume(const std::filesystem::path& run, std::optional<std::int64_t> steps) {
  runs::QueuedRun queued;
  queued.resume = run;
  queued.steps = steps;
  feed_.add(queued);
}

void QueueRunner::setPaused(bool paused) {
  if (!paused) {
    onHold_ = false;
    failures_ = 0;
  }
  paused_ = paused;
  feed_.setPaused(paused);
  Q_EMIT changed();
}

void QueueRunner::onListed(const QueueListing& listing) {
  waiting_ = static_cast<int>(std::count_if(listing.entries.begin(), listing.entries.end(), [](const auto& entry) {
    return entry.state == runs::QueueState::Waiting;
  }));
  const bool changes = std::exchange(paused_, listing.paused) != listing.paused;
  if (!std::exchange(known_, true) && waiting_ > 0) {
    onHold_ = true;
    if (!paused_) Q_EMIT notice(tr("%n run(s) are waiting in the queue. Go on trains them.", nullptr, waiting_));
    Q_EMIT changed();
  } else if (changes) {
    Q_EMIT changed();
  }
  next();
}

void QueueRunner::hold(const QString& why) {
  onHold_ = true;
  Q_EMIT notice(why);
  Q_EMIT changed();
}

void QueueRunner::next() {
  if (claim_ || claiming_ || closing_ || isPaused() || waiting_ == 0 || !known_) return;
  if (!session::canStart(bridge_.status().state) || bridge_.abandoned()) return;
  claiming_ = true;
  // A claim that arrives too late, when this object has gone, gives its entry back by itself.
  feed_.change([this, self = QPointer<QueueRunner>(this)](runs::Queue& queue) {
    Claim claim;
    std::exception_ptr failure;
    try {
      // Somebody may have paused since the last listing.
      auto got = queue.paused() ? std::nullopt : queue.claimNext();
      if (got) claim = std::make_shared<runs::QueueClaim>(std::move(*got));
    } catch (...) {
      failure = std::current_exception();
    }
    const bool bad = failure != nullptr;
    QMetaObject::invokeMethod(
        &feed_,
        [self, claim, bad] {
          if (!self) return;
          self->claiming_ = false;
          if (bad) self->hold(tr("The queue is on hold: its next run cannot be taken."));
          if (claim) self->begin(claim);
        },
        Qt::QueuedConnection);
    if (bad) std::rethrow_exception(failure);
  });
}

void QueueRunner::settle(std::function<void(runs::Queue&, runs::QueueClaim&)> end) {
  feed_.change(
      [claim = std::exchange(claim_, nullptr), end = std::move(end)](runs::Queue& queue) { end(queue, *claim); });
  Q_EMIT changed();
}

void QueueRunner::begin(const Claim& claim) {
  claim_ = claim;
  begun_ = false;
  // Meanwhile the user may have started something, or paused.
  if (closing_ || isPaused() || !session::canStart(bridge_.status().state)) return settle(&runs::Queue::release);
  lastState_ = State::Preparing;  // the session may have failed before its status is seen first
  Q_EMIT changed();
  const runs::QueuedRun run = claim->run();
  isNew_ = !run.isResume();
  starting_ = true;
  if (run.isResume()) {
    bridge_.resume({run.resume, run.steps, run.epochs});
  } else {
    bridge_.start({run.experiment, runsDir_, run.name});
  }
}

// A refusal is about the session, not about the run: every other run would meet it too. One of another command, while
// the run prepares, is none of the queue's business.
void QueueRunner::onRefused(const session::Failure&) {
  if (!claim_ || !starting_) return;
  starting_ = false;
  settle(&runs::Queue::release);
  hold(tr("The queue is on hold: training could not be started."));
}

void QueueRunner::onStatus() {
  if (bridge_.loaded()) starting_ = false;  // a session that still loads is asked later
  const session::Status& status = bridge_.status();
  const State before = std::exchange(lastState_, status.state);
  // A new run shows its directory once that is there; an old one has it from the beginning.
  const bool trains = status.state == State::Running || status.state == State::Paused;
  if (claim_ && !begun_ && !status.run.empty() && (isNew_ || trains)) {
    begun_ = true;
    failures_ = 0;
    if (isNew_) {
      feed_.change([claim = claim_, run = status.run](runs::Queue& queue) { queue.begun(*claim, run); });
    }
  }
  if (session::isBusy(before) && !session::isBusy(status.state)) onEnd(status.state);
}

void QueueRunner::onEnd(State state) {
  if (state == State::Idle) {  // stopped by the user
    const bool keep = claim_ && (closing_ || !begun_);
    if (claim_) settle(keep ? &runs::Queue::release : &runs::Queue::finish);
    if (!closing_ && waiting_ + (keep ? 1 : 0) > 0 && !isPaused()) {
      hold(tr("The queue is on hold because the run was stopped."));
    }
  } else if (claim_ && state == State::Failed && !begun_) {
    onFailedRun();
  } else if (claim_) {  // finished, or failed while it trained, which its history tells
    settle(&runs::Queue::finish);
  }
  next();
}

void QueueRunner::onFailedRun() {
  const auto failure = bridge_.status().failure.value_or(session::Failure{"the run could not be started", {}, {}});
  settle([reason = failure.text()](runs::Queue& queue, runs::QueueClaim& claim) { queue.fail(claim, reason); });
  // What stops every run, a full disk or a missing data set, should not put a whole night's queue aside.
  if (++failures_ >= kMostFailures) {
    hold(tr("The queue is on hold: %n runs in a row could not be started.", nullptr, failures_));
  }
}

}  // namespace ganvas::ui
