#pragma once

#include <QString>
#include <filesystem>

#include "config/experiment.h"

namespace ganvas::ui {

/// What a recipe may be called: 1 to 64 of a-z, 0-9, '-', not beginning with '-'. Why `name` may not, or empty.
QString recipeNameProblem(const QString& name);

/// "My quick start!" → "my-quick-start": the nearest name that fits; may be empty.
QString asRecipeName(const QString& text);

/// How saving went: the file, that it is there already, or what went wrong.
struct SaveOutcome {
  std::filesystem::path file;
  bool exists = false;
  QString error;
};

/// Writes the experiment to userConfigDirectory()/recipes/NAME.toml, NAME being its about.name. Without `overwrite` a
/// file that is there stays. Waits for the disk: not for the UI thread. Does not throw.
SaveOutcome saveRecipe(const config::Experiment& experiment, bool overwrite);

}  // namespace ganvas::ui
