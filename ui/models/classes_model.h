#pragma once

#include <QAbstractTableModel>
#include <cstdint>
#include <string>
#include <vector>

namespace ganvas::ui {

/// The classes of a set with their counts, below a row for all of them.
class ClassesModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  static constexpr int kName = 0, kCount = 1;  ///< columns

  using QAbstractTableModel::QAbstractTableModel;

  /// New counts of the same classes keep the selection. Without counts (not known yet) that column is empty.
  void setClasses(const std::vector<std::string>& names, std::int64_t all, const std::vector<std::int64_t>& counts);

  /// The class of a row; −1 for the row of all.
  static int classAt(int row) { return row - 1; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  QString text(int row, int column) const;

  std::vector<std::string> names_;
  std::vector<std::int64_t> counts_;
  std::int64_t all_ = 0;
};

}  // namespace ganvas::ui
