#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace ganvas::sets {

/// Where a fetched data set lies, and where one is looked for when data.path is empty: $XDG_DATA_HOME/ganvas/data/NAME
/// (~/.local/share/ganvas/data/NAME). `name` is the data.source.
std::filesystem::path dataHome(std::string_view name);

/// A path as given, with a leading ~ for the home directory: shells leave it alone in data.path=~/mnist.
std::filesystem::path expandHome(const std::string& path);

}  // namespace ganvas::sets
