#include "window/main_window.h"

#include <QAction>
#include <QCloseEvent>
#include <QIcon>
#include <QMenuBar>
#include <QSettings>
#include <QSplitter>
#include <QStatusBar>
#include <QVBoxLayout>

#include "bridge/text.h"
#include "panels/curves_panel.h"
#include "panels/experiment_panel.h"
#include "panels/failure_banner.h"
#include "panels/log_panel.h"
#include "panels/progress_panel.h"
#include "panels/runs_panel.h"
#include "panels/samples_panel.h"

namespace ganvas::ui {

MainWindow::MainWindow(Options options, SessionBridge::Loader loader)
    : options_(std::move(options)), bridge_(std::move(loader)), actions_(this), closeGuard_(bridge_, *this) {
  setObjectName(QStringLiteral("mainWindow"));
  setWindowTitle(QStringLiteral("Ganvas"));
  setWindowIcon(QIcon(QStringLiteral(":/icons/ganvas.svg")));
  build();
  connectActions();
  connectFeeds();
  restoreLayout();
  updateNeeds();
  updateActions();
  recipesFeed_.ask();
  refreshRuns();
}

// The panels refer to the members below and hear of the bridge's last words: they go first.
MainWindow::~MainWindow() {
  bridge_.disconnect();
  delete takeCentralWidget();
}

void MainWindow::build() {
  actions_.setIcons(palette());
  actions_.fill(*menuBar());
  sides_ = new QSplitter(Qt::Horizontal, this);
  sides_->setObjectName(QStringLiteral("sides"));
  sides_->addWidget(buildSide());
  sides_->addWidget(buildMain());
  sides_->setStretchFactor(1, 1);
  sides_->setChildrenCollapsible(false);
  setCentralWidget(sides_);
  // Tooltips say what an action does; a status bar would only repeat it.
  setStatusBar(nullptr);
}

QWidget* MainWindow::buildSide() {
  auto* side = new QWidget(this);
  auto* layout = new QVBoxLayout(side);
  layout->setContentsMargins(12, 12, 8, 12);
  layout->setSpacing(14);
  auto* enqueue = new QAction(tr("&Add to queue"), side);
  enqueue->setEnabled(false);
  newRun_ = new ExperimentPanel(actions_.train, enqueue, side);
  runsPanel_ = new RunsPanel(runs_, {actions_.resume, actions_.extend}, side);
  layout->addWidget(newRun_, 3);
  layout->addWidget(runsPanel_, 1);
  side->setMinimumWidth(280);
  return side;
}

QWidget* MainWindow::buildMain() {
  auto* main = new QWidget(this);
  auto* layout = new QVBoxLayout(main);
  layout->setContentsMargins(8, 12, 12, 12);
  layout->setSpacing(12);
  banner_ = new FailureBanner(main);
  progress_ = new ProgressPanel(actions_.pause, actions_.resume, actions_.stop, main);
  curves_ = new CurvesPanel(main);
  samples_ = new SamplesPanel(main);
  log_ = new LogPanel(main);

  views_ = new QSplitter(Qt::Horizontal, main);
  views_->setObjectName(QStringLiteral("views"));
  views_->addWidget(curves_);
  views_->addWidget(samples_);
  rows_ = new QSplitter(Qt::Vertical, main);
  rows_->setObjectName(QStringLiteral("rows"));
  rows_->addWidget(views_);
  rows_->addWidget(log_);
  rows_->setStretchFactor(0, 1);
  for (QSplitter* splitter : {views_, rows_}) {
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(12);
  }
  layout->addWidget(banner_);
  layout->addWidget(progress_);
  layout->addWidget(rows_, 1);
  return main;
}

void MainWindow::restoreLayout() {
  resize(1280, 800);
  sides_->setSizes({310, 970});
  views_->setSizes({440, 490});
  rows_->setSizes({560, 150});
  const QSettings settings;
  restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
  for (QSplitter* splitter : {sides_, rows_, views_}) {
    splitter->restoreState(settings.value(QStringLiteral("window/") + splitter->objectName()).toByteArray());
  }
}

void MainWindow::saveLayout() const {
  QSettings settings;
  settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
  for (const QSplitter* splitter : {sides_, rows_, views_}) {
    settings.setValue(QStringLiteral("window/") + splitter->objectName(), splitter->saveState());
  }
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
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (!closeGuard_.mayClose()) {
    event->ignore();
    return;
  }
  saveLayout();
  event->accept();
}

}  // namespace ganvas::ui
