#include "data_look.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>

#include "base/error.h"
#include "config/parameter.h"
#include "data_progress.h"
#include "progress_display.h"
#include "report.h"
#include "sets/catalogue.h"
#include "sets/plain_file.h"
#include "sets/recognise.h"

namespace ganvas::cli {

namespace {

bool isCatalogueName(const std::string& name) {
  const auto& sets = sets::catalogue();
  return std::any_of(sets.begin(), sets.end(), [&](const auto& set) { return set.name == name; });
}

std::string progressText(const session::Inspection& inspection) {
  std::string text = inspection.activity;
  if (inspection.secondsLeft >= 0) text += "  left " + timeText(inspection.secondsLeft);
  return text;
}

}  // namespace

void addLookOptions(CLI::App& command, LookOptions& options) {
  command.add_option("path", options.path, "Directory, archive or file; or a set's name in 'data list'")->required();
  command.add_option("--set", options.assignments, "Change a parameter: key=value")->allow_extra_args(false);
}

config::Experiment experimentOf(const LookOptions& options) {
  config::Experiment experiment;
  if (!sets::isThere(options.path) && isCatalogueName(options.path)) {
    experiment.data.source = options.path;
  } else {
    experiment.data = sets::recognise(options.path, experiment.data);
  }
  return asUsage([&] {
    for (const std::string& assignment : options.assignments) config::setFromText(experiment, assignment, "--set");
    return experiment;
  });
}

session::Inspection follow(const session::Inspector& inspector,
                           const std::function<bool(const session::Inspection&)>& isEnough) {
  DataProgress progress;
  session::Inspection inspection = inspector.inspection();
  while (!inspection.failure && !inspection.cancelled && !isEnough(inspection)) {
    progress.show(inspection.share, progressText(inspection));
    inspection = inspector.waitForChange(inspection.revision, std::chrono::seconds(1));
  }
  if (!inspection.failure) return inspection;
  throw Error(inspection.failure->what, inspection.failure->where, inspection.failure->advice);
}

}  // namespace ganvas::cli
