// MainWindow: what the user's commands do.
#include <QAction>
#include <QDesktopServices>
#include <QDockWidget>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPointer>
#include <QUrl>

#include "bridge/text.h"
#include "panels/architecture_panel.h"
#include "panels/data_panel.h"
#include "panels/experiment_panel.h"
#include "panels/recipe_browser.h"
#include "panels/runs_panel.h"
#include "panels/settings_dialog.h"
#include "panels/sweep_dialog.h"
#include "panels/sweep_results.h"
#include "sets/recognise.h"
#include "window/guide_window.h"
#include "window/live_view.h"
#include "window/main_window.h"
#include "window/status_strip.h"

namespace ganvas::ui {

void MainWindow::connectActions() {
  const auto on = [this](QAction* action, auto method) { connect(action, &QAction::triggered, this, method); };
  on(actions_.train, &MainWindow::train);
  on(actions_.enqueue, &MainWindow::enqueue);
  on(actions_.sweep, &MainWindow::makeSweep);
  on(actions_.sweepResults, &MainWindow::showSweepResults);
  on(actions_.resume, &MainWindow::resume);
  on(actions_.resumeShown, &MainWindow::resume);
  on(actions_.findRun, [this] { find("runsDock", "runsSearch"); });
  on(actions_.findParameter, [this] { find("experimentDock", "parameterFilter"); });
  on(actions_.settings, &MainWindow::showSettings);
  on(actions_.architecture, &MainWindow::showArchitecture);
  on(actions_.dataSet, &MainWindow::showDataPanel);
  on(actions_.recipes, &MainWindow::browseRecipes);
  on(actions_.resetLayout, &MainWindow::resetLayout);
  on(actions_.guide, &MainWindow::showGuide);
  on(actions_.about, &MainWindow::showAbout);
  on(actions_.openFile, [this] { chooseToOpen(false); });
  on(actions_.openFolder, [this] { chooseToOpen(true); });
  on(actions_.fullScreen, [this](bool full) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, full)); });
  connect(actions_.pause, &QAction::triggered, &bridge_, &SessionBridge::pause);
  connect(actions_.stop, &QAction::triggered, &bridge_, &SessionBridge::stop);
  connect(actions_.sampleNow, &QAction::triggered, &bridge_, &SessionBridge::sampleNow);
  connect(actions_.checkpointNow, &QAction::triggered, &bridge_, &SessionBridge::checkpointNow);
  connect(actions_.quit, &QAction::triggered, this, &QWidget::close);
  on(actions_.openRunsFolder, [this] {
    std::error_code ignored;
    std::filesystem::create_directories(options_.runsDir, ignored);
    QDesktopServices::openUrl(QUrl::fromLocalFile(fileName(options_.runsDir)));
  });
}

void MainWindow::find(const char* dock, const char* field) {
  Docks::reveal(findChild<QDockWidget*>(QLatin1String(dock)));
  auto* line = findChild<QLineEdit*>(QLatin1String(field));
  line->setFocus(Qt::ShortcutFocusReason);
  line->selectAll();
}

/// What is being typed counts, and is checked, as if the field had been left.
void MainWindow::finishTyping() {
  if (auto* line = qobject_cast<QLineEdit*>(focusWidget())) {
    line->clearFocus();
    line->setFocus();
  }
}

void MainWindow::train() {
  finishTyping();
  if (!actions_.train->isEnabled()) return;
  view_->failure().hide();
  followNext_ = true;
  bridge_.start({experiment_->experiment(), options_.runsDir, experiment_->runName().toStdString()});
}

void MainWindow::enqueue() {
  finishTyping();
  if (actions_.enqueue->isEnabled()) queueRunner_.enqueue(experiment_->experiment(), experiment_->runName());
}

void MainWindow::makeSweep() {
  finishTyping();
  auto* dialog = new SweepDialog(experiment_->experiment(), experiment_->recipeName(), experiment_->offer(), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &SweepDialog::runsWanted, this, [this, dialog](const std::vector<runs::QueuedRun>& runs) {
    queueFeed_.change([this, runs, dialog = QPointer(dialog)](runs::Queue& queue) {
      QString problem;
      try {
        queue.addAll(runs);
      } catch (const std::exception& error) {
        problem = QString::fromStdString(failureOf(error).text());
      }
      QMetaObject::invokeMethod(
          this,
          [dialog, problem] {
            if (dialog) dialog->answer(problem);
          },
          Qt::QueuedConnection);
    });
  });
  dialog->open();
}

