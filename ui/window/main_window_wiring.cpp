// MainWindow: what happens when something happens.
#include <QAction>
#include <utility>

#include "bridge/text.h"
#include "bridge/to_image.h"
#include "config/parameter.h"
#include "panels/curves_panel.h"
#include "panels/experiment_panel.h"
#include "panels/live_panel.h"
#include "panels/log_panel.h"
#include "panels/pictures_panel.h"
#include "panels/progress_panel.h"
#include "panels/queue_panel.h"
#include "panels/runs_panel.h"
#include "panels/shown_run_bar.h"
#include "panels/sweep_results.h"
#include "panels/widgets.h"
#include "window/live_view.h"
#include "window/main_window.h"
#include "window/run_actions.h"
#include "window/status_strip.h"

namespace ganvas::ui {

namespace {
constexpr int kNoticeMs = 10000;
}

void MainWindow::connectFeeds() {
  connect(&bridge_, &SessionBridge::statusChanged, this, &MainWindow::onStatus);
  connect(&bridge_, &SessionBridge::refused, this, &MainWindow::onFailure);
  connect(&runsFeed_, &RunsFeed::listed, this, &MainWindow::onRuns);
  connect(&recipesFeed_, &RecipesFeed::listed, this, [this](const auto& recipes, const auto& broken) {
    experiment_->setRecipes(recipes, broken, std::exchange(options_.recipe, QString()));
    for (const auto& file : broken) log_->appendWarning(QString::fromStdString(file.reason));
  });
  connect(&watcher_, &RunWatcher::snapshot, this, &MainWindow::onSnapshot);
  connect(&watcher_, &RunWatcher::cleared, this, [this] {
    view_->curves().clear();
    view_->pictures().clear();
    log_->clear();
  });
  connect(&summaryFeed_, &SummaryFeed::answered, this, [this](const runs::RunSummary& run) {
    if (run.path != watcher_.run()) return;
    outside_ = run;
    showShownRun();
    updateActions();
  });
  connect(&dropTarget_, &DropTarget::recognised, this, &MainWindow::take);
  connect(&closeGuard_, &CloseGuard::closeNow, this, &QWidget::close);
  connect(&closeGuard_, &CloseGuard::finishingStarted, this, [this] {
    queueRunner_.prepareToClose();
    view_->progress().setFinishing();
    updateActions();
  });
  trainingWatch_.setNames([this](const std::filesystem::path& run) { return nameOf(run); });
  const auto notice = [this](const QString& text) { strip_->showMessage(text, kNoticeMs); };
  connect(&queueRunner_, &QueueRunner::notice, this, notice);
  connect(&queueRunner_, &QueueRunner::failed, this, &MainWindow::onFailure);
  connect(runActions_, &RunActions::notice, this, notice);
  connect(runActions_, &RunActions::runsChanged, this, [this] { runsFeed_.ask(options_.runsDir); });
  connect(runActions_, &RunActions::failed, this, &MainWindow::onFailure);
  connect(&trainingWatch_, &TrainingWatch::spaceLow, this, [this](const QString& text) {
    view_->warning().show({text.toStdString(), {}, {}});
  });
  connect(&trainingWatch_, &TrainingWatch::spaceEnough, this, [this] { view_->warning().hide(); });
}

void MainWindow::connectPanels() {
  experiment_->setSettings(settings_);
  connect(experiment_, &ExperimentPanel::changed, this, [this] {
    updateActions();
    dropTarget_.setData(experiment_->experiment().data);
  });
  connect(experiment_, &ExperimentPanel::browseWanted, this, &MainWindow::browseRecipes);
  connect(experiment_, &ExperimentPanel::recipeSaved, this, [this] { recipesFeed_.ask(); });
  connect(live_, &LivePanel::changeRequested, this, [this](const QString& key, const QString& value) {
    bridge_.setLive(key.toStdString(), value.toStdString());
  });
  connect(runsPanel_, &RunsPanel::runSelected, this, &MainWindow::showRun);
  connect(runActions_, &RunActions::experimentWanted, this,
          [this](const auto& experiment, const QString& origin) { offerExperiment(experiment, origin); });
  connect(runActions_, &RunActions::extendWanted, this, &MainWindow::extend);
  connect(queuePanel_, &QueuePanel::experimentWanted, this, &MainWindow::offerExperiment);
  connect(&view_->curves(), &CurvesPanel::needsChanged, this, &MainWindow::updateNeeds);
  connect(&view_->shown(), &ShownRunBar::otherWanted, this, [this] {
    runsPanel_->select(bridge_.status().run);
    showRun(bridge_.status().run);
  });
}

void MainWindow::updateNeeds(bool urgent) {
  watcher_.setNeeds(view_->curves().needs(), urgent);
}

bool MainWindow::showsOwnRun() const {
  return !watcher_.run().empty() && watcher_.run() == bridge_.status().run;
}

const runs::RunSummary* MainWindow::shownRun() const {
  if (const runs::RunSummary* listed = runs_.run(watcher_.run())) return listed;
  return outside_ && outside_->path == watcher_.run() ? &*outside_ : nullptr;
}

QString MainWindow::nameOf(const std::filesystem::path& run) const {
  if (const runs::RunSummary* known = runs_.run(run)) return displayName(*known);
  return outside_ && outside_->path == run ? displayName(*outside_) : runName(run);
}

void MainWindow::showRun(const std::filesystem::path& run) {
  shownSample_.reset();
  watcher_.show(run);
  if (runs_.rowOf(run) < 0) summaryFeed_.ask(run);
  view_->curves().setRun(run, nameOf(run));
  view_->pictures().setRun(run, nameOf(run));
  updateNeeds(true);
  onStatus();
}

void MainWindow::showShownRun() {
  showProgress();
  const runs::RunSummary* run = shownRun();
  const bool own = showsOwnRun() && session::isBusy(bridge_.status().state);
  const QString state = own ? stateText(bridge_.status().state).toLower()
                        : run && runs_.rowOf(run->path) >= 0
                            ? runs_.index(runs_.rowOf(run->path)).data(RunsModel::StateRole).toString()
                        : run ? QString::fromStdString(run->stateText())
                              : QString();
  view_->shown().show(run, watcher_.run().empty() ? QString() : nameOf(watcher_.run()), state);
  const bool conditional = run && run->manifest.conditional;
  view_->pictures().setClasses(conditional ? run->manifest.classes : std::vector<std::string>());
  const bool other = bridge_.isBusy() && !showsOwnRun() && !bridge_.status().run.empty();
  view_->shown().setOther(other ? nameOf(bridge_.status().run) : QString());
}

void MainWindow::showLiveParameters() {
  const session::Status& status = bridge_.status();
  const bool training = status.state == session::State::Running || status.state == session::State::Paused;
  if (status.answer != liveAnswer_) {
    liveAnswer_ = status.answer;
    if (!liveAnswer_.empty()) live_->setAnswer(QString::fromStdString(liveAnswer_));
  }
  if (training == liveShown_ && status.live == liveValues_) return;
  liveShown_ = training;
  liveValues_ = status.live;
  config::Experiment experiment;
  for (const auto& [key, value] : status.live) config::setFromText(experiment, key + "=" + value, "status");
  live_->show(experiment, training);
}

QString MainWindow::whyNotResume() const {
  if (bridge_.isBusy()) return tr("A run is training.");
  const runs::RunSummary* run = shownRun();
  return run ? whyNotResumable(*run) : tr("Select a run to resume.");
}

void MainWindow::updateActions() {
  const session::State state = bridge_.status().state;
  const bool open = !closeGuard_.finishing();
  const bool working = state == session::State::Running || state == session::State::Paused;
  const bool valid = experiment_->problem().isEmpty();
  actions_.train->setEnabled(open && session::canStart(state) && valid);
  actions_.enqueue->setEnabled(open && valid);
  actions_.sweep->setEnabled(open && valid);
  actions_.pause->setEnabled(open && session::canPause(state));
  const QString notResumable = session::canUnpause(state) ? QString() : whyNotResume();
  actions_.resume->setEnabled(open && notResumable.isEmpty());
  const bool ownPaused = session::canUnpause(state) && showsOwnRun();
  actions_.resumeShown->setEnabled(open && (ownPaused || whyNotResume().isEmpty()));
  actions_.resume->setToolTip(
      withShortcut(notResumable.isEmpty() ? actions_.resume->statusTip() : notResumable, *actions_.resume));
  actions_.stop->setEnabled(open && session::canStop(state));
  actions_.sampleNow->setEnabled(open && working);
  actions_.checkpointNow->setEnabled(open && working);
  runActions_->setBusy(!open || session::isBusy(state));
}

void MainWindow::onStatus() {
  const session::Status& status = bridge_.status();
  if (status.run != lastRun_ && !status.run.empty()) {
    // A run of the queue does not take away what the user looks at.
    const bool follow = followNext_ || watcher_.run().empty() || watcher_.run() == lastRun_;
    lastRun_ = status.run;
    followNext_ = false;
    runsFeed_.ask(options_.runsDir);
    if (follow) {
      runsPanel_->select(status.run);
      return showRun(status.run);
    }
  }
  if (status.state != lastState_) onState(std::exchange(lastState_, status.state));
  const bool busy = session::isBusy(status.state);
  runs_.setOwnRun(busy ? status.run : std::filesystem::path(), stateText(status.state).toLower(), status.progress.step);
  showLiveParameters();
  if (showsOwnRun()) {
    if (status.sample && status.sample != shownSample_) {
      shownSample_ = status.sample;
      view_->pictures().setLive(status.sample->step, status.sample->rows, status.sample->columns,
                                toImage(status.sample->sheet));
    }
    watcher_.advance();
  }
  showShownRun();
  updateActions();
}

void MainWindow::showProgress() {
  const session::Status& status = bridge_.status();
  const runs::RunSummary* run = shownRun();
  if (session::isBusy(status.state) || showsOwnRun() || !run) {
    const bool other = session::isBusy(status.state) && !showsOwnRun() && !status.run.empty();
    view_->progress().show(status, other ? nameOf(status.run) : QString());
    strip_->show(status, trainingWatch_.staysAwake());
    return;
  }
  const int row = runs_.rowOf(run->path);
  view_->progress().showRest(
      row < 0 ? QString::fromStdString(run->stateText()) : runs_.index(row).data(RunsModel::StateRole).toString(),
      run->history.step, run->history.totalSteps);
  strip_->show({}, false);
}

void MainWindow::onState(session::State before) {
  using session::State;
  const session::Status& status = bridge_.status();
  runsFeed_.ask(options_.runsDir);
  if (status.state == State::Running) followNext_ = false;
  if (status.failure && status.state == State::Failed && bridge_.loaded()) {  // otherwise it was refused: told already
    session::Failure failure = *status.failure;  // another run may be shown, or be chosen while the banner stands
    const std::string run = status.run.empty() ? std::string() : nameOf(status.run).toStdString();
    if (!run.empty()) failure.where = failure.where.empty() ? run : run + ", " + failure.where;
    view_->failure().show(failure);
    if (before == State::Preparing || status.run.empty()) logFailure(failure);  // not yet in a history
  }
  if (outside_) summaryFeed_.ask(outside_->path);
  if (!showsOwnRun()) return;
  // What the history does not note.
  if (status.state == State::Paused) log_->appendNote(status.progress.step, tr("paused"));
  if (status.state == State::Running && before == State::Paused) log_->appendNote(status.progress.step, tr("goes on"));
  if (status.state == State::Running && before == State::Preparing) {
    log_->appendNote(status.progress.step, tr("training on %1").arg(QString::fromStdString(status.device)));
  }
}

void MainWindow::onSnapshot(const RunSnapshot& snapshot) {
  view_->curves().show(snapshot);
  log_->append(snapshot.events);
  if (!snapshot.grids.empty() || snapshot.allGrids) view_->pictures().addGrids(snapshot.grids, snapshot.allGrids);
}

void MainWindow::onFailure(const session::Failure& failure) {
  view_->failure().show(failure);
  logFailure(failure);
}

void MainWindow::logFailure(const session::Failure& failure) {
  log_->appendFailure(QString::fromStdString(failure.text()));
}

void MainWindow::onRuns(const std::vector<runs::RunSummary>& runs) {
  runs_.setRuns(runs);
  queuePanel_->setRuns(runs);
  if (sweepResults_) sweepResults_->setRuns(runs);
  // The list may know a better name by now.
  if (!watcher_.run().empty()) view_->curves().setRun(watcher_.run(), nameOf(watcher_.run()));
  showShownRun();
  updateActions();
}

}  // namespace ganvas::ui
