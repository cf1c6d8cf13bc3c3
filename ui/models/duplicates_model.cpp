#include "models/duplicates_model.h"

#include <QLocale>

namespace ganvas::ui {

namespace {
constexpr std::size_t kMostNumbers = 24;  // of pictures that a tooltip lists
}

void DuplicatesModel::setGroups(std::shared_ptr<const std::vector<session::DuplicateGroup>> groups) {
  if (groups == groups_) return;
  beginResetModel();
  groups_ = std::move(groups);
  endResetModel();
}

const session::DuplicateGroup* DuplicatesModel::group(int row) const {
  return row >= 0 && row < rowCount() ? &(*groups_)[static_cast<std::size_t>(row)] : nullptr;
}

int DuplicatesModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || !groups_ ? 0 : static_cast<int>(groups_->size());
}

QVariant DuplicatesModel::data(const QModelIndex& index, int role) const {
  const session::DuplicateGroup* found = index.isValid() ? group(index.row()) : nullptr;
  if (!found) return {};
  if (role == Qt::DisplayRole) {
    const QString count = QLocale().toString(static_cast<qlonglong>(found->pictures.size()));
    return found->exact ? tr("%1 the same").arg(count) : tr("%1 look alike").arg(count);
  }
  if (role != Qt::ToolTipRole) return {};
  QStringList numbers;
  for (std::size_t i = 0; i < std::min(kMostNumbers, found->pictures.size()); ++i) {
    numbers << QLocale().toString(static_cast<qlonglong>(found->pictures[i]));
  }
  if (found->pictures.size() > kMostNumbers) numbers << QStringLiteral("…");
  return tr("Pictures %1. The first one stays when duplicates are dropped.").arg(numbers.join(QStringLiteral(", ")));
}

}  // namespace ganvas::ui
