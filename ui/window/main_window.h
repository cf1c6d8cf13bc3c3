#pragma once

#include <QMainWindow>
#include <filesystem>
#include <memory>
#include <optional>

#include "bridge/list_feeds.h"
#include "bridge/queue_feed.h"
#include "bridge/queue_runner.h"
#include "bridge/recipe_facts_feed.h"
#include "bridge/session_bridge.h"
#include "bridge/summary_feed.h"
#include "models/runs_model.h"
#include "panels/settings.h"
#include "window/actions.h"
#include "window/close_guard.h"
#include "window/docks.h"
#include "window/drop_target.h"
#include "window/run_watcher.h"
#include "window/theme.h"
#include "window/training_watch.h"

namespace ganvas::ui {

class ArchitecturePanel;
class DataPanel;
class ExperimentPanel;
class LivePanel;
class LiveView;
class LogPanel;
class QueuePanel;
class RunActions;
class RunsPanel;
class StatusStrip;
class SweepResults;

/// The window: wires the session, the histories, the list of runs and the queue to the panels. Curves, pictures and
/// log show one run: the one that trains here, or the one selected in the list.
class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  struct Options {
    std::filesystem::path runsDir;  ///< empty: what the settings say
    QString recipe = QStringLiteral("quickstart");
  };

  MainWindow(Options options, SessionBridge::Loader loader);
  ~MainWindow() override;

  SessionBridge& bridge() { return bridge_; }
  TrainingWatch& trainingWatch() { return trainingWatch_; }
  /// A run, a recipe or a folder of data, as if it had been dropped on the window.
  void open(const std::filesystem::path& path) { dropTarget_.open(path); }

 Q_SIGNALS:
  /// The window is on the screen, once.
  void painted();

 protected:
  void closeEvent(QCloseEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void build();
  void buildMenus();
  void connectActions();
  void connectFeeds();
  void connectPanels();
  void restoreLayout();
  void saveLayout() const;
  void resetLayout();

  void applySettings(const Settings& settings);
  void showSettings();
  void showArchitecture();
  DataPanel& dataPanel();
  void showDataPanel();
  void browseRecipes();
  void finishTyping();
  void train();
  void enqueue();
  void makeSweep();
  void showSweepResults();
  void resume();
  void extend(const std::filesystem::path& run, std::int64_t steps);
  void showRun(const std::filesystem::path& run);
  void showShownRun();
  void showProgress();
  void showLiveParameters();
  void chooseToOpen(bool folder);
  void take(const Dropped& dropped);
  void offerExperiment(const config::Experiment& experiment, const QString& origin,
                       const std::optional<QString>& name = {});
  void find(const char* dock, const char* field);
  void showGuide();
  void showAbout();
  void updateNeeds(bool urgent);
  void updateActions();
  void onStatus();
  void onState(session::State before);
  void onSnapshot(const RunSnapshot& snapshot);
  void onFailure(const session::Failure& failure);
  void logFailure(const session::Failure& failure);
  void onRuns(const std::vector<runs::RunSummary>& runs);
  bool showsOwnRun() const;
  const runs::RunSummary* shownRun() const;
  QString nameOf(const std::filesystem::path& run) const;
  QString whyNotResume() const;

  Settings settings_ = Settings::load();
  Options options_;
  Theme theme_;
  SessionBridge bridge_;
  RunsModel runs_{this};
  RunsFeed runsFeed_;
  RecipesFeed recipesFeed_;
  RecipeFactsFeed recipeFacts_;
  QueueFeed queueFeed_;
  QueueRunner queueRunner_;
  RunWatcher watcher_;
  SummaryFeed summaryFeed_;
  Actions actions_;
  CloseGuard closeGuard_;
  TrainingWatch trainingWatch_;
  DropTarget dropTarget_;
  Docks docks_{*this};

  LiveView* view_ = nullptr;
  RunsPanel* runsPanel_ = nullptr;
  RunActions* runActions_ = nullptr;
  QueuePanel* queuePanel_ = nullptr;
  ExperimentPanel* experiment_ = nullptr;
  ArchitecturePanel* architecture_ = nullptr;  ///< a window of its own, once it was asked for
  DataPanel* data_ = nullptr;                  ///< another one
  LivePanel* live_ = nullptr;
  LogPanel* log_ = nullptr;
  StatusStrip* strip_ = nullptr;
  SweepResults* sweepResults_ = nullptr;  ///< made when it is asked for
  QDockWidget *experimentDock_ = nullptr, *liveDock_ = nullptr;

  bool painted_ = false;
  session::State lastState_ = session::State::Idle;
  bool liveShown_ = false;
  std::vector<std::pair<std::string, std::string>> liveValues_;  ///< as the panel shows them
  std::string liveAnswer_;
  bool followNext_ = false;                                 ///< the user has asked for the next run: show it
  std::optional<runs::RunSummary> outside_;                 ///< the shown run, when it is not in the list
  std::filesystem::path lastRun_;                           ///< the session's, at the last status
  std::shared_ptr<const session::SampleGrid> shownSample_;  ///< of the session, drawn already
};

}  // namespace ganvas::ui
