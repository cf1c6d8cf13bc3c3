#pragma once

#include <QDialog>

#include "bridge/run_jobs.h"

class QCheckBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace ganvas::ui {

/// Asks which old checkpoints and grids of some runs may go, and says what that would free.
class PruneDialog : public QDialog {
  Q_OBJECT

 public:
  PruneDialog(int runs, QWidget* parent);

  runs::PruneRequest request() const;
  /// What the request of the last planWanted() would do.
  void showPlan(const Pruning& plan);

 Q_SIGNALS:
  /// The request is another one: showPlan() is waited for.
  void planWanted(const ganvas::runs::PruneRequest& request);

 private:
  void build(int runs);
  QWidget* buildCheckpoints();
  QWidget* buildGrids();
  void onChange();

  QCheckBox *checkpoints_ = nullptr, *grids_ = nullptr;
  QSpinBox *keepLast_ = nullptr, *keepEvery_ = nullptr, *gridsEvery_ = nullptr;
  QLabel* plan_ = nullptr;
  QPushButton* go_ = nullptr;
};

}  // namespace ganvas::ui
