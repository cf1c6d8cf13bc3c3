#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "commands.h"
#include "config/network_plan.h"
#include "config/parameter.h"
#include "config/recipes.h"
#include "interrupt.h"
#include "report.h"
#include "runs/step_times.h"
#include "studio/step_speed.h"

namespace ganvas::cli {

namespace {

struct SpeedOptions {
  std::string recipe;
  std::vector<std::string> assignments;
};

/// "0.0123": three digits that count.
std::string digits(double value) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%.3g", value);
  return text.data();
}

std::string durationText(double seconds) {
  if (seconds < 120) return digits(seconds) + " s";
  if (seconds < 2 * 3600) return std::to_string(std::lround(seconds / 60)) + " min";
  return digits(seconds / 3600) + " h";
}

/// For the window, which shows the recipe's time at once then. Without a cache there is only this answer.
void remember(const config::Experiment& experiment, const runs::StepTime& time) {
  try {
    runs::rememberStepTime(experiment, time);
  } catch (const Error& error) {
    warn(error.what());
  }
}

int speed(const SpeedOptions& options) {
  const config::Experiment experiment = asUsage([&] {
    config::Experiment made = config::loadRecipe(options.recipe);
    for (const std::string& assignment : options.assignments) config::setFromText(made, assignment, "--set");
    return made;
  });
  std::stop_source stop;
  const InterruptWatch watch([&] { stop.request_stop(); });
  runs::StepTime time;
  try {
    time = studio::measureStep(experiment, stop.get_token());
  } catch (const Error&) {
    if (watch.interrupted()) return kInterrupted;
    throw;
  }
  remember(experiment, time);
  std::cout << "seconds per step     " << digits(time.seconds) << '\n'
            << "pictures per second  " << digits(1 / (config::stepsPerEpoch(experiment, 1) * time.seconds)) << '\n'
            << "device               " << time.device << '\n';
  const auto whole = runs::expectedSeconds(experiment, time);
  std::cout << "whole run            "
            << (whole ? durationText(*whole) : std::string("not known before the data set is opened")) << '\n';
  return kDone;
}

}  // namespace

void addSpeed(CLI::App& app, Action& action) {
  auto options = std::make_shared<SpeedOptions>();
  CLI::App* command = app.add_subcommand("speed", "Measure how long a recipe's training step takes on this machine");
  command->add_option("recipe", options->recipe, "A recipe's name, or a TOML file")->required();
  command->add_option("--set", options->assignments, "Change a parameter: key=value")->allow_extra_args(false);
  command->callback([&action, options] { action = [options] { return speed(*options); }; });
}

}  // namespace ganvas::cli
