#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "commands.h"
#include "config/parameter.h"
#include "config/recipes.h"
#include "config/sweeps.h"
#include "report.h"
#include "studio/describe.h"

namespace ganvas::cli {

namespace {

struct DescribeOptions {
  std::string recipe;
  std::vector<std::string> assignments;
};

struct Entry {
  std::string document, name, description;
};

std::string documentOf(const std::filesystem::path& file, const std::string& source) {
  return file.empty() ? config::documentOf(source) : "Your own";
}

/// Recipes and sweeps by the documents that they follow: the quickstart's first.
std::vector<Entry> entries(std::vector<config::BrokenRecipe>& broken) {
  std::vector<Entry> all;
  for (const config::Recipe& recipe : config::recipes(&broken)) {
    const config::About& about = recipe.experiment.about;
    all.push_back({documentOf(recipe.file, about.source), recipe.name, about.description});
  }
  const std::string first = all.front().document;
  for (const config::NamedSweep& named : config::sweeps(&broken)) {
    const std::string runs = "(sweep of " + std::to_string(config::sweepSize(named.sweep)) + " runs) ";
    all.push_back({documentOf(named.file, named.sweep.source), named.name, runs + named.sweep.description});
  }
  std::stable_sort(all.begin(), all.end(), [&](const Entry& a, const Entry& b) {
    return std::pair(a.document != first, a.document) < std::pair(b.document != first, b.document);
  });
  return all;
}

int listRecipes() {
  std::vector<config::BrokenRecipe> broken;
  const std::vector<Entry> all = entries(broken);
  std::size_t width = 0;
  for (const Entry& entry : all) width = std::max(width, entry.name.size());
  std::string document;
  for (const Entry& entry : all) {
    if (entry.document != document) std::cout << entry.document << '\n';
    document = entry.document;
    std::cout << "  " << std::left << std::setw(static_cast<int>(width)) << entry.name << "  " << entry.description
              << '\n';
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
  CLI::App* command = app.add_subcommand("recipes", "List the recipes and sweeps, by the documents that they follow");
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
