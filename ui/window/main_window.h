#pragma once

#include <QFileSystemWatcher>
#include <QMainWindow>
#include <QTimer>
#include <filesystem>

#include "bridge/list_feeds.h"
#include "bridge/session_bridge.h"
#include "models/runs_model.h"
#include "window/actions.h"
#include "window/close_guard.h"
#include "window/run_watcher.h"

class QSplitter;

namespace ganvas::ui {

class CurvesPanel;
class FailureBanner;
class LogPanel;
class ExperimentPanel;
class ProgressPanel;
class RunsPanel;
class SamplesPanel;

/// The window: wires the session, the histories and the list of runs to the panels. The panels show one run: the one
/// that trains, or the one selected in the list.
class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  struct Options {
    std::filesystem::path runsDir;
    QString recipe = QStringLiteral("quickstart");
  };

  MainWindow(Options options, SessionBridge::Loader loader);
  ~MainWindow() override;

  SessionBridge& bridge() { return bridge_; }

 Q_SIGNALS:
  /// The window is on the screen, once.
  void painted();

 protected:
  void closeEvent(QCloseEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void build();
  QWidget* buildSide();
  QWidget* buildMain();
  void connectActions();
  void connectFeeds();
  void restoreLayout();
  void saveLayout() const;

  void train();
  void resume();
  void extend();
  void showRun(const std::filesystem::path& run);
  void showAbout();
  void refreshRuns();
  void updateNeeds();
  void updateActions();
  void onStatus();
  void onState(session::State before);
  void onSnapshot(const RunSnapshot& snapshot);
  void onFailure(const session::Failure& failure);
  void onRuns(const std::vector<runs::RunSummary>& runs);
  bool showsOwnRun() const;
  QString whyNotResume() const;
  QString whyNotExtend() const;

  Options options_;
  SessionBridge bridge_;
  RunsModel runs_;
  RunsFeed runsFeed_;
  RecipesFeed recipesFeed_;
  RunWatcher watcher_;
  Actions actions_;
  CloseGuard closeGuard_;
  QFileSystemWatcher runsFolder_;
  QTimer runsTimer_;

  ExperimentPanel* newRun_ = nullptr;
  RunsPanel* runsPanel_ = nullptr;
  ProgressPanel* progress_ = nullptr;
  CurvesPanel* curves_ = nullptr;
  SamplesPanel* samples_ = nullptr;
  LogPanel* log_ = nullptr;
  FailureBanner* banner_ = nullptr;
  QSplitter *sides_ = nullptr, *rows_ = nullptr, *views_ = nullptr;

  bool painted_ = false;
  session::State lastState_ = session::State::Idle;
  std::filesystem::path lastRun_;                           ///< the session's, at the last status
  std::shared_ptr<const session::SampleGrid> shownSample_;  ///< of the session, drawn already
};

}  // namespace ganvas::ui
