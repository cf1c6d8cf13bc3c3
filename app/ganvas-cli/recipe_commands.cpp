#include <CLI/CLI.hpp>
#include <algorithm>
#include <iomanip>
#include <iostream>
#include <memory>
#include <string>
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

int listRecipes() {
  std::vector<config::BrokenRecipe> broken;
  const std::vector<config::Recipe> all = config::recipes(&broken);
  const std::vector<config::NamedSweep> sweeps = config::sweeps(&broken);
  std::size_t width = 0;
  for (const config::Recipe& recipe : all) width = std::max(width, recipe.name.size());
  for (const config::NamedSweep& sweep : sweeps) width = std::max(width, sweep.name.size());
  const auto line = [width](const std::string& name, const std::string& description) {
    std::cout << std::left << std::setw(static_cast<int>(width)) << name << "  " << description << '\n';
  };
  for (const config::Recipe& recipe : all) line(recipe.name, recipe.experiment.about.description);
  for (const config::NamedSweep& sweep : sweeps) {
    line(sweep.name, "(sweep: " + std::to_string(config::sweepSize(sweep.sweep)) + " runs) " + sweep.sweep.description);
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
  CLI::App* command = app.add_subcommand("recipes", "List the recipes and sweeps");
  command->callback([&action] { action = listRecipes; });
}

void addDescribe(CLI::App& app, Action& action) {
  auto options = std::make_shared<DescribeOptions>();
  CLI::App* command = app.add_subcommand("describe", "Show a recipe's networks: layers, shapes, parameters");
  command->add_option("recipe", options->recipe, "A recipe's name, or a TOML file")->required();
  command->add_option("--set", options->assignments, "Change a parameter: key=value")->allow_extra_args(false);
  command->callback([&action, options] { action = [options] { return describe(*options); }; });
}

}  // namespace ganvas::cli
