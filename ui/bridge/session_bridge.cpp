#include "bridge/session_bridge.h"

#include <QMetaObject>
#include <exception>
#include <utility>

#include "base/error.h"
#include "session/inspector.h"

namespace ganvas::ui {

session::Failure failureOf(const std::exception& error) {
  if (const auto* known = dynamic_cast<const Error*>(&error))
    return {known->problem(), known->where(), known->advice()};
  return {error.what(), {}, {}};
}

SessionBridge::SessionBridge(Loader loader, QObject* parent) : QObject(parent), loader_(std::move(loader)) {}

SessionBridge::~SessionBridge() {
  if (thread_.joinable()) thread_.join();
  if (session_) session_->onChange({});  // from here on the worker cannot reach this object
}

void SessionBridge::load() {
  if (session_ || thread_.joinable() || abandoned_) return;
  thread_ = std::jthread([this] {
    try {
      arrived_ = loader_();
      QMetaObject::invokeMethod(
          this, [this] { adopt(); }, Qt::QueuedConnection);
    } catch (const std::exception& error) {
      QMetaObject::invokeMethod(
          this, [this, failure = failureOf(error)] { loadFailed(failure); }, Qt::QueuedConnection);
    }
  });
}

void SessionBridge::adopt() {
  thread_.join();
  session_ = std::move(arrived_);
  session_->onChange([this] { wake(); });
  torch_ = session_->torchVersion();
  Request request = std::exchange(waiting_, {});
  status_ = session_->status();
  submit(std::move(request));
  deliver();
}

void SessionBridge::loadFailed(const session::Failure& failure) {
  thread_.join();
  waiting_ = {};
  status_ = {};
  status_.state = session::State::Failed;
  status_.failure = failure;
  loadFailure_ = failure;
  Q_EMIT refused(failure);
  Q_EMIT statusChanged();
}

void SessionBridge::submit(Request request) {
  if (std::holds_alternative<std::monostate>(request) || abandoned_) return;
  if (!session_ && !std::holds_alternative<std::monostate>(waiting_)) {
    Q_EMIT refused({"a run is being prepared already", {}, "Stop it first"});
    return;
  }
  if (!session_) {
    waiting_ = std::move(request);
    status_ = {};
    status_.state = session::State::Preparing;
    status_.activity = "loading the training engine";
    load();
    Q_EMIT statusChanged();
    return;
  }
  try {
    if (auto* start = std::get_if<session::StartRequest>(&request)) session_->start(std::move(*start));
    if (auto* resume = std::get_if<session::ResumeRequest>(&request)) session_->resume(std::move(*resume));
  } catch (const std::exception& error) {
    Q_EMIT refused(failureOf(error));
  }
  deliver();
}

void SessionBridge::start(session::StartRequest request) {
  submit(std::move(request));
}
void SessionBridge::resume(session::ResumeRequest request) {
  submit(std::move(request));
}

void SessionBridge::command(const std::function<void(session::Session&)>& give) {
  if (!session_) return;
  try {
    give(*session_);
  } catch (const std::exception& error) {
    Q_EMIT refused(failureOf(error));
  }
  deliver();
}

void SessionBridge::pause() {
  command([](session::Session& session) { session.pause(); });
}
void SessionBridge::unpause() {
  command([](session::Session& session) { session.unpause(); });
}
void SessionBridge::sampleNow() {
  command([](session::Session& session) { session.sampleNow(); });
}
void SessionBridge::checkpointNow() {
  command([](session::Session& session) { session.checkpointNow(); });
}
void SessionBridge::setLive(const std::string& key, const std::string& value) {
  command([&](session::Session& session) { session.setLive(key, value); });
}

void SessionBridge::measureStep(const config::Experiment& experiment) {
  command([&](session::Session& session) { session.measureStep(experiment); });
}
void SessionBridge::cancelMeasurement() {
  command([](session::Session& session) { session.cancelMeasurement(); });
}

std::unique_ptr<session::Inspector> SessionBridge::makeInspector() {
  if (loadFailure_) throw Error(loadFailure_->what, loadFailure_->where, loadFailure_->advice);
  return session_ ? session_->makeInspector() : nullptr;
}

void SessionBridge::stop() {
  if (session_) {
    command([](session::Session& session) { session.stop(); });
  } else if (!std::holds_alternative<std::monostate>(waiting_)) {
    waiting_ = {};
    status_ = {};
    Q_EMIT statusChanged();
  }
}

void SessionBridge::abandon() {
  abandoned_ = true;
  // Neither the worker nor a load that hangs may reach this object any more, and neither may be waited for: the
  // session is leaked on purpose.
  if (session_) {
    session_->onChange({});
    static_cast<void>(session_.release());
  }
  status_.state = session::State::Idle;
}

void SessionBridge::wake() {
  if (!pending_.exchange(true))
    QMetaObject::invokeMethod(
        this, [this] { deliver(); }, Qt::QueuedConnection);
}

void SessionBridge::deliver() {
  pending_ = false;  // before the copy: a change after it wakes us again
  if (!session_) return;
  session::Status newest = session_->status();
  status_ = std::move(newest);
  Q_EMIT statusChanged();
}

}  // namespace ganvas::ui
