#include "panels/grid_player.h"

#include <algorithm>

namespace ganvas::ui {

GridPlayer::GridPlayer(QObject* parent) : QObject(parent) {
  timer_.setSingleShot(true);
  timer_.setTimerType(Qt::PreciseTimer);
  connect(&timer_, &QTimer::timeout, this, [this] {
    sinceDue_.start();
    Q_EMIT due();
  });
}

void GridPlayer::start(bool waiting) {
  if (playing_) return;
  playing_ = true;
  sinceDue_.start();
  if (!waiting) timer_.start(0);
  Q_EMIT playingChanged(true);
}

void GridPlayer::stop() {
  if (!playing_) return;
  playing_ = false;
  timer_.stop();
  Q_EMIT playingChanged(false);
}

void GridPlayer::shown() {
  if (!playing_ || timer_.isActive()) return;
  timer_.start(std::max(0, 1000 / rate_ - static_cast<int>(sinceDue_.elapsed())));
}

}  // namespace ganvas::ui
