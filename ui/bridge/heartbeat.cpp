#include "bridge/heartbeat.h"

#include <algorithm>

namespace ganvas::ui {

Heartbeat::Heartbeat(QObject* parent) : QObject(parent) {
  timer_.setTimerType(Qt::PreciseTimer);
  connect(&timer_, &QTimer::timeout, this, &Heartbeat::beat);
  sinceLast_.start();
  timer_.start(kIntervalMs);
}

void Heartbeat::reset() {
  worst_ = 0;
  sinceLast_.start();
}

void Heartbeat::beat() {
  const double passed = static_cast<double>(sinceLast_.nsecsElapsed()) / 1e6;
  sinceLast_.start();
  worst_ = std::max(worst_, passed - kIntervalMs);
}

}  // namespace ganvas::ui
