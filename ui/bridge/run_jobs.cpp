#include "bridge/run_jobs.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <system_error>

#include "base/error.h"
#include "bridge/session_bridge.h"
#include "config/changes.h"
#include "config/parameter.h"
#include "config/recipes.h"
#include "config/toml.h"
#include "runs/run_directory.h"
#include "runs/run_lock.h"

namespace ganvas::ui {

namespace fs = std::filesystem;

namespace {

// What makes it a run goes last: one that cannot be deleted whole is still in the list.
void removeFiles(const fs::path& run, std::error_code& error) {
  std::vector<fs::path> first;
  if (!fs::is_symlink(run)) {
    for (fs::directory_iterator entry(run, error), end; !error && entry != end; entry.increment(error)) {
      const fs::path name = entry->path().filename();
      if (name != "manifest.toml" && name != "experiment.toml") first.push_back(entry->path());
    }
  }
  for (const fs::path& path : first) {
    if (!error) fs::remove_all(path, error);
  }
  if (!error) fs::remove_all(run, error);
}

void deleteForGood(const fs::path& run) {
  std::error_code error;
  removeFiles(run, error);
  if (error) {
    throw Error("the run cannot be deleted: " + error.message(), run.string(),
                "Check the permissions of its files; what is left is still in the list");
  }
}

// Where the user's own trash cannot be made, Qt 6.4 would take the working directory for it.
bool moveToTrash(const fs::path& run) {
  const QString trash = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QLatin1String("/Trash");
  return QDir().mkpath(trash) && QFile::moveToTrash(QString::fromStdString(run.string()));
}

void removeRun(const fs::path& run, bool forGood, Removal& removal) {
  const runs::RunLock lock(run);  // nobody begins to train it meanwhile
  const std::int64_t bytes = runs::diskUse(run).total();
  if (forGood) {
    deleteForGood(run);
  } else if (!moveToTrash(run)) {
    removal.notTrashed.push_back(run);
    return;
  }
  removal.gone.push_back(run);
  removal.bytes += bytes;
}

}  // namespace

Removal removeRuns(const std::vector<fs::path>& runs, bool forGood) {
  Removal removal;
  for (const fs::path& run : runs) {
    try {
      removeRun(run, forGood, removal);
    } catch (const std::exception& error) {
      std::error_code ignored;
      if (fs::exists(run, ignored)) removal.failures.push_back(failureOf(error));  // else another was faster
    }
  }
  return removal;
}

std::int64_t bytesOfRuns(const std::vector<fs::path>& runs) {
  std::int64_t bytes = 0;
  for (const fs::path& run : runs) bytes += runs::diskUse(run).total();
  return bytes;
}

QString changesOf(const fs::path& run) try {
  const config::Experiment experiment = runs::RunDirectory::open(run).experiment();
  const config::Experiment recipe = config::loadRecipe(experiment.about.name);
  QStringList lines;
  for (const std::string& key : config::changedKeys(recipe, experiment)) {
    const config::Parameter* parameter = config::findParameter(key);
    if (!parameter->appliesTo(experiment)) continue;
    lines << QStringLiteral("%1: %2").arg(QString::fromStdString(parameter->label),
                                          QString::fromStdString(config::valueText(parameter->get(experiment))));
  }
  return lines.isEmpty() ? QCoreApplication::translate("ganvas", "nothing") : lines.join(QLatin1Char('\n'));
} catch (const std::exception&) {
  return QCoreApplication::translate("ganvas", "cannot be told: the recipe or the run’s experiment cannot be read");
}

QString trainCommandOf(const fs::path& run) {
  const fs::path file = run / "experiment.toml";
  const config::Experiment experiment = config::readTomlFile(file);
  std::string command;
  try {
    const std::string& recipe = experiment.about.name;
    command = config::trainCommand(recipe, config::loadRecipe(recipe), experiment);
  } catch (const Error&) {  // the recipe is gone
    command = config::trainCommand(file.string(), experiment, experiment);
  }
  return QString::fromStdString(command);
}

Pruning pruneRuns(const std::vector<fs::path>& runs, const runs::PruneRequest& request, bool carryOut) {
  Pruning pruning;
  for (const fs::path& run : runs) {
    try {
      const runs::PrunePlan plan = carryOut ? runs::prune(run, request) : runs::planPrune(run, request);
      pruning.checkpoints += static_cast<std::int64_t>(plan.checkpoints.size());
      pruning.grids += static_cast<std::int64_t>(plan.grids.size());
      pruning.bytes += plan.bytes;
    } catch (const std::exception& error) {
      pruning.failures.push_back(failureOf(error));
    }
  }
  return pruning;
}

}  // namespace ganvas::ui
