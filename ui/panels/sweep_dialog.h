#pragma once

#include <QDialog>
#include <vector>

#include "bridge/latest_jobs.h"
#include "bridge/serial_jobs.h"
#include "config/sweeps.h"
#include "models/sweep_draft.h"
#include "models/swept_runs_model.h"
#include "runs/queue_entry.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;
class QVBoxLayout;

namespace ganvas::ui {

class ErrorNote;
class KeyChooser;
class SweepKeyRow;

/// Makes a sweep: which parameters differ, in which values, and how often; shows the runs that will be made.
class SweepDialog : public QDialog {
  Q_OBJECT

 public:
  /// A new sweep varies `experiment`, made from the recipe `recipe`.
  SweepDialog(config::Experiment experiment, const QString& recipe, QWidget* parent = nullptr);

 Q_SIGNALS:
  /// For the queue, all of them or none.
  void runsWanted(const std::vector<ganvas::runs::QueuedRun>& runs, const QString& sweep);
  void saved(const QString& name);

 private:
  void build();
  QWidget* buildLeft();
  QWidget* buildRight();
  QLayout* buildButtons();
  void loadSweeps();
  void onSweeps(const std::vector<config::NamedSweep>& sweeps);
  void choose(int index);
  void showDraft(const SweepDraft& draft);
  void addRow(const SweptKey& key, bool focus);
  void removeRow(SweepKeyRow* row);
  void offerKeys();
  SweepDraft draft() const;
  void changed();
  void enqueue();
  void askName();
  void save(const QString& name);

  config::Experiment experiment_;  ///< what a new sweep varies
  QString recipe_;
  config::Sweep origin_;     ///< what the chosen sweep began with
  config::Experiment base_;  ///< what it varies
  std::vector<config::NamedSweep> sweeps_;
  SweepReading reading_;
  SweptRunsModel model_;
  std::vector<SweepKeyRow*> rows_;

  QComboBox *chooser_ = nullptr, *mode_ = nullptr;
  QLabel *about_ = nullptr, *baseLabel_ = nullptr, *count_ = nullptr;
  QVBoxLayout* rowsLayout_ = nullptr;
  KeyChooser* keys_ = nullptr;
  QLineEdit* seeds_ = nullptr;
  QTableView* table_ = nullptr;
  ErrorNote* error_ = nullptr;
  QPushButton *save_ = nullptr, *go_ = nullptr;
  SerialJobs saving_;
  LatestJobs reads_;  ///< last: they are waited for before the rest goes
};

}  // namespace ganvas::ui
