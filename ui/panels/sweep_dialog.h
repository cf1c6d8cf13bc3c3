#pragma once

#include <QDialog>
#include <QTimer>
#include <vector>

#include "bridge/latest_jobs.h"
#include "bridge/serial_jobs.h"
#include "config/sweeps.h"
#include "models/experiment_choices.h"
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
  using Offer = ExperimentChoices::Offer;

  /// A new sweep varies `experiment`, made from the recipe `recipe`. What others vary is made by `offer`, which is
  /// called on another thread; those of the same recipe take the experiment's data, if they do not set their own.
  SweepDialog(config::Experiment experiment, const QString& recipe, Offer offer, QWidget* parent = nullptr);

  /// What has become of the runs that were wanted: closes the dialog, or says why the queue has not taken them.
  void answer(const QString& problem);
  /// Not while the queue has not answered: who cancels expects that nothing was added.
  void reject() override;

 Q_SIGNALS:
  /// For the queue, all of them or none; answer() must follow.
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
  void showSet();
  void clearSet();
  SweepKeyRow* addRow(const SweptKey& key);
  void removeRow(SweepKeyRow* row);
  void offerKeys();
  SweepDraft draft() const;
  void changed();
  void readNow();
  void finishReading();
  void enqueue();
  void wait(bool waiting);
  void askName();
  void save(const QString& name);

  config::Experiment experiment_;  ///< what a new sweep varies
  QString recipe_;
  Offer offer_;
  config::Sweep origin_;     ///< what the chosen sweep began with
  config::Experiment base_;  ///< what it varies
  std::vector<config::NamedSweep> sweeps_;
  SweepReading reading_;
  SweptRunsModel model_;
  std::vector<SweepKeyRow*> rows_;
  QTimer typing_;               ///< reads the texts when the user pauses: a sweep may have a thousand runs
  int shown_ = 0, wanted_ = 0;  ///< indices of the chooser: whose rows are shown, whose are being read
  bool waiting_ = false;        ///< for answer()

  QComboBox *chooser_ = nullptr, *mode_ = nullptr;
  QLabel *about_ = nullptr, *baseLabel_ = nullptr, *set_ = nullptr, *count_ = nullptr;
  QVBoxLayout* rowsLayout_ = nullptr;
  KeyChooser* keys_ = nullptr;
  QLineEdit* seeds_ = nullptr;
  QTableView* table_ = nullptr;
  ErrorNote* error_ = nullptr;
  QPushButton *save_ = nullptr, *clear_ = nullptr, *go_ = nullptr;
  SerialJobs saving_;
  LatestJobs reads_;  ///< last: they are waited for before the rest goes
};

}  // namespace ganvas::ui
