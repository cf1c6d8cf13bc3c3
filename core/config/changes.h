#pragma once

#include <string>
#include <vector>

#include "config/experiment.h"

namespace ganvas::config {

/// Keys of the parameters whose values differ, in the table's order.
std::vector<std::string> changedKeys(const Experiment& from, const Experiment& to);

/// A shell command that trains `experiment`: the recipe `recipe` (a name, or a TOML file) with a `--set key=value` for
/// each parameter that differs from `base`, what that recipe holds. Quoted for a POSIX shell.
std::string trainCommand(const std::string& recipe, const Experiment& base, const Experiment& experiment);

/// `text` as one word of a POSIX shell: in single quotes unless it needs none.
std::string shellWord(const std::string& text);

}  // namespace ganvas::config
