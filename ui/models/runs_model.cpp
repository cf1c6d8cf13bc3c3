#include "models/runs_model.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_set>
#include <utility>

#include "models/plain_tip.h"
#include "runs/sample_file.h"

namespace ganvas::ui {

namespace {

QString startedOf(const runs::RunSummary& run) {
  const auto time = QDateTime::fromString(QString::fromStdString(run.created), Qt::ISODate).toLocalTime();
  if (!time.isValid()) return {};
  const bool today = time.date() == QDate::currentDate();
  return QLocale().toString(time, today ? QStringLiteral("HH:mm") : QStringLiteral("d MMM HH:mm"));
}

double scalarOf(const runs::RunSummary& run, const char* series) {
  for (const auto& [name, value] : run.lastScalars) {
    if (name == series) return double{value};
  }
  return std::numeric_limits<double>::quiet_NaN();
}

QString lossesOf(const runs::RunSummary& run) {
  QStringList parts;
  for (const auto& [series, label] : {std::pair{"d_loss", "D "}, std::pair{"g_loss", "G "}}) {
    const double loss = scalarOf(run, series);
    if (std::isfinite(loss)) parts << QLatin1String(label) + QLocale().toString(loss, 'g', 3);
  }
  return parts.join(QStringLiteral("  "));
}

QStringList tagsOf(const runs::RunSummary& run) {
  QStringList tags;
  for (const std::string& tag : run.notes.tags) tags << QString::fromStdString(tag);
  return tags;
}

QString sampleOf(const runs::RunSummary& run) {
  if (!runs::staysInside(run.latestSample)) return {};
  return QString::fromStdString((run.path / run.latestSample).string());
}

}  // namespace

RunsModel::RunsModel(QObject* parent) : QAbstractListModel(parent) {}

void RunsModel::countRows(int from) {
  for (int row = from; row < rowCount(); ++row) rows_[runs_[static_cast<std::size_t>(row)].path.native()] = row;
}

void RunsModel::dropRows(int first, int last) {
  // Before anybody hears of it: a proxy tells its views of removed rows when they are about to be.
  for (int row = first; row <= last; ++row) rows_.erase(runs_[static_cast<std::size_t>(row)].path.native());
  beginRemoveRows({}, first, last);
  runs_.erase(runs_.begin() + first, runs_.begin() + last + 1);
  countRows(first);
  endRemoveRows();
}

void RunsModel::putRows(int row, const runs::RunSummary* first, const runs::RunSummary* end) {
  beginInsertRows({}, row, row + static_cast<int>(end - first) - 1);
  runs_.insert(runs_.begin() + row, first, end);
  countRows(row);
  endInsertRows();
}

void RunsModel::moveUp(int from, int to) {
  beginMoveRows({}, from, from, {}, to);
  std::rotate(runs_.begin() + to, runs_.begin() + from, runs_.begin() + from + 1);
  countRows(to);
  endMoveRows();
}

void RunsModel::removeMissing(const std::vector<runs::RunSummary>& runs) {
  std::unordered_set<std::string> there;
  for (const runs::RunSummary& run : runs) there.insert(run.path.native());
  const auto missing = [&](int row) { return !there.contains(runs_[static_cast<std::size_t>(row)].path.native()); };
  for (int last = rowCount() - 1; last >= 0; --last) {
    if (!missing(last)) continue;
    int first = last;
    while (first > 0 && missing(first - 1)) --first;
    dropRows(first, last);
    last = first;
  }
}

void RunsModel::setRuns(const std::vector<runs::RunSummary>& runs) {
  removeMissing(runs);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const int row = static_cast<int>(i);
    const int old = rowOf(runs[i].path);
    if (old < 0) {  // with those that follow it and are new, too
      std::size_t end = i + 1;
      while (end < runs.size() && rowOf(runs[end].path) < 0) ++end;
      putRows(row, runs.data() + i, runs.data() + end);
      i = end - 1;
      continue;
    }
    if (old != row) moveUp(old, row);  // the order changed, which is rare
    if (runs_[i] == runs[i]) continue;
    runs_[i] = runs[i];
    Q_EMIT dataChanged(index(row), index(row));
  }
}

void RunsModel::setOwnRun(const std::filesystem::path& run, const QString& state, std::int64_t step) {
  const std::filesystem::path before = std::exchange(own_, run);
  const bool same = before == run && ownState_ == state && ownStep_ == step;
  ownState_ = state;
  ownStep_ = step;
  if (same) return;
  for (const int row : {rowOf(before), before == run ? -1 : rowOf(run)}) {
    if (row >= 0) Q_EMIT dataChanged(index(row), index(row));
  }
}

void RunsModel::setNotes(const std::filesystem::path& run, const runs::RunNotes& notes) {
  const int row = rowOf(run);
  if (row < 0) return;
  runs_[static_cast<std::size_t>(row)].notes = notes;
  Q_EMIT dataChanged(index(row), index(row));
}

