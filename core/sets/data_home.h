#pragma once

#include <filesystem>
#include <string_view>

namespace ganvas::sets {

/// Where the fetched files of the set `name` ("mnist") lie: $XDG_DATA_HOME/ganvas/data/NAME, by default
/// ~/.local/share/ganvas/data/NAME. Makes nothing.
std::filesystem::path dataHome(std::string_view name);

}  // namespace ganvas::sets
