#pragma once

#include <string_view>
#include <vector>

namespace ganvas::config {

/// A recipe's TOML text, compiled in from resources/recipes; a sweep's from resources/sweeps.
struct EmbeddedRecipe {
  std::string_view name;
  std::string_view text;
};

const std::vector<EmbeddedRecipe>& embeddedRecipes();
const std::vector<EmbeddedRecipe>& embeddedSweeps();

}  // namespace ganvas::config