int RunsModel::rowOf(const std::filesystem::path& path) const {
  const auto found = rows_.find(path.native());
  return found == rows_.end() ? -1 : found->second;
}

const runs::RunSummary* RunsModel::run(int row) const {
  return row >= 0 && row < rowCount() ? &runs_[static_cast<std::size_t>(row)] : nullptr;
}

const runs::RunSummary* RunsModel::run(const std::filesystem::path& path) const {
  return run(rowOf(path));
}

int RunsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(runs_.size());
}

RunsModel::StateKind RunsModel::kindOf(const runs::RunSummary& run) const {
  if (isOwn(run)) return ownState_ == stateLabel(Paused) ? Paused : Training;
  const std::string state = run.stateText();
  if (state == "running") return Training;
  if (state == "paused") return Paused;
  if (state == "interrupted") return Interrupted;
  if (state == "stopped") return Stopped;
  if (state == "finished") return Finished;
  if (state == "failed") return Failed;
  return state == "created" ? Created : Unreadable;
}

QString RunsModel::toolTip(const runs::RunSummary& run) const {
  constexpr int kMost = 300;  // characters of a line: a note may fill many screens
  QStringList lines{shortened(displayName(run), kMost), QString::fromStdString(run.path.string())};
  const auto add = [&](const std::string& text) {
    if (!text.empty()) lines << shortened(QString::fromStdString(text), kMost);
  };
  if (run.problem.empty()) {
    lines << tr("Recipe %1, on %2")
                 .arg(shortened(QString::fromStdString(run.manifest.recipe), kMost),
                      shortened(QString::fromStdString(run.manifest.dataName), kMost));
    lines << tr("Step %1 of %2, newest checkpoint %3")
                 .arg(stepOf(run))
                 .arg(run.history.totalSteps)
                 .arg(run.lastCheckpoint);
  }
  if (!run.manifest.sweep.empty()) {
    lines << tr("Sweep %1").arg(shortened(QString::fromStdString(run.manifest.sweep), kMost));
  }
  if (run.bytes >= 0) lines << tr("%1 on disk").arg(QLocale().formattedDataSize(run.bytes));
  if (run.interrupted && !isOwn(run)) lines << tr("Its process died. Resume goes on from the newest checkpoint.");
  add(run.problem);
  add(run.notesProblem);
  add(run.history.failure);
  add(run.notes.note);
  return plainTip(lines.join(QLatin1Char('\n')));
}

QVariant RunsModel::lineData(const runs::RunSummary& run, int role) const {
  const std::int64_t step = stepOf(run), total = run.history.totalSteps;
  switch (role) {
    case StateRole:
      return isOwn(run) ? ownState_ : stateLabel(kindOf(run));
    case StateKindRole:
      return kindOf(run);
    case RecipeRole:
      return QString::fromStdString(run.manifest.recipe);
    case StepRole:
      return qlonglong{step};
    case TotalStepsRole:
      return qlonglong{total};
    case ProgressRole:
      return total > 0 ? std::clamp(static_cast<double>(step) / static_cast<double>(total), 0.0, 1.0) : 0.0;
    case LossesRole:
      return lossesOf(run);
    case LossRole:
      return scalarOf(run, "g_loss");
    case TagsRole:
      return tagsOf(run);
    case SweepRole:
      return QString::fromStdString(run.manifest.sweep);
    case NoteRole:
      return QString::fromStdString(run.notes.note);
    case StartedRole:
      return startedOf(run);
    case BytesRole:
      return qlonglong{run.bytes};
    case PathRole:
      return QString::fromStdString(run.path.string());
    case SampleRole:
      return sampleOf(run);
    case SampleRowsRole:
      return run.sampleRows;
    case SampleColumnsRole:
      return run.sampleColumns;
    default:
      return {};
  }
}

QVariant RunsModel::data(const QModelIndex& index, int role) const {
  const runs::RunSummary* at = index.isValid() ? run(index.row()) : nullptr;
  if (!at) return {};
  switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
      return displayName(*at);
    case Qt::ToolTipRole:
      return toolTip(*at);
    case Qt::AccessibleTextRole:
      return tr("%1, %2, step %3")
          .arg(displayName(*at), lineData(*at, StateRole).toString())
          .arg(lineData(*at, StepRole).toLongLong());
    default:
      return lineData(*at, role);
  }
}

bool RunsModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  const runs::RunSummary* at = index.isValid() ? run(index.row()) : nullptr;
  if (!at || role != Qt::EditRole || value.toString() == displayName(*at)) return false;
  Q_EMIT renameWanted(at->path, value.toString());
  return true;
}

Qt::ItemFlags RunsModel::flags(const QModelIndex& index) const {
  return QAbstractListModel::flags(index) | (index.isValid() ? Qt::ItemIsEditable : Qt::NoItemFlags);
}

}  // namespace ganvas::ui
