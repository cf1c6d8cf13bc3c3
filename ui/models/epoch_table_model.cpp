#include "models/epoch_table_model.h"

#include <QGuiApplication>
#include <QPalette>
#include <algorithm>

#include "models/plain_tip.h"
#include "runs/epoch_text.h"

namespace ganvas::ui {

namespace {

QString textOf(const std::string& text) {
  return QString::fromStdString(text);
}

// A true minus sign stands as wide as a digit.
QString figure(const std::string& text) {
  return textOf(text).replace(QLatin1Char('-'), QChar(0x2212));
}

bool hasReported(const runs::EpochRow& row) {
  return std::any_of(row.reportedCells.begin(), row.reportedCells.end(), [](const auto& cell) { return bool(cell); });
}

}  // namespace

std::vector<EpochTableModel::Row> EpochTableModel::rowsOf(const runs::EpochTable& table) {
  std::vector<Row> rows;
  for (std::size_t model = 0; model < table.models.size(); ++model) {
    for (std::size_t series = 0; series < table.models[model].rows.size(); ++series) {
      rows.push_back({model, series, false});
      if (hasReported(table.models[model].rows[series])) rows.push_back({model, series, true});
    }
  }
  return rows;
}

void EpochTableModel::setTable(const runs::EpochTable& table) {
  const std::vector<Row> rows = rowsOf(table);
  if (rows == rows_ && table.epochs == table_.epochs && !rows.empty()) {
    table_ = table;
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    return;
  }
  beginResetModel();
  table_ = table;
  rows_ = rows;
  endResetModel();
}

std::filesystem::path EpochTableModel::runAt(int row) const {
  if (row < 0 || row >= rowCount()) return {};
  const auto& runs = table_.models[rows_[static_cast<std::size_t>(row)].model].runs;
  return runs.empty() ? std::filesystem::path() : runs.front();
}

std::vector<EpochTableModel::Block> EpochTableModel::blocks() const {
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (i == 0 || rows_[i].model != rows_[i - 1].model) blocks.push_back({static_cast<int>(i), 0});
    ++blocks.back().count;
  }
  return blocks;
}

int EpochTableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int EpochTableModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kFirstEpoch + static_cast<int>(table_.epochs.size());
}

QString EpochTableModel::cellText(const Row& row, int column) const {
  const runs::EpochModel& model = table_.models[row.model];
  const runs::EpochRow& series = model.rows[row.series];
  if (column == kModel) return textOf(model.label);
  if (column == kSeries) return row.reported ? tr("reported") : textOf(runs::seriesTitle(series.series));
  const auto epoch = static_cast<std::size_t>(column - kFirstEpoch);
  if (row.reported) {
    const auto& cell = series.reportedCells[epoch];
    return cell ? figure(runs::reportedText(*cell)) : QString();
  }
  const auto& cell = series.cells[epoch];
  return cell ? figure(runs::cellText(*cell)) : QString();
}

QString EpochTableModel::toolTip(const Row& row, int column) const {
  const runs::EpochModel& model = table_.models[row.model];
  if (!model.problem.empty()) return textOf(model.problem);
  if (column == kModel && model.runs.size() > 1) {
    return tr("%1\nMean over %2 seeds ± standard deviation").arg(textOf(model.label)).arg(model.runs.size());
  }
  if (column == kModel) return textOf(model.label);
  if (row.reported) return tr("What the document reports");
  const QString text = cellText(row, column);
  return column == kSeries || !text.isEmpty() ? QString() : tr("The run has not got there");
}

QVariant EpochTableModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount() || index.column() >= columnCount()) return {};
  const Row& row = rows_[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole:
      return cellText(row, index.column());
    case Qt::ToolTipRole:
      return plainTip(toolTip(row, index.column()));
    case Qt::TextAlignmentRole:
      if (index.column() == kModel) return static_cast<int>(Qt::AlignLeft | Qt::AlignTop);
      return static_cast<int>((index.column() < kFirstEpoch ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::ForegroundRole:
      if (row.reported && index.column() != kModel) return QGuiApplication::palette().brush(QPalette::PlaceholderText);
      return {};
    default:
      return {};
  }
}

QVariant EpochTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation == Qt::Vertical || section >= columnCount()) return {};
  if (role == Qt::TextAlignmentRole) {
    return static_cast<int>((section < kFirstEpoch ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  }
  if (role == Qt::ToolTipRole && section >= kFirstEpoch) return tr("Mean over the steps of this epoch");
  if (role != Qt::DisplayRole) return {};
  if (section == kModel) return tr("Model");
  if (section == kSeries) return tr("Epoch");
  return textOf(runs::epochText(table_.epochs[static_cast<std::size_t>(section - kFirstEpoch)]));
}

}  // namespace ganvas::ui
