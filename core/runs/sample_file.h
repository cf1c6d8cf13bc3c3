#pragma once

#include <filesystem>

namespace ganvas::runs {

/// Whether a file that a run's history names is in the run's directory. The history may come from anywhere: it must
/// not make a program read outside its run.
bool staysInside(const std::filesystem::path& file);

}  // namespace ganvas::runs
