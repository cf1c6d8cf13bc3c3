#pragma once

#include <QObject>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "session/inspector.h"

namespace ganvas::ui {

/// What looks at data sets, with its news as Qt signals. Nothing here blocks but the destructor.
class InspectorFeed : public QObject {
  Q_OBJECT

 public:
  /// Null while there is none yet: the core is being loaded. May throw Error.
  using Maker = std::function<std::unique_ptr<session::Inspector>()>;

  explicit InspectorFeed(Maker make, QObject* parent = nullptr);
  ~InspectorFeed() override;

  /// Looks at the experiment's data and forgets the set before. Waits for the inspector where there is none yet.
  void open(const config::Experiment& experiment);
  /// Reads these pictures next (at most 1,024); they arrive in inspection().chosen.
  void choose(std::vector<std::int64_t> indices);
  void cancel();
  /// There may be an inspector now.
  void tryAgain();

  /// What is known; from open() on, of that experiment's set.
  const session::Inspection& inspection() const { return inspection_; }

 Q_SIGNALS:
  /// Another set: what was known of the one before counts no more.
  void opened();
  /// inspection() has changed.
  void changed();

 private:
  void wake();
  void deliver();

  Maker make_;
  session::Inspection inspection_;
  bool waiting_ = false;               ///< inspection_.experiment is not given to the inspector yet
  std::atomic<bool> pending_ = false;  ///< a deliver() is queued
  std::unique_ptr<session::Inspector> inspector_;
};

}  // namespace ganvas::ui
