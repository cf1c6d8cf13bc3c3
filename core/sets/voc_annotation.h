#pragma once

#include <string>
#include <vector>

namespace ganvas::sets {

/// One <object> of a PASCAL VOC annotation: its corners as written, pixels counted from 1, both inside the box.
struct VocObject {
  std::string name;  ///< of its class; may be empty
  double left = 0, top = 0, right = 0, bottom = 0;
};

struct VocAnnotation {
  std::string fileName;            ///< of the picture; may be empty or without an ending
  int width = 0, height = 0;       ///< of the picture; 0 where they are not said
  std::vector<VocObject> objects;  ///< may be empty
};

constexpr std::size_t kLargestAnnotation = std::size_t{1} << 20;  ///< bytes

/// Reads the XML of one picture. Entities of its own are not expanded: the text stays as it is written. Throws Error
/// naming `where`: larger than 1 MiB, not well formed, no <annotation>, an object without its four numbers.
VocAnnotation readVocAnnotation(const std::string& xml, const std::string& where);

}  // namespace ganvas::sets
