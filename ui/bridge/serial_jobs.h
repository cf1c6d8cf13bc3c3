#pragma once

#include <QMetaObject>
#include <QObject>
#include <QThreadPool>
#include <exception>
#include <utility>

#include "bridge/session_bridge.h"

namespace ganvas::ui {

/// One thread that does what the user asked for, in order and to the end: unlike LatestWorker nothing is dropped, for
/// each job changes something. Its owner must own it as its last member; the destructor waits for what was begun.
class SerialJobs : public QObject {
  Q_OBJECT

 public:
  explicit SerialJobs(QObject* parent = nullptr);
  ~SerialJobs() override;

  /// Runs `work` there, then `done` with what it returned on the UI thread. When `work` throws, failed() is emitted
  /// instead.
  template <typename Work, typename Done>
  void start(Work work, Done done) {
    pool_.start([this, work = std::move(work), done = std::move(done)]() mutable {
      try {
        auto result = work();
        QMetaObject::invokeMethod(
            this, [done = std::move(done), result = std::move(result)]() mutable { done(result); },
            Qt::QueuedConnection);
      } catch (const std::exception& error) {
        QMetaObject::invokeMethod(
            this, [this, failure = failureOf(error)] { Q_EMIT failed(failure); }, Qt::QueuedConnection);
      }
    });
  }

 Q_SIGNALS:
  void failed(const ganvas::session::Failure& failure);

 private:
  QThreadPool pool_;
};

}  // namespace ganvas::ui
