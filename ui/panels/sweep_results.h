#pragma once

#include <QDialog>
#include <vector>

#include "bridge/epoch_table_feed.h"
#include "bridge/serial_jobs.h"
#include "models/epoch_table_model.h"
#include "runs/run_list.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace ganvas::ui {

class ErrorNote;

/// The results of a sweep: its epoch table, kept up to date while its runs train.
class SweepResults : public QDialog {
  Q_OBJECT

 public:
  explicit SweepResults(QWidget* parent = nullptr);

  /// The known runs, newest first; those of a sweep say so in their manifests.
  void setRuns(const std::vector<runs::RunSummary>& runs);
  /// Writes the table, as Markdown where the name ends in .md, else as CSV.
  void exportTo(const QString& file);

 Q_SIGNALS:
  void runWanted(const std::filesystem::path& run);

 protected:
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void build();
  QLayout* buildTop();
  QLayout* buildBottom();
  void buildTable();
  std::string chosen() const;
  std::vector<const runs::RunSummary*> chosenRuns() const;
  void fillChooser();
  void onChoice();
  std::vector<double> epochs(QString* problem = nullptr) const;
  void ask();
  void onTable(const runs::EpochTable& table);
  void showState();
  void layOut();
  void fitLabels();
  void copy();
  void askForFile();

  std::vector<runs::RunSummary> runs_;  ///< of all sweeps, newest first
  runs::EpochQuery asked_;
  EpochTableModel model_;
  QComboBox* chooser_ = nullptr;
  QLineEdit* epochs_ = nullptr;
  QTableView* table_ = nullptr;
  QLabel *empty_ = nullptr, *state_ = nullptr;
  ErrorNote* error_ = nullptr;
  QPushButton *copy_ = nullptr, *export_ = nullptr;
  SerialJobs writing_;
  EpochTableFeed feed_;  ///< last: it is waited for before the rest goes
};

}  // namespace ganvas::ui
