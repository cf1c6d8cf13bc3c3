#pragma once

#include <QCollator>
#include <QSortFilterProxyModel>
#include <QStringList>

#include "models/recipes_model.h"

namespace ganvas::ui {

/// The recipes that the user looks for, in the order wanted. What cannot be used comes last.
class RecipesFilter : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  enum class Order { Name, Document, Time };

  explicit RecipesFilter(RecipesModel& model, QObject* parent = nullptr);

  /// Words that must all occur in name, description, source, loss, data set or layer lines, whatever their case.
  void setSearch(const QString& text);
  void setDocument(const QString& document);  ///< empty: any
  void setOrder(Order order);
  Order order() const { return order_; }
  /// Whether a row is the first of its document, while the order is by document.
  bool beginsGroup(const QModelIndex& index) const;

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
  bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

 private:
  RecipesModel& model_;
  QCollator collator_;  ///< "dcgan-2" before "dcgan-10"
  QStringList words_;
  QString document_;
  Order order_ = Order::Document;
};

}  // namespace ganvas::ui
