#pragma once

#include <QMetaObject>
#include <QObject>
#include <exception>
#include <functional>
#include <utility>

#include "bridge/session_bridge.h"

namespace ganvas::ui {

/// Work on a thread of its own whose result comes back to the UI thread. Its owner must own it as its last member; the
/// destructor waits for what was begun.
class Jobs : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  /// Runs `work` there, then `done` with what it returned on the UI thread. When `work` throws, failed() is emitted
  /// instead.
  template <typename Work, typename Done>
  void start(Work work, Done done) {
    post([this, work = std::move(work), done = std::move(done)] {
      try {
        auto result = work();
        QMetaObject::invokeMethod(
            this, [done, result = std::move(result)] { done(result); }, Qt::QueuedConnection);
      } catch (const std::exception& error) {
        QMetaObject::invokeMethod(
            this, [this, failure = failureOf(error)] { Q_EMIT failed(failure); }, Qt::QueuedConnection);
      }
    });
  }

 Q_SIGNALS:
  void failed(const ganvas::session::Failure& failure);

 private:
  virtual void post(std::function<void()> job) = 0;
};

}  // namespace ganvas::ui
