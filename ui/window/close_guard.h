#pragma once

#include <QObject>
#include <QPointer>
#include <QTimer>

#include "bridge/session_bridge.h"

class QMessageBox;
class QWidget;

namespace ganvas::ui {

/// Closing the window while a run trains: asks once, then lets the run write its checkpoint and stop, for a bounded
/// time.
class CloseGuard : public QObject {
  Q_OBJECT

 public:
  /// A run that has not stopped after this long is left to die with the program: its last checkpoint counts.
  static constexpr int kLongestMs = 20000;

  CloseGuard(SessionBridge& bridge, QWidget& window);

  /// Whether the window may close now. If not, the user is asked, or the run is being finished.
  bool mayClose();
  bool finishing() const { return finishing_; }
  /// For tests: a bound other than kLongestMs.
  void setBound(int ms) { bound_.setInterval(ms); }

 Q_SIGNALS:
  /// The user has chosen to stop; closeNow follows when the run has.
  void finishingStarted();
  void closeNow();

 private:
  void ask();
  void finish();
  void check();
  void giveUp();

  SessionBridge& bridge_;
  QWidget& window_;
  QPointer<QMessageBox> question_;
  QTimer bound_;
  bool finishing_ = false;
};

}  // namespace ganvas::ui
