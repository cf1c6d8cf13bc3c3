#pragma once

#include "config/sweeps.h"

namespace ganvas::ui {

/// Writes a sweep to userConfigDirectory()/sweeps/NAME.toml, NAME being its name, with what differs between `base` and
/// the recipe that it names, and not between its runs, as its `set`; the sweep as it was written. What is there already
/// stays: throws Error, also when the disk refuses or there is no such recipe. Waits for the disk: not for the UI
/// thread.
config::NamedSweep saveSweep(config::Sweep sweep, const config::Experiment& base);

}  // namespace ganvas::ui
