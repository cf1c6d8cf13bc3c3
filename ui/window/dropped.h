#pragma once

#include <QString>
#include <filesystem>
#include <variant>

#include "config/experiment.h"

namespace ganvas::ui {

/// What a dropped (or opened) file or folder turned out to be.
struct DroppedRun {
  std::filesystem::path path;
};
struct DroppedRecipe {
  config::Experiment experiment;
  QString name;  ///< of the file
};
struct DroppedData {
  std::string source;  ///< data.source: "idx", "cifar10" or "folder"
  std::filesystem::path path;
};
struct DroppedUnknown {
  QString reason;  ///< what it is not, and what could be dropped
};
using Dropped = std::variant<DroppedUnknown, DroppedRun, DroppedRecipe, DroppedData>;

/// Looks what `path` is: a run's folder (or a file in it), a recipe's TOML, or a folder of a data set that a recipe
/// can read. Reads files: call it on a worker. Never throws.
Dropped recognise(const std::filesystem::path& path);

}  // namespace ganvas::ui
