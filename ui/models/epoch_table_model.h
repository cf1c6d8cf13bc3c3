#pragma once

#include <QAbstractTableModel>
#include <filesystem>

#include "runs/epoch_table.h"

namespace ganvas::ui {

/// An epoch table: for each model a row per series, and below it, muted, what its document reports. The columns are
/// the model, the series, and the epochs.
class EpochTableModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  static constexpr int kModel = 0, kSeries = 1, kFirstEpoch = 2;  ///< columns

  using QAbstractTableModel::QAbstractTableModel;

  /// New values of the same rows and columns keep selections.
  void setTable(const runs::EpochTable& table);
  const runs::EpochTable& table() const { return table_; }

  /// Of which run a row is; where seeds are repeated, of the first. Empty outside the table.
  std::filesystem::path runAt(int row) const;
  /// The first row of the model that `row` belongs to, and how many rows it has.
  struct Block {
    int first = 0, count = 0;
  };
  std::vector<Block> blocks() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  struct Row {
    std::size_t model = 0, series = 0;
    bool reported = false;
    bool operator==(const Row&) const = default;
  };
  static std::vector<Row> rowsOf(const runs::EpochTable& table);
  QString cellText(const Row& row, int column) const;
  QString toolTip(const Row& row, int column) const;

  runs::EpochTable table_;
  std::vector<Row> rows_;
};

}  // namespace ganvas::ui
