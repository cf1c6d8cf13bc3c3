#include "window/main_window.h"

#include <QAction>
#include <QCloseEvent>
#include <QDockWidget>
#include <QGuiApplication>
#include <QIcon>
#include <QMenu>
#include <QMenuBar>
#include <QScreen>
#include <QSettings>

#include "base/files.h"
#include "bridge/text.h"
#include "panels/architecture_panel.h"
#include "panels/curves_panel.h"
#include "panels/data_panel.h"
#include "panels/experiment_panel.h"
#include "panels/live_panel.h"
#include "panels/log_panel.h"
#include "panels/pictures_panel.h"
#include "panels/queue_panel.h"
#include "panels/runs_panel.h"
#include "sets/recognise.h"
#include "window/aspect_splitter.h"
#include "window/live_view.h"
#include "window/run_actions.h"
#include "window/status_strip.h"

namespace ganvas::ui {

namespace {

constexpr int kLayoutVersion = 1;  // of what saveState wrote; another one is not restored

MainWindow::Options withRunsDir(MainWindow::Options options, const Settings& settings) {
  if (options.runsDir.empty())
    options.runsDir = settings.runsDir.isEmpty() ? defaultRunsDirectory() : filePath(settings.runsDir);
  return options;
}

}  // namespace

MainWindow::MainWindow(Options options, SessionBridge::Loader loader)
    : options_(withRunsDir(std::move(options), settings_)),
      bridge_(std::move(loader)),
      queueFeed_(options_.runsDir),
      queueRunner_(bridge_, queueFeed_, options_.runsDir),
      actions_(this),
      closeGuard_(bridge_, *this),
      trainingWatch_(bridge_, *this),
      dropTarget_(*this, sets::recognise) {
  setObjectName(QStringLiteral("mainWindow"));
  setWindowTitle(QStringLiteral("Ganvas"));
  setWindowIcon(QIcon(QStringLiteral(":/icons/ganvas.svg")));
  theme_.apply(settings_.appearance, settings_.fontSize);
  build();
  buildMenus();
  connectActions();
  connectPanels();
  connectFeeds();
  restoreLayout();
  updateNeeds(false);
  updateActions();
  recipesFeed_.ask();
  runsFeed_.ask(options_.runsDir);
  trainingWatch_.setRunsDir(options_.runsDir);
}

// The panels refer to the members below and hear of the bridge's last words: they go first.
MainWindow::~MainWindow() {
  bridge_.disconnect();
  delete runActions_;
  delete architecture_;
  delete data_;
  delete takeCentralWidget();
  const auto docks = findChildren<QDockWidget*>();
  qDeleteAll(docks);
}

void MainWindow::build() {
  actions_.setIcons(palette());
  view_ = new LiveView(actions_.pause, actions_.resume, actions_.stop, this);
  setCentralWidget(view_);
  strip_ = new StatusStrip(this);
  setStatusBar(strip_);

  runsPanel_ = new RunsPanel(runs_, {actions_.resumeShown}, this);
  runActions_ = new RunActions(runs_, *runsPanel_, this);
  queuePanel_ = new QueuePanel(queueFeed_, queueRunner_, this);
  log_ = new LogPanel(this);
  experiment_ = new ExperimentPanel(actions_.train, actions_.enqueue, this);
  experiment_->setSectionAction(QStringLiteral("networks"), actions_.architecture);
  experiment_->setSectionAction(QStringLiteral("data"), actions_.dataSet);
  live_ = new LivePanel(this);
  setDockNestingEnabled(true);
  docks_.add("runsDock", tr("Runs"), runsPanel_, Docks::Left);
  docks_.add("queueDock", tr("Queue"), queuePanel_, Docks::LeftBelow);
  docks_.add("logDock", tr("Log"), log_, Docks::LeftBelow);
  experimentDock_ = docks_.add("experimentDock", tr("Experiment"), experiment_, Docks::Right);
  liveDock_ = docks_.add("liveDock", tr("While training"), live_, Docks::Right);
}

void MainWindow::buildMenus() {
  QMenu* file = menuBar()->addMenu(tr("&File"));
  file->addActions({actions_.recipes, actions_.openFile, actions_.openFolder, actions_.openRunsFolder});
  file->addSeparator();
  file->addActions({actions_.settings});
  file->addSeparator();
  file->addAction(actions_.quit);
  QMenu* train = menuBar()->addMenu(tr("Tr&ain"));
  train->addActions({actions_.train, actions_.enqueue, actions_.sweep});
  train->addSeparator();
  train->addActions({actions_.pause, actions_.resume, actions_.stop});
  train->addSeparator();
  train->addActions({actions_.sampleNow, actions_.checkpointNow});
  train->addSeparator();
  train->addAction(queuePanel_->pauseAction());
  QMenu* run = menuBar()->addMenu(tr("&Run"));
  for (QAction* action : runActions_->menuActions()) {
    if (action) {
      run->addAction(action);
    } else {
      run->addSeparator();
    }
  }
  run->addSeparator();
  run->addAction(actions_.sweepResults);
  QMenu* view = menuBar()->addMenu(tr("&View"));
  view->addMenu(view_->curves().menu());
  view_->pictures().commands().fillMenu(*view->addMenu(tr("&Pictures")));
  view->addSeparator();
  docks_.fill(*view);
  view->addSeparator();
  view->addActions({actions_.findRun, actions_.findParameter, actions_.dataSet, actions_.architecture});
  view->addSeparator();
  view->addActions({actions_.fullScreen, actions_.resetLayout});
  menuBar()->addMenu(tr("&Help"))->addActions({actions_.guide, actions_.about});
}

void MainWindow::resetLayout() {
  view_->views().reset();
  docks_.arrange();
}

void MainWindow::restoreLayout() {
  // No larger than the screen, which may be another one than last time.
  resize(QSize(1280, 800).boundedTo(screen()->availableSize()));
  docks_.arrange();
  const QSettings settings;
  restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
  const QScreen* there = QGuiApplication::screenAt(geometry().center());
  const QRect room = (there ? there : QGuiApplication::primaryScreen())->availableGeometry();
  if (!isMaximized() && !isFullScreen()) {
    resize(size().boundedTo(room.size()));
    if (!there) move(room.topLeft());
  }
  restoreState(settings.value(QStringLiteral("window/docks")).toByteArray(), kLayoutVersion);
  view_->views().restoreFrom(QStringLiteral("window/views"));
}

void MainWindow::saveLayout() const {
  QSettings settings;
  settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
  settings.setValue(QStringLiteral("window/docks"), saveState(kLayoutVersion));
  view_->views().saveTo(QStringLiteral("window/views"));
}

void MainWindow::applySettings(const Settings& settings) {
  const bool otherDir = settings.runsDir != settings_.runsDir;
  settings_ = settings;
  theme_.apply(settings_.appearance, settings_.fontSize);
  experiment_->setSettings(settings_);
  if (otherDir) strip_->showMessage(tr("The other runs folder is used when Ganvas starts next."));
}

void MainWindow::paintEvent(QPaintEvent* event) {
  QMainWindow::paintEvent(event);
  if (painted_) return;
  painted_ = true;
  // After this event the whole window has been painted; only now may LibTorch cost its second.
  QTimer::singleShot(0, this, [this] {
    Q_EMIT painted();
    bridge_.load();
  });
}

void MainWindow::changeEvent(QEvent* event) {
  QMainWindow::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) actions_.setIcons(palette());
  if (event->type() == QEvent::WindowStateChange) actions_.fullScreen->setChecked(isFullScreen());
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (!closeGuard_.mayClose()) {
    event->ignore();
    return;
  }
  queueRunner_.prepareToClose();  // it must not begin the next run on the way out
  saveLayout();
  event->accept();
}

}  // namespace ganvas::ui
