#pragma once

#include <QAbstractTableModel>
#include <filesystem>
#include <optional>
#include <vector>

#include "runs/run_list.h"

namespace ganvas::ui {

/// The runs under one directory, newest first. A new list is merged into the old one, so that a view keeps its
/// selection and its place.
class RunsModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Name, State, Step, Started, ColumnCount };

  explicit RunsModel(QObject* parent = nullptr);

  void setRuns(const std::vector<runs::RunSummary>& runs);
  /// What is known first hand of the run that trains here outdoes the list; an empty path: none trains.
  void setOwnRun(const std::filesystem::path& run, const QString& state, std::int64_t step);

  const runs::RunSummary* run(int row) const;
  const runs::RunSummary* run(const std::filesystem::path& path) const;
  int rowOf(const std::filesystem::path& path) const;  ///< −1 when it is not in the list

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  void removeMissing(const std::vector<runs::RunSummary>& runs);
  QString text(const runs::RunSummary& run, int column) const;
  QString toolTip(const runs::RunSummary& run) const;

  std::vector<runs::RunSummary> runs_;
  std::filesystem::path own_;
  QString ownState_;
  std::int64_t ownStep_ = 0;
};

/// Whether a run can be continued now; the reason why not, for a tooltip, or an empty text.
QString whyNotResumable(const runs::RunSummary& run);

/// The same for training a finished run for more steps.
QString whyNotExtendable(const runs::RunSummary& run);

/// Steps that a run has made, as its history and its checkpoints say.
std::int64_t stepsMade(const runs::RunSummary& run);

}  // namespace ganvas::ui
