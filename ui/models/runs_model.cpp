#include "models/runs_model.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <limits>
#include <utility>

namespace ganvas::ui {

namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas::ui::RunsModel", text);
}

QString nameOf(const runs::RunSummary& run) {
  return QString::fromStdString(run.manifest.name.empty() ? run.path.filename().string() : run.manifest.name);
}

QString startedOf(const runs::RunSummary& run) {
  const auto time = QDateTime::fromString(QString::fromStdString(run.manifest.created), Qt::ISODate).toLocalTime();
  if (!time.isValid()) return {};
  const bool today = time.date() == QDate::currentDate();
  return QLocale().toString(time, today ? QStringLiteral("HH:mm:ss") : QStringLiteral("d MMM HH:mm"));
}

QString stateLabel(const runs::RunSummary& run) {
  const std::string state = run.stateText();
  return state == "running" ? tr("training") : tr(state.c_str());
}

bool sameRow(const runs::RunSummary& a, const runs::RunSummary& b) {
  return a.stateText() == b.stateText() && a.history.step == b.history.step &&
         a.history.totalSteps == b.history.totalSteps && a.manifest.name == b.manifest.name && a.problem == b.problem;
}

}  // namespace

namespace {

QString whyNotWritable(const runs::RunSummary& run) {
  if (run.stateText() == "unreadable") {
    return tr("This run cannot be read: %1").arg(QString::fromStdString(run.problem));
  }
  if (run.lock == runs::LockState::HeldHere) return tr("Another program trains this run.");
  if (run.lock == runs::LockState::HeldElsewhere) return tr("Another computer trains this run.");
  return {};
}

}  // namespace

QString whyNotResumable(const runs::RunSummary& run) {
  const QString why = whyNotWritable(run);
  if (!why.isEmpty()) return why;
  if (run.stateText() != "finished") return {};
  return tr("This run has made all its steps. To train it further, choose Extend in the menu Run.");
}

QString whyNotExtendable(const runs::RunSummary& run) {
  const QString why = whyNotWritable(run);
  if (!why.isEmpty()) return why;
  if (run.stateText() != "finished") return tr("This run has not made all its steps yet: resume it.");
  if (stepsMade(run) >= std::numeric_limits<int>::max()) return tr("This run cannot get any longer here.");
  return {};
}

std::int64_t stepsMade(const runs::RunSummary& run) {
  return std::max(run.history.step, run.lastCheckpoint);
}

RunsModel::RunsModel(QObject* parent) : QAbstractTableModel(parent) {}

void RunsModel::removeMissing(const std::vector<runs::RunSummary>& runs) {
  for (int row = static_cast<int>(runs_.size()) - 1; row >= 0; --row) {
    const auto& path = runs_[static_cast<std::size_t>(row)].path;
    const bool there = std::any_of(runs.begin(), runs.end(), [&](const auto& run) { return run.path == path; });
    if (there) continue;
    beginRemoveRows({}, row, row);
    runs_.erase(runs_.begin() + row);
    endRemoveRows();
  }
}

void RunsModel::setRuns(const std::vector<runs::RunSummary>& runs) {
  removeMissing(runs);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const int row = static_cast<int>(i);
    const int old = rowOf(runs[i].path);
    if (old > row) {  // the order changed, which is rare
      beginRemoveRows({}, old, old);
      runs_.erase(runs_.begin() + old);
      endRemoveRows();
    }
    if (old != row) {
      beginInsertRows({}, row, row);
      runs_.insert(runs_.begin() + row, runs[i]);
      endInsertRows();
      continue;
    }
    const bool changed = !sameRow(runs_[i], runs[i]);
    runs_[i] = runs[i];
    if (changed) Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
  }
}

void RunsModel::setOwnRun(const std::filesystem::path& run, const QString& state, std::int64_t step) {
  const std::filesystem::path before = std::exchange(own_, run);
  const bool same = before == run && ownState_ == state && ownStep_ == step;
  ownState_ = state;
  ownStep_ = step;
  if (same) return;
  for (const int row : {rowOf(before), before == run ? -1 : rowOf(run)}) {
    if (row >= 0) Q_EMIT dataChanged(index(row, State), index(row, Step));
  }
}

int RunsModel::rowOf(const std::filesystem::path& path) const {
  const auto found = std::find_if(runs_.begin(), runs_.end(), [&](const auto& run) { return run.path == path; });
  return found == runs_.end() ? -1 : static_cast<int>(found - runs_.begin());
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

int RunsModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QString RunsModel::text(const runs::RunSummary& run, int column) const {
  switch (column) {
    case Name:
      return nameOf(run);
    case State:
      return run.path == own_ ? ownState_ : stateLabel(run);
    case Step:
      return QLocale().toString(static_cast<qlonglong>(run.path == own_ ? ownStep_ : run.history.step));
    case Started:
      return startedOf(run);
    default:
      return {};
  }
}

QString RunsModel::toolTip(const runs::RunSummary& run) const {
  QStringList lines{QString::fromStdString(run.path.string())};
  if (!run.problem.empty()) lines << QString::fromStdString(run.problem);
  if (run.problem.empty()) {
    lines << tr("Recipe %1, on %2")
                 .arg(QString::fromStdString(run.manifest.recipe), QString::fromStdString(run.manifest.dataName));
    lines << tr("Step %1 of %2, newest checkpoint %3")
                 .arg(run.history.step)
                 .arg(run.history.totalSteps)
                 .arg(run.lastCheckpoint);
  }
  if (!run.history.failure.empty()) lines << QString::fromStdString(run.history.failure);
  return lines.join(QLatin1Char('\n'));
}

QVariant RunsModel::data(const QModelIndex& index, int role) const {
  const runs::RunSummary* at = index.isValid() ? run(index.row()) : nullptr;
  if (!at) return {};
  switch (role) {
    case Qt::DisplayRole:
      return text(*at, index.column());
    case Qt::ToolTipRole:
      return toolTip(*at);
    case Qt::TextAlignmentRole:
      return index.column() == Step ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    default:
      return {};
  }
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) {
    return QVariant((section == Step ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  }
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case Name:
      return tr("Run");
    case State:
      return tr("State");
    case Step:
      return tr("Step");
    case Started:
      return tr("Started");
    default:
      return {};
  }
}

}  // namespace ganvas::ui
