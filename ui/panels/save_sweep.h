#pragma once

#include <filesystem>

#include "config/sweep.h"

namespace ganvas::ui {

/// Writes a sweep to userConfigDirectory()/sweeps/NAME.toml, NAME being its name, with what differs between `base` and
/// the recipe that it names as its `set`. What is there already stays: throws Error, also when the disk refuses or
/// there is no such recipe. Waits for the disk: not for the UI thread.
std::filesystem::path saveSweep(config::Sweep sweep, const config::Experiment& base);

}  // namespace ganvas::ui
