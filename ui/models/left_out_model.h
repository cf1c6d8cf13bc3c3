#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <vector>

#include "base/batch_source.h"

namespace ganvas::ui {

/// The files that were not taken into a set, and why.
class LeftOutModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  static constexpr int kFile = 0, kReason = 1;  ///< columns

  using QAbstractTableModel::QAbstractTableModel;

  /// A longer list that begins as the one before keeps the selection.
  void setFiles(std::shared_ptr<const std::vector<LeftOut>> files);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  std::shared_ptr<const std::vector<LeftOut>> files_;
  int rows_ = 0;
};

/// The rows of a table as CSV with its heading, or only those rows, as they are sorted.
QString tableCsv(const QAbstractItemModel& table);
QString tableText(const QAbstractItemModel& table, const std::vector<int>& rows);

}  // namespace ganvas::ui
