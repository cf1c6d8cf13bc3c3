#pragma once

#include <QString>
#include <filesystem>
#include <functional>
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
  config::Data found;
};
struct DroppedUnknown {
  QString reason;  ///< what it is not, and what could be dropped
};
using Dropped = std::variant<DroppedUnknown, DroppedRun, DroppedRecipe, DroppedData>;

/// The data that lie at a path, as `data` with source, path and so on for them. Throws Error: there are none.
using RecogniseData = std::function<config::Data(const std::filesystem::path& path, const config::Data& data)>;

/// Looks what `path` is: a run's folder (or a file in it), a recipe's TOML, or else what `recogniseData` says. Reads
/// files: call it on a worker. Never throws.
Dropped recognise(const std::filesystem::path& path, const config::Data& data, const RecogniseData& recogniseData);

}  // namespace ganvas::ui
