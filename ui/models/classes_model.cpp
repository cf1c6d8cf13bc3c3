#include "models/classes_model.h"

#include <QLocale>

#include "models/plain_tip.h"
#include "models/set_text.h"

namespace ganvas::ui {

void ClassesModel::setClasses(const std::vector<std::string>& names, std::int64_t all,
                              const std::vector<std::int64_t>& counts) {
  if (names == names_) {
    if (all == all_ && counts == counts_) return;
    all_ = all;
    counts_ = counts;
    Q_EMIT dataChanged(index(0, kCount), index(rowCount() - 1, kCount));
    return;
  }
  beginResetModel();
  names_ = names;
  counts_ = counts;
  all_ = all;
  endResetModel();
}

int ClassesModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(names_.size()) + 1;
}

int ClassesModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : 2;
}

QString ClassesModel::text(int row, int column) const {
  if (row == 0) return column == kName ? tr("All") : QLocale().toString(static_cast<qlonglong>(all_));
  const auto label = static_cast<std::size_t>(row - 1);
  if (column == kName) return className(label, names_);
  return label < counts_.size() ? QLocale().toString(static_cast<qlonglong>(counts_[label])) : QString();
}

QVariant ClassesModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount() || index.column() >= columnCount()) return {};
  if (role == Qt::DisplayRole) return text(index.row(), index.column());
  if (role == Qt::ToolTipRole && index.column() == kName) return plainTip(text(index.row(), kName));
  if (role == Qt::TextAlignmentRole) {
    return static_cast<int>((index.column() == kName ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  }
  return {};
}

QVariant ClassesModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation == Qt::Vertical || role != Qt::DisplayRole || section >= columnCount()) return {};
  return section == kName ? tr("Class") : tr("Pictures");
}

}  // namespace ganvas::ui
