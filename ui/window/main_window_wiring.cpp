// The second half of MainWindow: what happens when something happens.
#include <QAction>
#include <QDesktopServices>
#include <QInputDialog>
#include <QLocale>
#include <QMessageBox>
#include <QUrl>
#include <algorithm>
#include <limits>
#include <utility>

#include "bridge/text.h"
#include "panels/curves_panel.h"
#include "panels/experiment_panel.h"
#include "panels/failure_banner.h"
#include "panels/log_panel.h"
#include "panels/progress_panel.h"
#include "panels/runs_panel.h"
#include "panels/samples_panel.h"
#include "panels/widgets.h"
#include "window/main_window.h"

namespace ganvas::ui {

namespace {
constexpr int kRunsRefresh = 10000;  // ms; runs of other processes move on, too
}

void MainWindow::connectActions() {
  connect(actions_.train, &QAction::triggered, this, &MainWindow::train);
  connect(actions_.resume, &QAction::triggered, this, &MainWindow::resume);
  connect(actions_.extend, &QAction::triggered, this, &MainWindow::extend);
  connect(actions_.pause, &QAction::triggered, &bridge_, &SessionBridge::pause);
  connect(actions_.stop, &QAction::triggered, &bridge_, &SessionBridge::stop);
  connect(actions_.sampleNow, &QAction::triggered, &bridge_, &SessionBridge::sampleNow);
  connect(actions_.checkpointNow, &QAction::triggered, &bridge_, &SessionBridge::checkpointNow);
  connect(actions_.quit, &QAction::triggered, this, &QWidget::close);
  connect(actions_.about, &QAction::triggered, this, &MainWindow::showAbout);
  connect(actions_.openRunsFolder, &QAction::triggered, this, [this] {
    std::error_code ignored;
    std::filesystem::create_directories(options_.runsDir, ignored);
    QDesktopServices::openUrl(QUrl::fromLocalFile(fileName(options_.runsDir)));
  });
  connect(&closeGuard_, &CloseGuard::closeNow, this, &QWidget::close);
  connect(&closeGuard_, &CloseGuard::finishingStarted, this, [this] {
    progress_->setFinishing();
    updateActions();
  });
}

void MainWindow::connectFeeds() {
  connect(&bridge_, &SessionBridge::statusChanged, this, &MainWindow::onStatus);
  connect(&bridge_, &SessionBridge::refused, this, &MainWindow::onFailure);
  connect(&runsFeed_, &RunsFeed::listed, this, &MainWindow::onRuns);
  connect(&recipesFeed_, &RecipesFeed::listed, this, [this](const auto& recipes, const auto& broken) {
    newRun_->setRecipes(recipes, broken, options_.recipe);
    for (const auto& file : broken) log_->appendWarning(QString::fromStdString(file.reason));
  });
  connect(newRun_, &ExperimentPanel::changed, this, &MainWindow::updateActions);
  connect(runsPanel_, &RunsPanel::runSelected, this, &MainWindow::showRun);
  connect(curves_, &CurvesPanel::needsChanged, this, &MainWindow::updateNeeds);
  connect(&watcher_, &RunWatcher::snapshot, this, &MainWindow::onSnapshot);
  connect(&watcher_, &RunWatcher::cleared, this, [this] {
    curves_->clear();
    samples_->clear();
    log_->clear();
  });
  connect(&runsFolder_, &QFileSystemWatcher::directoryChanged, this, &MainWindow::refreshRuns);
  connect(&runsTimer_, &QTimer::timeout, this, [this] {
    if (!bridge_.isBusy()) refreshRuns();  // while training, its state changes do
  });
  runsTimer_.start(kRunsRefresh);
}

void MainWindow::refreshRuns() {
  runsFeed_.ask(options_.runsDir);
}

void MainWindow::train() {
  if (!actions_.train->isEnabled()) return;
  banner_->hide();
  bridge_.start({newRun_->experiment(), options_.runsDir, newRun_->runName().toStdString()});
}

void MainWindow::resume() {
  if (session::canUnpause(bridge_.status().state)) return bridge_.unpause();
  if (!whyNotResume().isEmpty()) return;
  banner_->hide();
  bridge_.resume({watcher_.run(), {}, {}});
}

void MainWindow::extend() {
  const runs::RunSummary* run = runs_.run(watcher_.run());
  if (!run || !whyNotExtend().isEmpty()) return;
  constexpr std::int64_t most = std::numeric_limits<int>::max();
  const std::int64_t made = std::max<std::int64_t>(stepsMade(*run), 1);
  auto* dialog = new QInputDialog(this);
  dialog->setObjectName(QStringLiteral("extendDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("Extend the run"));
  dialog->setLabelText(tr("The run has made %1 steps. New total:").arg(QLocale().toString(qlonglong{made})));
  dialog->setOkButtonText(tr("&Extend"));
  dialog->setInputMode(QInputDialog::IntInput);
  dialog->setIntRange(static_cast<int>(made + 1), static_cast<int>(most));
  dialog->setIntValue(static_cast<int>(std::min(2 * made, most)));
  connect(dialog, &QInputDialog::intValueSelected, this, [this, path = run->path](int steps) {
    banner_->hide();
    bridge_.resume({path, steps, {}});
  });
  dialog->open();
}

bool MainWindow::showsOwnRun() const {
  return !watcher_.run().empty() && watcher_.run() == bridge_.status().run;
}

void MainWindow::showRun(const std::filesystem::path& run) {
  shownSample_.reset();
  watcher_.show(run);
  updateNeeds();
  onStatus();
}

void MainWindow::updateNeeds() {
  const StepRange steps = curves_->visibleSteps();
  watcher_.setNeeds({curves_->series(), steps.first, steps.last, curves_->wantedPoints()});
}

QString MainWindow::whyNotResume() const {
  if (bridge_.isBusy()) return tr("A run is training.");
  const runs::RunSummary* run = runs_.run(watcher_.run());
  return run ? whyNotResumable(*run) : tr("Select a run to resume.");
}

QString MainWindow::whyNotExtend() const {
  if (bridge_.isBusy()) return tr("A run is training.");
  const runs::RunSummary* run = runs_.run(watcher_.run());
  return run ? whyNotExtendable(*run) : tr("Select a finished run to extend.");
}

void MainWindow::updateActions() {
  const session::State state = bridge_.status().state;
  const bool open = !closeGuard_.finishing();
  const bool working = state == session::State::Running || state == session::State::Paused;
  actions_.train->setEnabled(open && session::canStart(state) && newRun_->problem().isEmpty());
  actions_.pause->setEnabled(open && session::canPause(state));
  const QString notResumable = session::canUnpause(state) ? QString() : whyNotResume();
  actions_.resume->setEnabled(open && notResumable.isEmpty());
  actions_.resume->setToolTip(
      withShortcut(notResumable.isEmpty() ? actions_.resume->statusTip() : notResumable, *actions_.resume));
  const QString notExtendable = whyNotExtend();
  actions_.extend->setEnabled(open && notExtendable.isEmpty());
  actions_.extend->setToolTip(
      withShortcut(notExtendable.isEmpty() ? actions_.extend->statusTip() : notExtendable, *actions_.extend));
  actions_.stop->setEnabled(open && session::canStop(state));
  actions_.sampleNow->setEnabled(open && working);
  actions_.checkpointNow->setEnabled(open && working);
}

void MainWindow::onStatus() {
  const session::Status& status = bridge_.status();
  progress_->show(status);
  if (status.run != lastRun_ && !status.run.empty()) {
    lastRun_ = status.run;
    runsPanel_->select(status.run);
    refreshRuns();
    return showRun(status.run);
  }
  if (status.state != lastState_) onState(std::exchange(lastState_, status.state));
  const bool busy = session::isBusy(status.state);
  runs_.setOwnRun(busy ? status.run : std::filesystem::path(), stateText(status.state).toLower(), status.progress.step);
  if (showsOwnRun()) {
    if (status.sample && status.sample != shownSample_) {
      shownSample_ = status.sample;
      samples_->setGrid(status.sample->step, toImage(status.sample->sheet));
    }
    watcher_.advance();
  }
  updateActions();
}

void MainWindow::onState(session::State before) {
  using session::State;
  const session::Status& status = bridge_.status();
  refreshRuns();
  if (status.failure && status.state == State::Failed) onFailure(*status.failure);
  if (!showsOwnRun()) return;
  // What the history does not note.
  if (status.state == State::Paused) log_->appendNote(status.progress.step, tr("paused"));
  if (status.state == State::Running && before == State::Paused) log_->appendNote(status.progress.step, tr("goes on"));
  if (status.state == State::Running && before == State::Preparing) {
    log_->appendNote(status.progress.step, tr("training on %1").arg(QString::fromStdString(status.device)));
  }
}

void MainWindow::onSnapshot(const RunSnapshot& snapshot) {
  curves_->show(snapshot);
  log_->append(snapshot.events);
  const bool newerHere = showsOwnRun() && shownSample_;
  if (!snapshot.grids.empty() && !newerHere) {
    const runs::SampleRecord& newest = snapshot.grids.back();
    samples_->setGrid(newest.step, QImage(fileName(snapshot.run / newest.file)));
  }
}

void MainWindow::onFailure(const session::Failure& failure) {
  banner_->show(failure);
  // A failure within a run is in its history, which the log shows.
  if (bridge_.status().state != session::State::Failed || bridge_.status().run.empty()) {
    log_->appendFailure(QString::fromStdString(failure.text()));
  }
}

void MainWindow::onRuns(const std::vector<runs::RunSummary>& runs) {
  runs_.setRuns(runs);
  const QString folder = fileName(options_.runsDir);
  if (runsFolder_.directories().isEmpty() && !runs.empty()) runsFolder_.addPath(folder);
  updateActions();
}

void MainWindow::showAbout() {
  QMessageBox::about(this, tr("About Ganvas"),
                     tr("<h3>Ganvas %1</h3><p>A desktop workbench for experiments with generative adversarial "
                        "networks.</p><p>Free software under the GNU General Public License, version 3 or later. It "
                        "comes without any warranty.</p>")
                         .arg(QStringLiteral(GANVAS_VERSION)));
}

}  // namespace ganvas::ui
