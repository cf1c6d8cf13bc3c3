#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "config/sweep.h"

namespace ganvas::ui {

/// The runs that a sweep will make: number, label, length.
class SweptRunsModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Label, Length, ColumnCount };

  using QAbstractTableModel::QAbstractTableModel;

  void setRuns(const std::vector<config::SweepRun>& runs);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  struct Row {
    QString label, length;
  };
  std::vector<Row> rows_;
};

}  // namespace ganvas::ui
