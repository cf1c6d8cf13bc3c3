#pragma once

#include <string>
#include <vector>

#include "base/batch_source.h"
#include "sets/picture_container.h"

namespace ganvas::sets {

/// What the folders of a container say of its pictures.
struct PictureTree {
  std::string top;                      ///< "cifar10/": below single folders, before a split is entered; or empty
  std::string root;                     ///< "cifar10/train/": where the classes are
  std::string split;                    ///< "train"; empty where there are no splits
  std::vector<std::string> classNames;  ///< folders in `root`, sorted; empty where there are none
  std::vector<std::uint32_t> pictures;  ///< those below `root`, ascending
};

/// Goes down while all pictures lie in one folder that is no split. Folders are splits (train, test, val, valid, in
/// any case) when they are no others, or train is there with one more. For the split test, val or valid are taken
/// where there is no test. Throws Error: no picture, no such split.
PictureTree lookAtTree(const PictureContainer& container, const std::string& split);

/// The class that a picture's folder says; −1 where it lies in `root` itself.
std::int32_t folderLabel(const PictureTree& tree, const std::string& name);

}  // namespace ganvas::sets
