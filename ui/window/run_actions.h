#pragma once

#include <QObject>
#include <filesystem>
#include <functional>
#include <vector>

#include "bridge/latest_jobs.h"
#include "bridge/run_jobs.h"
#include "bridge/serial_jobs.h"
#include "config/experiment.h"
#include "runs/run_list.h"
#include "window/delete_runs.h"

class QAction;
class QKeySequence;
class QWidget;

namespace ganvas::ui {

class PruneDialog;
class RunsModel;
class RunsPanel;

/// What can be done with the runs selected in the list. Files are read and written on a thread of their own.
class RunActions : public QObject {
  Q_OBJECT

 public:
  /// Adds the actions to the panel's context menu. All three must outlive it.
  RunActions(RunsModel& model, RunsPanel& panel, QWidget* window);

  /// All actions as a menu shows them; a null pointer is a separator.
  QList<QAction*> menuActions() const;
  /// Whether a run trains in this window: none is extended meanwhile.
  void setBusy(bool busy);

 Q_SIGNALS:
  /// A new experiment was asked for; `origin` names the run that it comes from.
  void experimentWanted(const ganvas::config::Experiment& experiment, const QString& origin);
  /// Train a finished run on to a new total.
  void extendWanted(const std::filesystem::path& run, std::int64_t steps);
  /// Runs were changed on disk: list them again.
  void runsChanged();
  void failed(const ganvas::session::Failure& failure);
  void notice(const QString& text);

 private:
  using Paths = std::vector<std::filesystem::path>;

  QAction* make(const char* name, const QString& text, const QString& tip, void (RunActions::*act)(),
                const QKeySequence& keys);
  void makeActions();
  void update();
  void enable(QAction* action, const QString& whyNot);
  QString whyNotOne() const;
  QString whyNotWritable() const;
  QString whyNotFromWeights() const;
  QString whyNotExtend() const;
  const runs::RunSummary* shown() const;  ///< the only selected run, or nullptr

  void editName();
  void editTags();
  void editNote();
  void duplicate();
  void startFromWeights();
  void extendRun();
  void openFolder();
  void copyCommand();
  void pruneRuns();
  void deleteRuns();
  void showProperties();

  void onRename(const std::filesystem::path& run, const QString& name);
  void changeNotes(const Paths& runs, const std::function<void(runs::RunNotes&)>& change);
  QString whyNotNotes(const Paths& runs, const std::function<void(runs::RunNotes&)>& change) const;
  void wantExperiment(bool withWeights);
  void planPruning(PruneDialog* dialog, const Paths& runs, const runs::PruneRequest& request);
  void carryOutPruning(const Paths& runs, const runs::PruneRequest& request);

  RunsModel& model_;
  RunsPanel& panel_;
  QWidget* window_;
  bool busy_ = false;
  QAction *rename_ = nullptr, *tags_ = nullptr, *note_ = nullptr, *duplicate_ = nullptr, *fromWeights_ = nullptr,
          *extend_ = nullptr, *openFolder_ = nullptr, *copyCommand_ = nullptr, *prune_ = nullptr, *delete_ = nullptr,
          *properties_ = nullptr;
  DeleteRuns deleter_;
  LatestJobs looks_;  ///< what a dialog waits for
  SerialJobs jobs_;
};

}  // namespace ganvas::ui
