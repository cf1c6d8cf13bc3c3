#pragma once

#include <QAbstractTableModel>

#include "config/network_plan.h"

namespace ganvas::ui {

/// A network's layers with their shapes and counts, a row each, and a last row with the sums.
class NetworkTable : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Line, Layer, Output, Parameters, MultiplyAdds, ColumnCount };

  explicit NetworkTable(QObject* parent = nullptr) : QAbstractTableModel(parent) {}
  void setPlan(config::NetworkPlan plan);
  const config::NetworkPlan& plan() const { return plan_; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QString text(int row, int column) const;
  QString total(int column) const;

  config::NetworkPlan plan_;
};

}  // namespace ganvas::ui
