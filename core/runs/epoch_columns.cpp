#include "runs/epoch_columns.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "config/network_plan.h"
#include "config/sweeps.h"
#include "config/toml.h"
#include "runs/epoch_table.h"
#include "runs/run_files.h"

namespace ganvas::runs {

namespace fs = std::filesystem;

namespace {

// Empty where the runs are of no sweep, or its file is gone. A run comes from anywhere: what it says is a name, no
// path.
std::vector<double> epochsOfSweep(const std::string& id) {
  const std::string name = config::sweepNameOf(id);
  if (name.empty() || name.find('/') != std::string::npos || name.ends_with(".toml")) return {};
  try {
    return config::loadSweep(name).epochs;
  } catch (const Error&) {
    return {};
  }
}

// Rounded down, so that the run gets there.
double lengthOf(const fs::path& run, std::int64_t pictures) {
  const config::Experiment experiment = config::readTomlFile(run / "experiment.toml");
  const double epochs =
      static_cast<double>(config::totalSteps(experiment, pictures)) / config::stepsPerEpoch(experiment, pictures);
  const double parts = epochs < 1 ? 1000 : 100;
  return std::floor(epochs * parts + 1e-6) / parts;
}

}  // namespace

std::vector<double> suitableEpochs(const std::vector<fs::path>& runs) {
  std::vector<double> epochs = EpochQuery{}.epochs;
  for (const fs::path& run : runs) {
    try {
      const Manifest manifest = readManifest(run);
      if (const auto named = epochsOfSweep(manifest.sweep); !named.empty()) return named;
      const double length = manifest.pictures > 0 ? lengthOf(run, manifest.pictures) : 0;
      if (!(length > 0)) continue;
      std::erase_if(epochs, [&](double epoch) { return epoch >= length; });
      epochs.push_back(std::min(length, 1e6));
      return epochs;
    } catch (const Error&) {
      // The next one may be read.
    }
  }
  return epochs;
}

}  // namespace ganvas::runs
