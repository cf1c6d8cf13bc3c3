#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "sets/name_index.h"
#include "sets/picture_container.h"
#include "sets/picture_tree.h"

namespace ganvas::sets {

/// What a file says of a container's pictures.
struct PictureLabels {
  std::string file;                     ///< "labels.csv", for messages
  std::vector<std::string> classNames;  ///< empty: the file says that there are none
  std::vector<std::int32_t> labels;     ///< of each of the container's files(); −1: none
  std::vector<std::string> warnings;
};

/// Reads the file of labels that `wanted` (data.labels: FILE or FILE#COLUMN) names, in the container or on disk, there
/// also beside the container; or where it is empty dataset.json or labels.csv at the container's top, if it is there.
/// Whole numbers below 65,536 are the classes' indices; −1 and 1, as CelebA has them, the classes "not COLUMN" and
/// "COLUMN"; anything else the classes' names, sorted. Throws Error: no such file or column, a line that cannot be
/// read, no picture that it names, more than 65,536 classes; "cancelled".
std::optional<PictureLabels> readPictureLabels(PictureContainer& container, const PictureTree& tree, NameIndex& index,
                                               const std::string& wanted, const std::stop_token& stop);

}  // namespace ganvas::sets
