#include "window/dropped.h"

#include <QCoreApplication>
#include <exception>
#include <system_error>

#include "bridge/text.h"
#include "config/recipes.h"

namespace ganvas::ui {

namespace fs = std::filesystem;

namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas::ui::Dropped", text);
}

bool isFile(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

bool isRun(const fs::path& folder) {
  return isFile(folder / "manifest.toml") && isFile(folder / "experiment.toml");
}

/// A folder of runs holds pictures, too: the grids of their samples.
bool holdsRuns(const fs::path& folder) {
  constexpr int kMostEntries = 1000;
  std::error_code error;
  int seen = 0;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end && seen < kMostEntries;
       entry.increment(error), ++seen) {
    if (isRun(entry->path())) return true;
  }
  return false;
}

/// The run that `path` is or lies in, at most three folders up (samples/000500.png, checkpoints/000500/…).
fs::path runAround(fs::path path) {
  for (int i = 0; i < 4 && path.has_relative_path(); ++i, path = path.parent_path()) {
    if (isRun(path)) return path;
  }
  return {};
}

Dropped readRecipe(const fs::path& file) {
  try {
    DroppedRecipe recipe{config::loadRecipe(file.string()), fileName(file.filename())};
    recipe.experiment.about.sweep.clear();  // a run of one's own
    return recipe;
  } catch (const std::exception& error) {
    return DroppedUnknown{QString::fromStdString(error.what())};
  }
}

}  // namespace

Dropped recognise(const fs::path& path, const config::Data& data, const RecogniseData& recogniseData) {
  std::error_code error;
  if (!fs::exists(path, error)) return DroppedUnknown{tr("%1 is not there.").arg(fileName(path))};
  const bool folder = fs::is_directory(path, error);
  // A run's experiment.toml is a recipe as well: whoever drops that one file wants the experiment.
  if (!folder && path.extension() == ".toml" && path.filename() != "manifest.toml") return readRecipe(path);
  if (const fs::path run = runAround(path); !run.empty()) return DroppedRun{run};
  if (!path.has_relative_path()) return DroppedUnknown{tr("Drop one folder of it.")};  // "/"
  if (folder && holdsRuns(path)) return DroppedUnknown{tr("%1 is a folder of runs.").arg(fileName(path.filename()))};
  try {
    return DroppedData{recogniseData(path, data)};
  } catch (const std::exception& why) {
    return DroppedUnknown{tr("%1 is neither a run, nor a recipe (.toml), nor a data set: %2.")
                              .arg(fileName(path.filename()), QString::fromStdString(why.what()))};
  }
}

}  // namespace ganvas::ui
