#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "config/experiment.h"

namespace ganvas::config {

/// The format number that this program writes, and the newest that it reads.
inline constexpr int kTomlFormat = 1;

/// Reads an Experiment. Missing keys keep their defaults; unknown keys, wrong types and out-of-range values throw
/// Error naming `file`, line, key, bounds and the nearest known key. `format` (1 today) newer than ours is an error.
Experiment readToml(std::string_view text, const std::string& file);
Experiment readTomlFile(const std::filesystem::path& file);

/// Every value written out. readToml(writeToml(e)) == e, exactly.
std::string writeToml(const Experiment& experiment);

}  // namespace ganvas::config
