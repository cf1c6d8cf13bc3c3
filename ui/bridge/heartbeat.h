#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace ganvas::ui {

/// Measures how long the UI thread was ever kept from its events: a timer that is due every few milliseconds notes
/// how late it comes. For benchmarks; it costs some wake-ups.
class Heartbeat : public QObject {
  Q_OBJECT

 public:
  static constexpr int kIntervalMs = 5;

  explicit Heartbeat(QObject* parent = nullptr);
  /// The longest block since the beginning or the last reset, in milliseconds.
  double worstMs() const { return worst_; }
  void reset();

 private:
  void beat();

  QTimer timer_;
  QElapsedTimer sinceLast_;
  double worst_ = 0;
};

}  // namespace ganvas::ui
