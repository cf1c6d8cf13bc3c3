#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace ganvas {

struct FolderPicture {
  std::filesystem::path file;
  std::int32_t label = 0;  ///< index of its class; 0 where there are none
};

/// The picture files of a folder, told by the ends of their names (.png, .jpg, .jpeg, .jpe, .jfif, .bmp, .webp).
struct PictureFolder {
  std::filesystem::path root;           ///< the directory, or its sub-folder train or test
  bool hasSplits = false;               ///< whether it is a sub-folder
  std::vector<std::string> classNames;  ///< sub-folders of `root` that hold pictures, sorted; empty: no labels
  std::vector<FolderPicture> pictures;  ///< by class, then by path
  std::int64_t withoutClass = 0;        ///< pictures beside the class folders: not among `pictures`
};

/// Lists a directory without opening a file. With sub-folders train and test (or one of them and no other) `split`
/// chooses between these. Symbolic links are followed, no directory is entered twice for one class; hidden files and
/// folders are passed over. Throws Error when something cannot be listed, there is no picture, or `stop` is requested
/// meanwhile ("cancelled").
PictureFolder listPictureFolder(const std::filesystem::path& directory, const std::string& split,
                                const std::stop_token& stop = {});

/// Whether a directory looks like such a folder: a picture lies in it, in a sub-folder, or in a sub-folder of train or
/// test. Looks at a few thousand files at most; never throws.
bool looksLikePictureFolder(const std::filesystem::path& directory);

}  // namespace ganvas
