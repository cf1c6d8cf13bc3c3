#pragma once

#include <QCollator>
#include <QSortFilterProxyModel>
#include <QStringList>
#include <optional>

#include "models/runs_model.h"

namespace ganvas::ui {

/// The runs that the user wants to see, in the order wanted.
class RunsFilter : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  enum class Order { Newest, Name, State, Loss, Size };

  explicit RunsFilter(RunsModel& model, QObject* parent = nullptr);

  /// Words that must all occur in name, recipe, sweep, tags or note, whatever their case.
  void setSearch(const QString& text);
  void setRecipe(const QString& recipe);  ///< empty: any
  void setState(std::optional<RunsModel::StateKind> state);
  /// Newest: as the model has them. Losses from the least up, runs without one last; sizes from the largest down.
  void setOrder(Order order);
  Order order() const { return order_; }
  bool isFiltering() const { return !words_.isEmpty() || !recipe_.isEmpty() || state_; }

  /// Row of a run here, −1 when it is not shown.
  int rowOf(const std::filesystem::path& run) const;
  const runs::RunSummary* run(const QModelIndex& index) const;

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
  bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

 private:
  RunsModel& model_;
  QCollator collator_;  ///< "run 2" before "run 10"
  QStringList words_;
  QString recipe_;
  std::optional<RunsModel::StateKind> state_;
  Order order_ = Order::Newest;
};

}  // namespace ganvas::ui
