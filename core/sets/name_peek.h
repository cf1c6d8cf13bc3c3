#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace ganvas::sets {

/// Names of some of the files at a place, enough to tell what it is.
struct NamePeek {
  std::filesystem::path place;
  bool archive = false;
  bool complete = true;            ///< whether these are all
  std::vector<std::string> names;  ///< '/' between the parts, without hidden ones; sorted
};

/// Looks at a directory (a few thousand entries, its own first, some of each folder below) or at the beginning of an
/// archive, unpacking at most some 64 MiB. Quick; empty where nothing can be read. Never throws.
NamePeek peekAt(const std::filesystem::path& place);

}  // namespace ganvas::sets
