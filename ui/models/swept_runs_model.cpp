#include "models/swept_runs_model.h"

#include "models/plain_tip.h"
#include "models/sweep_draft.h"

namespace ganvas::ui {

void SweptRunsModel::setRuns(const std::vector<config::SweepRun>& runs) {
  beginResetModel();
  rows_.clear();
  for (const config::SweepRun& run : runs) {
    rows_.push_back({QString::fromStdString(run.label), lengthText(run.experiment)});
  }
  endResetModel();
}

int SweptRunsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int SweptRunsModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QVariant SweptRunsModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const Row& row = rows_[static_cast<std::size_t>(index.row())];
  const QString& text = index.column() == Label ? row.label : row.length;
  if (role == Qt::DisplayRole) return text;
  if (role == Qt::ToolTipRole) return plainTip(text);
  if (role == Qt::TextAlignmentRole && index.column() == Length)
    return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
  return {};
}

QVariant SweptRunsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role == Qt::DisplayRole && orientation == Qt::Vertical) return section + 1;
  if (role == Qt::DisplayRole) return section == Label ? tr("Run") : tr("Length");
  if (role == Qt::TextAlignmentRole && orientation == Qt::Horizontal && section == Label) {
    return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
  }
  return {};
}

}  // namespace ganvas::ui
