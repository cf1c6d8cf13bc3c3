#pragma once

#include <QObject>
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <variant>

#include "session/session.h"

namespace ganvas::ui {

/// The only place where the core's events become Qt signals. Owns the session: loads it on a helper thread, passes
/// commands on, and keeps the newest copy of its status. Nothing here blocks but the destructor.
class SessionBridge : public QObject {
  Q_OBJECT

 public:
  using Loader = std::function<std::unique_ptr<session::Session>()>;

  /// `loader` runs on the helper thread and may take seconds.
  explicit SessionBridge(Loader loader, QObject* parent = nullptr);
  /// Waits for a load that is under way, then for the session, which stops its run with a checkpoint.
  ~SessionBridge() override;

  /// Starts loading; call it once the window has painted. Further calls do nothing.
  void load();
  bool loaded() const { return session_ != nullptr; }

  /// A start or resume asked for before the session is loaded waits for it, in state Preparing.
  void start(session::StartRequest request);
  void resume(session::ResumeRequest request);
  void pause();
  void unpause();
  void stop();
  void sampleNow();
  void checkpointNow();
  /// The answer arrives in status().answer.
  void setLive(const std::string& key, const std::string& value);

  /// The result arrives in status().measurement. Does nothing before the session is loaded.
  void measureStep(const config::Experiment& experiment);
  void cancelMeasurement();
  /// LibTorch's version, empty until the session is loaded.
  const std::string& torchVersion() const { return torch_; }

  /// One that looks at data sets; null until the session is loaded. Throws Error: it could not be loaded.
  std::unique_ptr<session::Inspector> makeInspector();

  const session::Status& status() const { return status_; }
  bool isBusy() const { return session::isBusy(status_.state); }

  /// For a program that must end now although its run does not stop: the session is never destroyed, so the process
  /// has to end without running destructors of statics (std::_Exit).
  void abandon();
  bool abandoned() const { return abandoned_; }

 Q_SIGNALS:
  /// status() has changed.
  void statusChanged();
  /// A command was refused, or the session could not be loaded.
  void refused(const ganvas::session::Failure& failure);

 private:
  using Request = std::variant<std::monostate, session::StartRequest, session::ResumeRequest>;

  void adopt();
  void loadFailed(const session::Failure& failure);
  void submit(Request request);
  void command(const std::function<void(session::Session&)>& give);
  void deliver();
  void wake();

  Loader loader_;
  session::Status status_;
  std::optional<session::Failure> loadFailure_;
  std::string torch_;
  Request waiting_;  ///< asked for before the session was loaded
  bool abandoned_ = false;
  std::atomic<bool> pending_ = false;  ///< a deliver() is queued
  std::unique_ptr<session::Session> session_;
  std::unique_ptr<session::Session> arrived_;  ///< handed over by thread_, which is joined before it is read
  std::jthread thread_;
};

/// What an exception says, for a banner.
session::Failure failureOf(const std::exception& error);

}  // namespace ganvas::ui
