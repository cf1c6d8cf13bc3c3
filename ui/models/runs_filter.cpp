#include "models/runs_filter.h"

#include <cmath>

namespace ganvas::ui {

RunsFilter::RunsFilter(RunsModel& model, QObject* parent) : QSortFilterProxyModel(parent), model_(model) {
  collator_.setCaseSensitivity(Qt::CaseInsensitive);
  collator_.setNumericMode(true);
  setSourceModel(&model_);
  sort(0);
}

void RunsFilter::setSearch(const QString& text) {
  words_ = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
  invalidateFilter();
}

void RunsFilter::setRecipe(const QString& recipe) {
  recipe_ = recipe;
  invalidateFilter();
}

void RunsFilter::setState(std::optional<RunsModel::StateKind> state) {
  state_ = state;
  invalidateFilter();
}

void RunsFilter::setOrder(Order order) {
  order_ = order;
  invalidate();
}

int RunsFilter::rowOf(const std::filesystem::path& run) const {
  const int row = model_.rowOf(run);
  return row < 0 ? -1 : mapFromSource(model_.index(row)).row();
}

const runs::RunSummary* RunsFilter::run(const QModelIndex& index) const {
  return index.isValid() ? model_.run(mapToSource(index).row()) : nullptr;
}

bool RunsFilter::filterAcceptsRow(int row, const QModelIndex&) const {
  const QModelIndex at = model_.index(row);
  if (state_ && at.data(RunsModel::StateKindRole).toInt() != *state_) return false;
  const QString recipe = at.data(RunsModel::RecipeRole).toString();
  if (!recipe_.isEmpty() && recipe != recipe_) return false;
  if (words_.isEmpty()) return true;
  const QStringList texts = QStringList{at.data().toString(), recipe, at.data(RunsModel::NoteRole).toString(),
                                        at.data(RunsModel::SweepRole).toString()} +
                            at.data(RunsModel::TagsRole).toStringList();
  const QString text = texts.join(QLatin1Char('\n'));
  return std::all_of(words_.begin(), words_.end(),
                     [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool RunsFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
  const bool newer = left.row() < right.row();
  switch (order_) {
    case Order::Newest:
      return newer;
    case Order::Name: {
      const int order = collator_.compare(left.data().toString(), right.data().toString());
      return order != 0 ? order < 0 : newer;
    }
    case Order::State: {
      const int a = left.data(RunsModel::StateKindRole).toInt(), b = right.data(RunsModel::StateKindRole).toInt();
      return a != b ? a < b : newer;
    }
    case Order::Loss: {
      const double a = left.data(RunsModel::LossRole).toDouble(), b = right.data(RunsModel::LossRole).toDouble();
      if (std::isnan(a) || std::isnan(b)) return std::isnan(a) == std::isnan(b) ? newer : std::isnan(b);
      return a != b ? a < b : newer;
    }
    case Order::Size: {
      const qlonglong a = left.data(RunsModel::BytesRole).toLongLong(),
                      b = right.data(RunsModel::BytesRole).toLongLong();
      return a != b ? a > b : newer;
    }
  }
  return newer;
}

}  // namespace ganvas::ui
