#include "runs/sample_file.h"

namespace ganvas::runs {

bool staysInside(const std::filesystem::path& file) {
  if (file.empty() || file.is_absolute()) return false;
  return *file.lexically_normal().begin() != "..";
}

}  // namespace ganvas::runs
