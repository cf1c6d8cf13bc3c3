#pragma once

#include <filesystem>
#include <string>

#include "config/usual_set.h"

namespace ganvas::sets {

/// Where the files of a data set are.
struct SetPlace {
  std::string source;          ///< data.source
  std::filesystem::path path;  ///< data.path, with ~ expanded
  std::string split;           ///< data.split
  bool operator==(const SetPlace&) const = default;
};

/// What a quick look at the files tells, and config::usualSet() does not: of IDX files (fashion-mnist, idx) everything,
/// from their headers and the labels; of a folder the classes. `pictures` is before data.limit. Empty is what cannot be
/// told without opening each file. Throws Error naming the file and what is wrong with it.
config::SetFacts lookAtSet(const SetPlace& place);

}  // namespace ganvas::sets
