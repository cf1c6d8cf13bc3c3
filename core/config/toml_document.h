#pragma once

#include <toml++/toml.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "config/parameter.h"

namespace ganvas::config {

/// What recipes and sweeps have in common as TOML files.

/// A file's text; throws Error when it cannot be read or is too large.
std::string readTomlText(const std::filesystem::path& file);

/// Parses and checks `format`. Throws Error naming `file`, line and what to do.
toml::table parseToml(std::string_view text, const std::string& file);

/// "FILE:LINE"; the file alone where the line is 0.
std::string placeOf(const std::string& file, std::size_t line);

/// "integer", "array" …
std::string typeName(const toml::node& node);

/// A value as TOML.
std::string tomlValue(const Value& value);

}  // namespace ganvas::config
