#include "models/left_out_model.h"

#include <algorithm>

#include "models/plain_tip.h"
#include "models/set_text.h"

namespace ganvas::ui {

void LeftOutModel::setFiles(std::shared_ptr<const std::vector<LeftOut>> files) {
  if (files == files_) return;
  const int rows = files ? static_cast<int>(files->size()) : 0;
  const bool grown = files_ && files && rows >= rows_ && std::equal(files_->begin(), files_->end(), files->begin());
  if (grown && rows > rows_) {
    beginInsertRows({}, rows_, rows - 1);
    files_ = std::move(files);
    rows_ = rows;
    endInsertRows();
    return;
  }
  if (grown) {
    files_ = std::move(files);
    return;
  }
  beginResetModel();
  files_ = std::move(files);
  rows_ = rows;
  endResetModel();
}

int LeftOutModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : rows_;
}

int LeftOutModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : 2;
}

QVariant LeftOutModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rows_ || index.column() >= columnCount()) return {};
  const LeftOut& file = (*files_)[static_cast<std::size_t>(index.row())];
  const QString text = QString::fromStdString(index.column() == kFile ? file.name : file.reason);
  if (role == Qt::DisplayRole) return text;
  if (role == Qt::ToolTipRole) return plainTip(text);
  return {};
}

QVariant LeftOutModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation == Qt::Vertical || role != Qt::DisplayRole || section >= columnCount()) return {};
  return section == kFile ? tr("File") : tr("Reason");
}

namespace {

QStringList cells(const QAbstractItemModel& table, int row) {
  QStringList texts;
  for (int column = 0; column < table.columnCount(); ++column) {
    texts << table.index(row, column).data().toString();
  }
  return texts;
}

QString csvLine(QStringList texts) {
  std::transform(texts.begin(), texts.end(), texts.begin(), csvField);
  return texts.join(u',') + u'\n';
}

}  // namespace

QString tableCsv(const QAbstractItemModel& table) {
  QStringList heading;
  for (int column = 0; column < table.columnCount(); ++column) {
    heading << table.headerData(column, Qt::Horizontal).toString();
  }
  QString csv = csvLine(heading);
  for (int row = 0; row < table.rowCount(); ++row) csv += csvLine(cells(table, row));
  return csv;
}

QString tableText(const QAbstractItemModel& table, const std::vector<int>& rows) {
  QStringList lines;
  for (const int row : rows) lines << cells(table, row).join(u'\t');
  return lines.join(u'\n');
}

}  // namespace ganvas::ui
