// What QueueModel says of an entry.
#include <QCoreApplication>
#include <QLocale>
#include <cmath>

#include "config/changes.h"
#include "config/network_plan.h"
#include "config/parameter.h"
#include "models/queue_model.h"

namespace ganvas::ui {

namespace {

constexpr int kMostNamed = 3;

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas::ui::QueueModel", text);
}

QString textOf(const std::string& text) {
  return QString::fromStdString(text);
}

// What is said of its length and text elsewhere.
bool isTold(const std::string& key) {
  return key.starts_with("about.") || key == "schedule.steps" || key == "schedule.epochs";
}

QString stepsText(std::int64_t steps) {
  return tr("%1 steps").arg(QLocale().toString(static_cast<qlonglong>(steps)));
}

QString lengthOf(const runs::QueuedRun& run) {
  if (run.isResume()) {
    if (run.steps) return tr("to %1").arg(stepsText(*run.steps));
    return run.epochs ? tr("to %1 epochs").arg(QLocale().toString(*run.epochs)) : QString();
  }
  const config::Schedule& schedule = run.experiment.schedule;
  if (schedule.steps > 0) return stepsText(schedule.steps);
  return tr("%1 epochs").arg(QLocale().toString(schedule.epochs, 'g', 6));
}

QString detailOf(const runs::QueueEntry& entry, const config::Experiment& recipe) {
  const runs::QueuedRun& run = entry.run;
  if (entry.state == runs::QueueState::Damaged) return tr("Cannot be read: %1").arg(textOf(entry.problem));
  if (entry.state == runs::QueueState::Failed) return tr("Could not start: %1").arg(textOf(entry.problem));
  if (entry.state == runs::QueueState::Taken) return tr("Trains now");
  if (run.isResume()) return tr("Goes on where it stopped");
  const QString changes = differences(recipe, run.experiment);
  const QString name = textOf(run.experiment.about.name);
  return changes.isEmpty() ? tr("%1, unchanged").arg(name) : tr("%1 · %2").arg(changes, name);
}

QString nameOf(const runs::QueueEntry& entry) {
  const runs::QueuedRun& run = entry.run;
  if (entry.state == runs::QueueState::Damaged) return textOf(entry.id);
  if (!run.name.empty()) return textOf(run.name);
  return textOf(run.isResume() ? run.resume.filename().string() : run.experiment.about.name);
}

// Steps a second and pictures of the newest run of a recipe that got anywhere.
const runs::RunSummary* likeIt(const runs::QueuedRun& run, const std::vector<runs::RunSummary>& runs) {
  for (const runs::RunSummary& known : runs) {
    const bool same = run.isResume() ? known.path == run.resume : known.manifest.recipe == run.experiment.about.name;
    if (same && known.history.step > 0 && known.history.seconds > 0) return &known;
  }
  return nullptr;
}

// Empty for a resume up to an epoch: its steps follow from the run's experiment, which the list does not hold.
std::optional<double> stepsOf(const runs::QueuedRun& run, const runs::RunSummary& like) {
  if (run.isResume()) {
    if (run.epochs && !run.steps) return {};
    const std::int64_t total = run.steps.value_or(like.history.totalSteps);
    return static_cast<double>(std::max<std::int64_t>(0, total - like.history.step));
  }
  return static_cast<double>(config::totalSteps(run.experiment, like.manifest.pictures));
}

}  // namespace

QueueModel::Row QueueModel::makeRow(const runs::QueueEntry& entry, const config::Experiment& recipe) {
  return {entry, nameOf(entry), detailOf(entry, recipe),
          entry.state == runs::QueueState::Damaged ? QString() : lengthOf(entry.run)};
}

QString differences(const config::Experiment& recipe, const config::Experiment& experiment) {
  QStringList parts;
  int more = 0;
  for (const std::string& key : config::changedKeys(recipe, experiment)) {
    const config::Parameter* parameter = config::findParameter(key);
    if (isTold(key) || !parameter->appliesTo(experiment)) continue;
    if (parts.size() == kMostNamed) {
      ++more;
      continue;
    }
    const QString label = textOf(parameter->label);
    const bool lines = parameter->kind == config::ParameterKind::Lines;
    parts << (lines ? tr("other %1").arg(label.toLower())
                    : label + QLatin1Char(' ') + textOf(config::valueText(parameter->get(experiment))));
  }
  const QString text = parts.join(QStringLiteral(", "));
  return more == 0 ? text : tr("%1 and %2 more").arg(text).arg(more);
}

std::optional<double> secondsFor(const std::vector<runs::QueueEntry>& entries,
                                 const std::vector<runs::RunSummary>& runs) {
  double seconds = 0;
  for (const runs::QueueEntry& entry : entries) {
    if (entry.state != runs::QueueState::Waiting) continue;
    const runs::RunSummary* like = likeIt(entry.run, runs);
    const auto steps = like ? stepsOf(entry.run, *like) : std::nullopt;
    if (!steps) return {};
    seconds += *steps * like->history.seconds / static_cast<double>(like->history.step);
  }
  return std::isfinite(seconds) ? std::optional(seconds) : std::nullopt;
}

}  // namespace ganvas::ui