void MainWindow::showSweepResults() {
  if (!sweepResults_) {
    sweepResults_ = new SweepResults(this);
    sweepResults_->setRuns(runs_.runs());
    connect(sweepResults_, &SweepResults::runWanted, this, [this](const std::filesystem::path& run) {
      runsPanel_->select(run);
      showRun(run);
    });
  }
  sweepResults_->show();
  sweepResults_->raise();
  sweepResults_->activateWindow();
}

void MainWindow::resume() {
  if (session::canUnpause(bridge_.status().state)) return bridge_.unpause();
  if (!whyNotResume().isEmpty()) return;
  view_->failure().hide();
  followNext_ = true;
  bridge_.resume({watcher_.run(), {}, {}});
}

void MainWindow::extend(const std::filesystem::path& run, std::int64_t steps) {
  // The queue may have begun another run while the user thought about it.
  if (bridge_.isBusy()) return queueRunner_.enqueueResume(run, steps);
  view_->failure().hide();
  followNext_ = true;
  bridge_.resume({run, steps, {}});
}

void MainWindow::showSettings() {
  auto* dialog = new SettingsDialog(settings_, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &SettingsDialog::changed, this, &MainWindow::applySettings);
  dialog->open();
}

void MainWindow::showArchitecture() {
  if (!architecture_) architecture_ = new ArchitecturePanel(*experiment_, actions_.train, this);
  architecture_->show();
  architecture_->raise();
  architecture_->activateWindow();
}

DataPanel& MainWindow::dataPanel() {
  if (!data_) {
    data_ = new DataPanel(
        *experiment_, [this] { return bridge_.makeInspector(); }, sets::recognise, this);
    connect(&bridge_, &SessionBridge::statusChanged, data_, [this] { data_->feed().tryAgain(); });
  }
  return *data_;
}

void MainWindow::showDataPanel() {
  dataPanel().show();
  data_->raise();
  data_->activateWindow();
}

void MainWindow::chooseToOpen(bool folder) {
  auto* dialog = new QFileDialog(this, folder ? tr("Open a run or a folder of data") : tr("Open a recipe"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
  if (!folder) dialog->setNameFilter(tr("Recipes (*.toml)"));
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) { open(filePath(file)); });
  dialog->open();
}

void MainWindow::take(const Dropped& dropped) {
  if (const auto* run = std::get_if<DroppedRun>(&dropped)) {
    runsPanel_->select(run->path);
    return showRun(run->path);
  }
  if (const auto* recipe = std::get_if<DroppedRecipe>(&dropped))
    return offerExperiment(recipe->experiment, recipe->name);
  if (const auto* data = std::get_if<DroppedData>(&dropped)) {
    dataPanel().inspect(data->found);
    return showDataPanel();
  }
  onFailure({std::get<DroppedUnknown>(dropped).reason.toStdString(), {}, {}});
}

void MainWindow::offerExperiment(const config::Experiment& experiment, const QString& origin,
                                 const std::optional<QString>& name) {
  Docks::reveal(experimentDock_);
  experiment_->setExperiment(experiment, origin, name);
  experiment_->setFocus();
}

void MainWindow::browseRecipes() {
  const auto ask = [this]() -> RecipeFactsFeed::Question {
    const auto offer = [settings = settings_](const auto& experiment) { return settings.applied(experiment); };
    return {offer, runs_.runs(), bridge_.torchVersion()};
  };
  auto* browser = new RecipeBrowser(recipeFacts_, bridge_, ask, this);
  browser->setAttribute(Qt::WA_DeleteOnClose);
  browser->select(experiment_->recipeName());
  connect(browser, &RecipeBrowser::chosen, this, [this](const QString& name) {
    Docks::reveal(experimentDock_);
    experiment_->chooseRecipe(name);
    experiment_->setFocus();
  });
  browser->open();
}

void MainWindow::showGuide() {
  const QString page = GuideWindow::firstPage();
  if (page.isEmpty()) return onFailure({"the user guide is not installed", {}, "Install Ganvas again"});
  auto* guide = new GuideWindow(page, this);
  guide->setAttribute(Qt::WA_DeleteOnClose);
  guide->show();
}

void MainWindow::showAbout() {
  QMessageBox::about(this, tr("About Ganvas"),
                     tr("<h3>Ganvas %1</h3><p>A desktop workbench for experiments with generative adversarial "
                        "networks.</p><p>Free software under the GNU General Public License, version 3 or later. It "
                        "comes without any warranty.</p>")
                         .arg(QStringLiteral(GANVAS_VERSION)));
}

}  // namespace ganvas::ui
