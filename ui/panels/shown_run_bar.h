#pragma once

#include <QWidget>

#include "runs/run_list.h"

class QLabel;
class QPushButton;

namespace ganvas::ui {

/// Says which run the curves and pictures belong to, and leads back to the one that trains here when that is another.
class ShownRunBar : public QWidget {
  Q_OBJECT

 public:
  explicit ShownRunBar(QWidget* parent = nullptr);

  /// `run` may be nullptr: none is shown. `state` outdoes the run's own where it is known first hand.
  void show(const runs::RunSummary* run, const QString& name, const QString& state);
  /// Name of the run that trains here while another one is shown; empty otherwise.
  void setOther(const QString& name);

 Q_SIGNALS:
  void otherWanted();

 private:
  QLabel* name_ = nullptr;
  QLabel* details_ = nullptr;
  QPushButton* other_ = nullptr;
};

}  // namespace ganvas::ui
