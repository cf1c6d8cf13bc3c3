#pragma once

#include <QWidget>
#include <vector>

#include "config/experiment.h"

class QLabel;

namespace ganvas::ui {

class LiveRow;

/// What can be changed while a run trains, with the run's values of now. Off while none trains.
class LivePanel : public QWidget {
  Q_OBJECT

 public:
  explicit LivePanel(QWidget* parent = nullptr);

  using QWidget::show;
  /// The running run's experiment with the live changes made so far, and whether it trains (or is paused). To be
  /// called again after each change that was applied. What the user has begun to type stays.
  void show(const config::Experiment& current, bool training);
  /// The run's answer to the last change ("applied: …", "not applied: …"), shown where it was asked for.
  void setAnswer(const QString& text);

 Q_SIGNALS:
  void changeRequested(const QString& key, const QString& value);

 private:
  QLabel* none_;
  std::vector<LiveRow*> rows_;
  LiveRow* asked_ = nullptr;  ///< the row of the last request
  bool training_ = false;
};

}  // namespace ganvas::ui
