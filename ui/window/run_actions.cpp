#include "window/run_actions.h"

#include <QAction>
#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QPointer>
#include <QUrl>
#include <algorithm>

#include "bridge/text.h"
#include "config/toml.h"
#include "models/plain_tip.h"
#include "models/runs_model.h"
#include "panels/run_properties.h"
#include "panels/runs_panel.h"
#include "panels/widgets.h"

namespace ganvas::ui {

RunActions::RunActions(RunsModel& model, RunsPanel& panel, QWidget* window)
    : QObject(window), model_(model), panel_(panel), window_(window), deleter_(window) {
  makeActions();
  panel_.addRunActions(menuActions());
  connect(&panel_, &RunsPanel::selectionChanged, this, &RunActions::update);
  connect(&model_, &QAbstractItemModel::dataChanged, this, &RunActions::update);
  connect(&model_, &QAbstractItemModel::rowsRemoved, this, &RunActions::update);
  connect(&model_, &RunsModel::renameWanted, this, &RunActions::onRename);
  connect(&deleter_, &DeleteRuns::removed, this, &RunActions::runsChanged);
  connect(&deleter_, &DeleteRuns::failed, this, &RunActions::failed);
  connect(&deleter_, &DeleteRuns::notice, this, &RunActions::notice);
  connect(&looks_, &Jobs::failed, this, &RunActions::failed);
  connect(&jobs_, &Jobs::failed, this, &RunActions::failed);
  update();
}

QAction* RunActions::make(const char* name, const QString& text, const QString& tip, void (RunActions::*act)(),
                          const QKeySequence& keys) {
  auto* action = new QAction(text, this);
  action->setObjectName(QLatin1String(name));
  action->setShortcut(keys);
  action->setShortcutContext(Qt::WidgetWithChildrenShortcut);  // of the list: Del in a text field deletes text
  action->setStatusTip(tip);
  connect(action, &QAction::triggered, this, act);
  return action;
}

void RunActions::makeActions() {
  rename_ = make("runRename", tr("&Rename"), tr("Give the run another name"), &RunActions::editName,
                 QKeySequence(Qt::Key_F2));
  tags_ = make("runTags", tr("&Tags…"), tr("Words to find the selected runs by"), &RunActions::editTags, {});
  note_ = make("runNote", tr("&Note…"), tr("Write something down about the run"), &RunActions::editNote, {});
  duplicate_ = make("runDuplicate", tr("&Duplicate as new experiment"),
                    tr("Take the run’s parameters for a new run, and change what you like"), &RunActions::duplicate,
                    QKeySequence(Qt::CTRL | Qt::Key_D));
  fromWeights_ = make("runFromWeights", tr("New run from these &weights…"),
                      tr("A new experiment that begins with the weights of the run’s newest checkpoint"),
                      &RunActions::startFromWeights, {});
  extend_ = make("runExtend", tr("E&xtend…"), tr("Train the finished run for more steps"), &RunActions::extendRun, {});
  openFolder_ = make("runOpenFolder", tr("&Open folder"), tr("Show the run’s files"), &RunActions::openFolder, {});
  copyCommand_ = make("runCopyCommand", tr("&Copy as command"),
                      tr("Copy the ganvas-cli command that trains the same experiment"), &RunActions::copyCommand, {});
  prune_ = make("runPrune", tr("&Prune…"), tr("Free space: delete old checkpoints and grids of the selected runs"),
                &RunActions::pruneRuns, {});
  delete_ = make("runDelete", tr("De&lete…"), tr("Move the selected runs to the trash"), &RunActions::deleteRuns,
                 QKeySequence(QKeySequence::Delete));
  properties_ = make("runProperties", tr("Propert&ies"), tr("What the run is, and the space that it takes"),
                     &RunActions::showProperties, QKeySequence(Qt::ALT | Qt::Key_Return));
}

QList<QAction*> RunActions::menuActions() const {
  return {rename_,     tags_,        note_,   nullptr, duplicate_, fromWeights_, extend_,    nullptr,
          openFolder_, copyCommand_, nullptr, prune_,  delete_,    nullptr,      properties_};
}

void RunActions::setBusy(bool busy) {
  if (busy == busy_) return;
  busy_ = busy;
  update();
}

const runs::RunSummary* RunActions::shown() const {
  const Paths selected = panel_.selectedRuns();
  return selected.size() == 1 ? model_.run(selected.front()) : nullptr;
}

QString RunActions::whyNotOne() const {
  return shown() ? QString() : tr("Select one run.");
}

QString RunActions::whyNotWritable() const {
  const Paths selected = panel_.selectedRuns();
  if (selected.empty()) return tr("Select a run.");
  for (const auto& path : selected) {
    const runs::RunSummary* run = model_.run(path);
    if (run && (run->isHeld() || path == model_.ownRun())) {
      return tr("“%1” is being trained: stop it first.").arg(displayName(*run));
    }
  }
  return {};
}

QString RunActions::whyNotFromWeights() const {
  if (!shown()) return whyNotOne();
  return shown()->lastCheckpoint > 0 ? QString() : tr("This run has no checkpoint yet.");
}

QString RunActions::whyNotExtend() const {
  if (!shown()) return whyNotOne();
  return busy_ ? tr("A run is training.") : whyNotExtendable(*shown());
}

void RunActions::enable(QAction* action, const QString& whyNot) {
  action->setEnabled(whyNot.isEmpty());
  action->setToolTip(plainTip(withShortcut(whyNot.isEmpty() ? action->statusTip() : whyNot, *action)));
}

void RunActions::update() {
  const QString notOne = whyNotOne(), notWritable = whyNotWritable();
  for (QAction* action : {rename_, note_, duplicate_, openFolder_, copyCommand_, properties_}) enable(action, notOne);
  enable(tags_, panel_.selectedRuns().empty() ? tr("Select a run.") : QString());
  enable(fromWeights_, whyNotFromWeights());
  enable(extend_, whyNotExtend());
  enable(prune_, notWritable);
  enable(delete_, notWritable);
}

void RunActions::editName() {
  panel_.editName();
}

void RunActions::onRename(const std::filesystem::path& run, const QString& name) {
  changeNotes({run}, [text = name.toStdString()](runs::RunNotes& notes) { notes.name = text; });
}

// Read first: another window or program may have written something since. What cannot be read is left alone.
void RunActions::changeNotes(const Paths& runs, const std::function<void(runs::RunNotes&)>& change) {
  for (const auto& run : runs) {
    jobs_.start(
        [run, change] {
          runs::RunNotes notes = runs::readNotes(run);
          change(notes);
          runs::writeNotes(run, notes);
          return runs::tidied(notes);
        },
        [this, run](const runs::RunNotes& notes) {
          model_.setNotes(run, notes);
          Q_EMIT runsChanged();
        });
  }
}

void RunActions::duplicate() {
  wantExperiment(false);
}

void RunActions::startFromWeights() {
  wantExperiment(true);
}

void RunActions::wantExperiment(bool withWeights) {
  const runs::RunSummary* run = shown();
  if (!run) return;
  jobs_.start(
      [path = run->path, withWeights] {
        config::Experiment experiment = config::readTomlFile(path / "experiment.toml");
        experiment.about.sweep.clear();  // a run of one's own
        if (withWeights) experiment.start.weightsFrom = path.string();
        return experiment;
      },
      [this, origin = displayName(*run)](const config::Experiment& experiment) {
        Q_EMIT experimentWanted(experiment, origin);
      });
}

void RunActions::openFolder() {
  if (const runs::RunSummary* run = shown()) QDesktopServices::openUrl(QUrl::fromLocalFile(fileName(run->path)));
}

void RunActions::copyCommand() {
  const runs::RunSummary* run = shown();
  if (!run) return;
  jobs_.start([path = run->path] { return trainCommandOf(path); },
              [this](const QString& command) {
                QGuiApplication::clipboard()->setText(command);
                Q_EMIT notice(tr("Copied: %1").arg(command.size() > 120 ? command.left(119) + QChar(0x2026) : command));
              });
}

void RunActions::deleteRuns() {
  const runs::RunSummary* run = shown();
  deleter_.ask(panel_.selectedRuns(), run ? displayName(*run) : QString());
}

void RunActions::showProperties() {
  const runs::RunSummary* run = shown();
  if (!run) return;
  auto* dialog =
      new RunProperties(*run, model_.index(model_.rowOf(run->path)).data(RunsModel::StateRole).toString(), window_);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  struct Look {
    runs::DiskUse use;
    QString changes;
  };
  looks_.start(
      [path = run->path] {
        return Look{runs::diskUse(path), changesOf(path)};
      },
      [dialog = QPointer(dialog)](const Look& look) {
        if (!dialog) return;
        dialog->setUse(look.use);
        dialog->setChanges(look.changes);
      });
  dialog->open();
}

}  // namespace ganvas::ui
