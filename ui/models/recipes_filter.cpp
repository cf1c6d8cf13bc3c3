#include "models/recipes_filter.h"

#include <algorithm>
#include <cmath>

namespace ganvas::ui {

RecipesFilter::RecipesFilter(RecipesModel& model, QObject* parent) : QSortFilterProxyModel(parent), model_(model) {
  collator_.setCaseSensitivity(Qt::CaseInsensitive);
  collator_.setNumericMode(true);
  setSourceModel(&model_);
  sort(0);
}

void RecipesFilter::setSearch(const QString& text) {
  words_ = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
  invalidateFilter();
}

void RecipesFilter::setDocument(const QString& document) {
  document_ = document;
  invalidateFilter();
}

void RecipesFilter::setOrder(Order order) {
  order_ = order;
  invalidate();
}

bool RecipesFilter::beginsGroup(const QModelIndex& at) const {
  if (order_ != Order::Document || !at.isValid()) return false;
  return at.row() == 0 ||
         index(at.row() - 1, 0).data(RecipesModel::DocumentRole) != at.data(RecipesModel::DocumentRole);
}

bool RecipesFilter::filterAcceptsRow(int row, const QModelIndex&) const {
  const QModelIndex at = model_.index(row);
  if (!document_.isEmpty() && at.data(RecipesModel::DocumentRole).toString() != document_) return false;
  const QString all = at.data(RecipesModel::SearchRole).toString();
  return std::all_of(words_.begin(), words_.end(),
                     [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

bool RecipesFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
  if (order_ == Order::Document) {
    const int groups = collator_.compare(left.data(RecipesModel::DocumentRole).toString(),
                                         right.data(RecipesModel::DocumentRole).toString());
    if (groups != 0) return groups < 0;
  }
  if (order_ == Order::Time) {
    const double a = left.data(RecipesModel::SecondsRole).toDouble(),
                 b = right.data(RecipesModel::SecondsRole).toDouble();
    if (std::isnan(a) != std::isnan(b)) return std::isnan(b);
    if (!std::isnan(a) && a != b) return a < b;
  }
  const bool brokenLeft = left.data(RecipesModel::BrokenRole).toBool(),
             brokenRight = right.data(RecipesModel::BrokenRole).toBool();
  if (brokenLeft != brokenRight) return brokenRight;
  return collator_.compare(left.data().toString(), right.data().toString()) < 0;
}

}  // namespace ganvas::ui
