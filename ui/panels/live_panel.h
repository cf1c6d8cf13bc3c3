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
  /// The run's answer to the last change ("applied: …", "not applied: …"), shown at the parameter that it
  /// names, else where the last change was asked for. The run answers in order and may tell only its last answer.
  void setAnswer(const QString& text);

 Q_SIGNALS:
  void changeRequested(const QString& key, const QString& value);

 private:
  LiveRow* rowOf(const QString& answer) const;

  QLabel* none_;
  std::vector<LiveRow*> rows_;
  std::vector<LiveRow*> asked_;  ///< in the order of their last requests
  bool training_ = false;
};

}  // namespace ganvas::ui
