#pragma once

#include <string>
#include <string_view>

namespace ganvas::config {

/// Before a TOML text goes to the parser: throws Error naming `file` and line where keys are nested too deeply. The
/// parser makes one nested table for each part of a.b.c…, and frees them one within the other: a hostile file of
/// nothing but dots would exhaust the stack.
void refuseDeepKeys(std::string_view text, const std::string& file);

}  // namespace ganvas::config
