#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "config/recipes.h"
#include "config/sweep.h"

namespace ganvas::config {

/// A sweep with its file, which is empty for embedded ones.
struct NamedSweep {
  std::string name;
  Sweep sweep;
  std::filesystem::path file;
};

/// Embedded sweeps by name, then those in userConfigDirectory()/sweeps, which replace embedded ones of the same name.
/// `broken`, if given, receives unreadable files.
std::vector<NamedSweep> sweeps(std::vector<BrokenRecipe>* broken = nullptr);

/// A sweep by name, or of a TOML file when `nameOrFile` ends in .toml or has a '/'. A base that is a file is relative
/// to it. Throws Error naming the nearest sweep.
Sweep loadSweep(const std::string& nameOrFile);

/// Whether there is a sweep of that name. Never throws.
bool isSweep(const std::string& name);

}  // namespace ganvas::config
