#include "models/network_table.h"

#include <QFont>
#include <QLocale>
#include <utility>

#include "models/plain_tip.h"

namespace ganvas::ui {

namespace {

QString count(std::int64_t number) {
  return number == 0 ? QString() : QLocale().toString(static_cast<qlonglong>(number));
}

}  // namespace

void NetworkTable::setPlan(config::NetworkPlan plan) {
  beginResetModel();
  plan_ = std::move(plan);
  endResetModel();
}

int NetworkTable::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || plan_.layers.empty() ? 0 : static_cast<int>(plan_.layers.size()) + 1;
}

int NetworkTable::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int{ColumnCount};
}

QString NetworkTable::total(int column) const {
  switch (column) {
    case Layer:
      return tr("Total");
    case Output:
      return QString::fromStdString(plan_.output.text());
    case Parameters:
      return count(plan_.parameters());
    case MultiplyAdds:
      return count(plan_.multiplyAdds());
    default:
      return {};
  }
}

QString NetworkTable::text(int row, int column) const {
  if (row == static_cast<int>(plan_.layers.size())) return total(column);
  const config::LayerPlan& layer = plan_.layers[static_cast<std::size_t>(row)];
  switch (column) {
    case Line:
      return QString::number(row + 1);
    case Layer:
      return QString::fromStdString(layer.line);
    case Output:
      return QString::fromStdString(layer.output.text());
    case Parameters:
      return count(layer.parameters);
    case MultiplyAdds:
      return count(layer.multiplyAdds);
    default:
      return {};
  }
}

QVariant NetworkTable::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  switch (role) {
    case Qt::DisplayRole:
      return text(index.row(), index.column());
    case Qt::ToolTipRole:
      return index.column() == Layer ? plainTip(text(index.row(), Layer)) : QString();
    case Qt::TextAlignmentRole:
      return QVariant::fromValue(
          Qt::Alignment((index.column() == Layer ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
    case Qt::FontRole: {
      QFont font;
      font.setBold(index.row() == static_cast<int>(plan_.layers.size()));
      return font.bold() ? QVariant(font) : QVariant();
    }
    default:
      return {};
  }
}

QVariant NetworkTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) {
    return QVariant::fromValue(Qt::Alignment((section == Layer ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
  }
  if (role == Qt::ToolTipRole && section == MultiplyAdds) return tr("Multiply-adds for one picture, forward");
  if (role != Qt::DisplayRole) return {};
  const QString titles[] = {tr("Line"), tr("Layer"), tr("Output"), tr("Parameters"), tr("Multiply-adds")};
  return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

}  // namespace ganvas::ui
