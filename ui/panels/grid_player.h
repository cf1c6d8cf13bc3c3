#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace ganvas::ui {

/// The clock of the film: says when the next grid is due, never before the last one has been shown.
class GridPlayer : public QObject {
  Q_OBJECT

 public:
  explicit GridPlayer(QObject* parent = nullptr);

  /// `waiting`: a grid has been asked for, and counts as the first.
  void start(bool waiting);
  void stop();
  bool playing() const { return playing_; }
  void setRate(int gridsPerSecond) { rate_ = gridsPerSecond; }  ///< at most
  void shown();                                                 ///< the grid that was due last is on the screen

 Q_SIGNALS:
  void due();
  void playingChanged(bool playing);

 private:
  QTimer timer_;
  QElapsedTimer sinceDue_;
  int rate_ = 5;
  bool playing_ = false;
};

}  // namespace ganvas::ui
