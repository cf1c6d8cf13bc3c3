#pragma once

#include <string>
#include <string_view>

namespace ganvas::config {

/// Before a TOML text goes to the parser: throws Error naming `file` and line where
///   - keys are nested too deeply: the parser makes one nested table for each part of a.b.c…, and frees them one within
///     the other, so that a hostile file of nothing but dots would exhaust the stack;
///   - a section's bracket is followed by no key: the parser asserts that one is there.
void refuseHostileKeys(std::string_view text, const std::string& file);

}  // namespace ganvas::config
