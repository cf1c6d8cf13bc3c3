#pragma once

#include <functional>
#include <string>
#include <vector>

#include "config/experiment.h"
#include "session/inspector.h"

namespace CLI {
class App;
}

namespace ganvas::cli {

/// Which set `data info`, `prepare` and `preview` are told.
struct LookOptions {
  std::string path;
  std::vector<std::string> assignments;
};

/// Adds the options to a command; they are read into `options`, which must live as long as it.
void addLookOptions(CLI::App& command, LookOptions& options);

/// The experiment whose data lie there, as recognised by their content, with what was changed. Throws Error.
config::Experiment experimentOf(const LookOptions& options);

/// Shows progress until `isEnough`, or the inspection ends. Throws Error where it failed.
session::Inspection follow(const session::Inspector& inspector,
                           const std::function<bool(const session::Inspection&)>& isEnough);

}  // namespace ganvas::cli
