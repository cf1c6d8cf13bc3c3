#include "config/recipes.h"

#include <algorithm>
#include <system_error>

#include "base/error.h"
#include "base/files.h"
#include "config/edit_distance.h"
#include "config/embedded_recipes.h"
#include "config/sweeps.h"
#include "config/toml.h"

namespace ganvas::config {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kFirst = "quickstart";
constexpr std::size_t kMostUserRecipes = 1000;

bool comesBefore(const Recipe& a, const Recipe& b) {
  const bool aFirst = a.name == kFirst;
  const bool bFirst = b.name == kFirst;
  return aFirst != bFirst ? aFirst : a.name < b.name;
}

std::vector<Recipe> embeddedOnes() {
  std::vector<Recipe> result;
  for (const EmbeddedRecipe& recipe : embeddedRecipes()) {
    const std::string name(recipe.name);
    result.push_back({name, readToml(recipe.text, name + ".toml"), {}});
  }
  std::sort(result.begin(), result.end(), comesBefore);
  return result;
}

// Where the user's recipes are; empty for a user without a home directory, who has none.
fs::path userRecipes() {
  try {
    return userConfigDirectory() / "recipes";
  } catch (const Error&) {
    return {};
  }
}

// The user's recipe files by name. No directory is no recipes: nobody needs to have any.
std::vector<fs::path> userFiles() {
  std::vector<fs::path> files;
  std::error_code failure;
  fs::directory_iterator entry(userRecipes(), failure);
  for (; !failure && entry != fs::directory_iterator(); entry.increment(failure)) {
    if (entry->path().extension() == ".toml" && files.size() < kMostUserRecipes) files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void addOrReplace(std::vector<Recipe>& all, Recipe recipe) {
  const auto same =
      std::find_if(all.begin(), all.end(), [&](const Recipe& known) { return known.name == recipe.name; });
  if (same == all.end()) {
    all.push_back(std::move(recipe));
  } else {
    *same = std::move(recipe);
  }
}

[[noreturn]] void failUnknown(const std::string& name, const std::vector<Recipe>& known) {
  if (isSweep(name)) {
    throw Error("\"" + name + "\" is a sweep, several runs, not a recipe", "", "Run it with: ganvas-cli sweep " + name);
  }
  std::vector<std::string> names;
  std::string list;
  for (const Recipe& recipe : known) {
    names.push_back(recipe.name);
    list += (list.empty() ? "" : ", ") + recipe.name;
  }
  std::string nearest = nearestName(name, names);
  if (const auto longer = std::find_if(names.begin(), names.end(), [&](const auto& n) { return n.starts_with(name); });
      nearest.empty() && !name.empty() && longer != names.end()) {
    nearest = *longer;
  }
  throw Error("there is no recipe \"" + name + "\"", "",
              (nearest.empty() ? "" : "Did you mean " + nearest + "? ") + "Recipes are: " + list +
                  ". A file's name ends in .toml");
}

}  // namespace

std::string documentOf(const std::string& source) {
  if (const std::size_t title = source.find(')'); title != std::string::npos) return source.substr(0, title + 1);
  return source.substr(0, source.find_first_of(",;"));
}

std::vector<Recipe> recipes(std::vector<BrokenRecipe>* broken) {
  std::vector<Recipe> result = embeddedOnes();
  for (const fs::path& file : userFiles()) {
    try {
      addOrReplace(result, {file.stem().string(), readTomlFile(file), file});
    } catch (const Error& error) {
      if (broken) broken->push_back({file, error.what()});
    }
  }
  return result;
}

Experiment loadRecipe(const std::string& nameOrFile) {
  if (nameOrFile.ends_with(".toml") || nameOrFile.find('/') != std::string::npos) return readTomlFile(nameOrFile);
  // The user's own file is read by itself, so that its mistakes are told rather than an embedded recipe taken.
  std::error_code failure;
  const fs::path own = userRecipes() / (nameOrFile + ".toml");
  if (own.is_absolute() && !nameOrFile.empty() && fs::exists(own, failure)) return readTomlFile(own);
  for (const EmbeddedRecipe& recipe : embeddedRecipes()) {
    if (recipe.name == nameOrFile) return readToml(recipe.text, nameOrFile + ".toml");
  }
  if (!nameOrFile.empty() && fs::is_regular_file(nameOrFile, failure)) return readTomlFile(nameOrFile);
  failUnknown(nameOrFile, recipes());
}

}  // namespace ganvas::config
