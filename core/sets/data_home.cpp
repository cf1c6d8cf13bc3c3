#include "sets/data_home.h"

#include "base/files.h"

namespace ganvas::sets {

std::filesystem::path dataHome(std::string_view name) {
  return userDataDirectory() / "data" / name;
}

}  // namespace ganvas::sets
