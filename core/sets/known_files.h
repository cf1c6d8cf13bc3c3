#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sets/name_peek.h"

namespace ganvas::sets {

/// What a file's bare name says of the set that it belongs to.
struct KnownFile {
  std::string source;  ///< idx, cifar10, cifar100 or stl10
  std::string split;   ///< empty: it is of all of them
};

/// train.bin and test.bin count as CIFAR-100's only in a folder `folder` of its name, or with `others`, the names of
/// the files beside them, among which are those of its classes.
std::optional<KnownFile> knownFile(std::string_view base, std::string_view folder,
                                   const std::vector<std::string>& others = {});

/// A set of known files in one folder.
struct KnownSet {
  std::string source;
  std::string folder;               ///< below the place that was looked at; empty: right there
  std::vector<std::string> splits;  ///< whose pictures are there
};

/// The sets among some names, sorted by their folders.
std::vector<KnownSet> knownSets(const NamePeek& peek);

}  // namespace ganvas::sets
