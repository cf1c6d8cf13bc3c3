#include <CLI/CLI.hpp>
#include <algorithm>
#include <iomanip>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "commands.h"
#include "config/parameter.h"
#include "config/recipes.h"
#include "report.h"
#include "studio/describe.h"

namespace ganvas::cli {

namespace {

struct DescribeOptions {
  std::string recipe;
  std::vector<std::string> assignments;
};

/// Recipes under the documents that they follow: the quickstart's first, then by name.
std::vector<std::pair<std::string, std::vector<const config::Recipe*>>> byDocument(
    const std::vector<config::Recipe>& recipes) {
  std::vector<std::pair<std::string, std::vector<const config::Recipe*>>> groups;
  for (const config::Recipe& recipe : recipes) {
    const std::string document =
        recipe.file.empty() ? config::documentOf(recipe.experiment.about.source) : "Your own recipes";
    auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& known) { return known.first == document; });
    if (group == groups.end()) group = groups.insert(groups.end(), {document, {}});
    group->second.push_back(&recipe);
  }
  std::sort(groups.begin() + (groups.empty() ? 0 : 1), groups.end(),  // the quickstart's stays in front
            [](const auto& a, const auto& b) { return a.first < b.first; });
  return groups;
}

int listRecipes() {
  std::vector<config::BrokenRecipe> broken;
  const std::vector<config::Recipe> all = config::recipes(&broken);
  std::size_t width = 0;
  for (const config::Recipe& recipe : all) width = std::max(width, recipe.name.size());
  for (const auto& [document, group] : byDocument(all)) {
    std::cout << document << '\n';
    for (const config::Recipe* recipe : group) {
      std::cout << "  " << std::left << std::setw(static_cast<int>(width)) << recipe->name << "  "
                << recipe->experiment.about.description << '\n';
    }
  }
  for (const config::BrokenRecipe& recipe : broken) warn(recipe.file.string() + ": " + recipe.reason);
  return kDone;
}

int describe(const DescribeOptions& options) {
  std::cout << asUsage([&] {
    config::Experiment experiment = config::loadRecipe(options.recipe);
    for (const std::string& assignment : options.assignments) config::setFromText(experiment, assignment, "--set");
    return studio::describeExperiment(experiment);
  });
  return kDone;
}

}  // namespace

void addRecipes(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("recipes", "List the recipes, by the documents that they follow");
  command->callback([&action] { action = listRecipes; });
}

void addDescribe(CLI::App& app, Action& action) {
  auto options = std::make_shared<DescribeOptions>();
  CLI::App* command = app.add_subcommand("describe", "Show a recipe: source, assumptions, networks, reported figures");
  command->add_option("recipe", options->recipe, "A recipe's name, or a TOML file")->required();
  command->add_option("--set", options->assignments, "Change a parameter: key=value")->allow_extra_args(false);
  command->callback([&action, options] { action = [options] { return describe(*options); }; });
}

}  // namespace ganvas::cli
