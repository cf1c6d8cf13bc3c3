#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "config/experiment.h"

namespace ganvas::config {

/// A named, complete experiment: embedded in the programs, or a TOML file of the user's.
struct Recipe {
  std::string name;
  Experiment experiment;
  std::filesystem::path file;  ///< empty for embedded ones
};

/// A recipe file that could not be read, with the reason; the others are still listed.
struct BrokenRecipe {
  std::filesystem::path file;
  std::string reason;
};

/// The document that a recipe follows, of its about.source: what stands before the part of it, or a second source.
/// "Seed document 001 (GAN-101 on CIFAR-10), CGAN 1" follows "Seed document 001 (GAN-101 on CIFAR-10)".
std::string documentOf(const std::string& source);

/// Embedded recipes in a fixed order (quickstart first, then by name), then those in userConfigDirectory()/recipes,
/// which replace embedded ones of the same name. `broken`, if given, receives unreadable files.
std::vector<Recipe> recipes(std::vector<BrokenRecipe>* broken = nullptr);

/// A recipe by name, or the experiment of a TOML file when `nameOrFile` ends in .toml or names a file.
/// Throws Error naming the nearest recipe.
Experiment loadRecipe(const std::string& nameOrFile);

}  // namespace ganvas::config
