#include "sets/data_home.h"

#include <cstdlib>

#include "base/files.h"

namespace ganvas::sets {

namespace fs = std::filesystem;

fs::path dataHome(std::string_view name) {
  return userDataDirectory() / "data" / name;
}

fs::path expandHome(const std::string& path) {
  const char* home = std::getenv("HOME");
  const bool tilde = path == "~" || path.starts_with("~/");
  return tilde && home != nullptr ? fs::path(home + path.substr(1)) : fs::path(path);
}

}  // namespace ganvas::sets
