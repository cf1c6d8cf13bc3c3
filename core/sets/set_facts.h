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
  std::string labels = {};     ///< data.labels
  std::string boxes = {};      ///< data.boxes
  bool operator==(const SetPlace&) const = default;
};

/// What a quick look at the files tells, and config::usualSet() does not: of IDX files (fashion-mnist, mnist, kmnist,
/// idx) everything, from their headers and the labels; of a folder or archive the classes, where its files can be
/// listed and their labels read within a second. `pictures` is before data.limit. Empty is what cannot be told without
/// opening each file. Throws Error naming the file and what is wrong with it.
config::SetFacts lookAtSet(const SetPlace& place);

}  // namespace ganvas::sets
