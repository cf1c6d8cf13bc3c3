#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sets/name_index.h"
#include "sets/picture_listing.h"

namespace ganvas::sets {

/// A box of a picture, and what its annotation calls it.
struct FoundBox {
  std::uint32_t file = 0;  ///< index into the pictures' container
  Box box;                 ///< with its margin
  std::string className;   ///< <name> of the object, or else the sub-folder that the annotation lies in; may be empty
};

struct BoxList {
  std::vector<FoundBox> boxes;  ///< by file, within it as annotated
  std::vector<LeftOut> leftOut;
  std::vector<std::string> warnings;
};

/// The boxes of `tree`'s pictures in the annotations that data.boxes names: files that end .xml or have no ending. An
/// annotation belongs to the picture whose name is its own but for the ending; of several to that in a folder of the
/// same name, or to that which its <filename> says. What it cannot use is left out: unreadable annotations, boxes with
/// a side below data.box_smallest or wholly beyond the picture, pictures without a box. Throws Error: data.boxes
/// cannot be read, holds no annotation or none that fits; "cancelled".
BoxList listBoxes(const config::Data& data, const PictureContainer& pictures, const PictureTree& tree, NameIndex& index,
                  const std::stop_token& stop);

/// A box as pixels, `margin` × its longer side added on each side, rounded to the nearest pixel.
Box boxOf(double left, double top, double right, double bottom, double margin);

}  // namespace ganvas::sets
