#pragma once

#include <filesystem>

#include "config/experiment.h"

namespace ganvas::ui {

/// What lies at a path, as `data` with source and path for it. Reads files: call it on a worker. Throws Error.
config::Data recogniseData(const std::filesystem::path& path, const config::Data& data);

}  // namespace ganvas::ui
