#include "models/queue_model.h"

#include <QLocale>
#include <QMimeData>
#include <algorithm>
#include <set>
#include <utility>

#include "models/plain_tip.h"

namespace ganvas::ui {

namespace {
const QString kMime = QStringLiteral("application/x-ganvas-queue-entry");

template <typename Rows>
int indexOf(const Rows& rows, const std::string& id) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.entry.id == id; });
  return found == rows.end() ? -1 : static_cast<int>(found - rows.begin());
}
}  // namespace

QueueModel::QueueModel(QObject* parent) : QAbstractListModel(parent) {}

void QueueModel::shift(int from, int to) {
  if (from == to) return;
  beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
  Row row = std::move(rows_[static_cast<std::size_t>(from)]);
  rows_.erase(rows_.begin() + from);
  rows_.insert(rows_.begin() + to, std::move(row));
  endMoveRows();
}

void QueueModel::removeMissing(const std::vector<runs::QueueEntry>& entries) {
  for (int row = rowCount() - 1; row >= 0; --row) {
    const std::string& id = rows_[static_cast<std::size_t>(row)].entry.id;
    if (std::any_of(entries.begin(), entries.end(), [&](const auto& entry) { return entry.id == id; })) continue;
    beginRemoveRows({}, row, row);
    rows_.erase(rows_.begin() + row);
    endRemoveRows();
  }
}

void QueueModel::setEntries(const std::vector<runs::QueueEntry>& entries,
                            const std::vector<config::Experiment>& recipes) {
  removeMissing(entries);
  std::set<std::string> seen;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const int at = static_cast<int>(seen.size());
    if (!seen.insert(entries[i].id).second) continue;  // one row for each id
    Row fresh = makeRow(entries[i], i < recipes.size() ? recipes[i] : config::Experiment{});
    const int old = rowOf(entries[i].id);
    if (old < 0) {
      beginInsertRows({}, at, at);
      rows_.insert(rows_.begin() + at, std::move(fresh));
      endInsertRows();
      continue;
    }
    shift(old, at);
    Row& row = rows_[static_cast<std::size_t>(at)];
    const bool same = row.name == fresh.name && row.detail == fresh.detail && row.length == fresh.length &&
                      row.entry.state == fresh.entry.state;
    row = std::move(fresh);
    if (!same) Q_EMIT dataChanged(index(at), index(at));
  }
}

const runs::QueueEntry* QueueModel::entry(int row) const {
  return row >= 0 && row < rowCount() ? &rows_[static_cast<std::size_t>(row)].entry : nullptr;
}

int QueueModel::rowOf(const std::string& id) const {
  return indexOf(rows_, id);
}

int QueueModel::firstMovable() const {
  const auto first = std::find_if(rows_.begin(), rows_.end(),
                                  [](const Row& row) { return row.entry.state != runs::QueueState::Taken; });
  return static_cast<int>(first - rows_.begin());
}

int QueueModel::waiting() const {
  return static_cast<int>(std::count_if(rows_.begin(), rows_.end(),
                                        [](const Row& row) { return row.entry.state == runs::QueueState::Waiting; }));
}

bool QueueModel::moveTo(int from, int row) {
  const int first = firstMovable();
  if (from < first || from >= rowCount()) return false;
  const int to = std::clamp(row, first, rowCount() - 1);
  if (to == from) return false;
  const std::string id = rows_[static_cast<std::size_t>(from)].entry.id;
  shift(from, to);
  Q_EMIT moveRequested(id, static_cast<std::size_t>(to - first));
  return true;
}

int QueueModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QString QueueModel::linesOf(const Row& row) {
  QStringList lines{row.name, row.detail, row.length};
  lines.removeAll(QString());
  return lines.join('\n');
}

QVariant QueueModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const Row& row = rows_[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole:
      return row.name;
    case DetailRole:
      return row.detail;
    case LengthRole:
      return row.length;
    case StateRole:
      return static_cast<int>(row.entry.state);
    case Qt::ToolTipRole:
      return plainTip(linesOf(row));
    case Qt::AccessibleDescriptionRole:
      return linesOf(row);
    default:
      return {};
  }
}

Qt::ItemFlags QueueModel::flags(const QModelIndex& index) const {
  if (!index.isValid()) return Qt::ItemIsDropEnabled;  // between the rows, never onto one
  Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
  if (index.row() >= firstMovable()) flags |= Qt::ItemIsDragEnabled;
  return flags;
}

QStringList QueueModel::mimeTypes() const {
  return {kMime};
}

QMimeData* QueueModel::mimeData(const QModelIndexList& indexes) const {
  if (indexes.isEmpty()) return nullptr;
  auto* data = new QMimeData;
  data->setData(kMime, QByteArray::fromStdString(rows_[static_cast<std::size_t>(indexes.front().row())].entry.id));
  return data;
}

bool QueueModel::canDropMimeData(const QMimeData* data, Qt::DropAction action, int, int, const QModelIndex&) const {
  return action == Qt::MoveAction && data->hasFormat(kMime) && rowOf(data->data(kMime).toStdString()) >= 0;
}

// Moves by itself and says no, so that the view does not remove the row that was dragged.
bool QueueModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                              const QModelIndex& parent) {
  if (!canDropMimeData(data, action, row, column, parent)) return false;
  const int from = rowOf(data->data(kMime).toStdString());
  const int before = row >= 0 ? row : rowCount();
  moveTo(from, before > from ? before - 1 : before);
  return false;
}

}  // namespace ganvas::ui
