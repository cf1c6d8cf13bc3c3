#pragma once

#include <QObject>
#include <QString>
#include <memory>
#include <optional>

#include "bridge/queue_feed.h"
#include "bridge/session_bridge.h"

namespace ganvas::ui {

/// Trains the queue's runs one after another whenever the session is free.
///
/// It holds in two ways. Paused is written on disk: no program takes a run until somebody goes on. On hold is this
/// window alone: after the user stopped a run, after kMostFailures starts in a row failed, and from the beginning when
/// runs wait already: training that nobody has asked for now would take the machine from under whoever opened the
/// window, yet a command line that works on the same queue is none of its business and goes on.
class QueueRunner : public QObject {
  Q_OBJECT

 public:
  static constexpr int kMostFailures = 3;

  /// Both must outlive it.
  QueueRunner(SessionBridge& bridge, QueueFeed& feed, const std::filesystem::path& runsDir, QObject* parent = nullptr);
  ~QueueRunner() override;

  void enqueue(const config::Experiment& experiment, const QString& name = {});
  void enqueueResume(const std::filesystem::path& run, std::optional<std::int64_t> steps = {});
  /// Pausing lets the run that trains go on to its end. false: go on, here and everywhere.
  void setPaused(bool paused);
  /// Whether no further run will be taken here.
  bool isPaused() const { return paused_ || onHold_; }
  /// Whether the session trains a run of the queue.
  bool isTraining() const { return claim_ != nullptr; }

  /// The window is about to stop its run in order to close: a run of the queue then goes back, to be resumed first.
  void prepareToClose() { closing_ = true; }

 Q_SIGNALS:
  /// isPaused() or isTraining() may have changed.
  void changed();
  /// For a notification: what the queue did by itself.
  void notice(const QString& text);
  void failed(const ganvas::session::Failure& failure);

 private:
  using Claim = std::shared_ptr<runs::QueueClaim>;

  void onListed(const QueueListing& listing);
  void onStatus();
  void onRefused(const session::Failure& failure);
  void onEnd(session::State state);
  void onFailedRun();
  void next();
  void begin(const Claim& claim);
  void hold(const QString& why);
  /// Hands the claim over to `end`, on the feed's thread.
  void settle(std::function<void(runs::Queue&, runs::QueueClaim&)> end);

  SessionBridge& bridge_;
  QueueFeed& feed_;
  std::filesystem::path runsDir_;
  Claim claim_;            ///< of the run that trains; what it holds is the feed's thread's
  bool isNew_ = true;      ///< that run had no directory before
  bool claiming_ = false;  ///< asked for the next one
  bool starting_ = false;  ///< the session has not answered yet: a refusal is one of that run's start
  bool begun_ = false;     ///< its run directory is there and training
  bool closing_ = false;
  bool known_ = false;  ///< the queue has been listed
  bool paused_ = false, onHold_ = false;
  int waiting_ = 0;
  int failures_ = 0;  ///< starts that failed, in a row
  session::State lastState_ = session::State::Idle;
};

}  // namespace ganvas::ui
