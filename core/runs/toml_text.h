#pragma once

#include <string>
#include <string_view>

namespace ganvas::runs {

/// `text` as a basic string of TOML, with its quotes. Bytes that are no UTF-8 become U+FFFD.
std::string tomlString(std::string_view text);

}  // namespace ganvas::runs
