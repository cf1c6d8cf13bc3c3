#include "panels/save_sweep.h"

#include <system_error>

#include "base/error.h"
#include "base/files.h"
#include "config/changes.h"
#include "config/recipes.h"

namespace ganvas::ui {

config::NamedSweep saveSweep(config::Sweep sweep, const config::Experiment& base) {
  sweep.set.clear();
  for (const std::string& key : config::changedKeys(config::loadRecipe(sweep.base), base)) {
    if (key.starts_with("about.")) continue;
    sweep.set.push_back(key + "=" + config::valueText(config::findParameter(key)->get(base)));
  }
  config::leaveOutSwept(sweep);
  const std::filesystem::path folder = userConfigDirectory() / "sweeps";
  std::filesystem::create_directories(folder);
  const std::filesystem::path file = folder / (sweep.name + ".toml");
  std::error_code unknown;
  if (std::filesystem::symlink_status(file, unknown).type() != std::filesystem::file_type::not_found) {
    throw Error("there is a sweep of that name already", file.string(), "Choose another name");
  }
  config::checkSweep(sweep, sweep.name);  // what is written can be read back
  writeFileAtomically(file, config::writeSweep(sweep));
  return {sweep.name, sweep, file};
}

}  // namespace ganvas::ui
