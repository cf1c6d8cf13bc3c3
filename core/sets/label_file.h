#pragma once

#include <optional>
#include <string>

#include "sets/picture_container.h"
#include "sets/picture_tree.h"

namespace ganvas::sets {

/// A file of labels, read.
struct LabelFile {
  std::string name;    ///< "labels.csv"
  std::string where;   ///< with the place, for messages
  std::string column;  ///< FILE#COLUMN
  std::string text;
};

/// Finds the file that readPictureLabels() describes; nothing where `wanted` is empty and none is there. Throws Error.
std::optional<LabelFile> findLabelFile(PictureContainer& container, const PictureTree& tree, const std::string& wanted);

}  // namespace ganvas::sets
