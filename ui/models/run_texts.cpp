// What is said of a run in words.
#include <QCoreApplication>
#include <algorithm>
#include <limits>

#include "models/runs_model.h"

namespace ganvas::ui {

namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas::ui::RunsModel", text);
}

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

QString displayName(const runs::RunSummary& run) {
  return QString::fromStdString(run.displayName());
}

QString RunsModel::stateLabel(StateKind kind) {
  switch (kind) {
    case Created:
      return tr("created");
    case Training:
      return tr("training");
    case Paused:
      return tr("paused");
    case Interrupted:
      return tr("interrupted");
    case Stopped:
      return tr("stopped");
    case Finished:
      return tr("finished");
    case Failed:
      return tr("failed");
    case Unreadable:
    case StateKindCount:
      break;
  }
  return tr("unreadable");
}

}  // namespace ganvas::ui
