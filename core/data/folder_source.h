#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>

#include "base/batch_source.h"

namespace ganvas::data {

struct FolderOptions {
  std::string split;       ///< train or test; matters where the folder has sub-folders of these names
  std::int64_t limit = 0;  ///< at most so many pictures, evenly of all classes; 0: all
  int width = 0;           ///< what pictures are resized to: 1 … 4096 pixels
  int height = 0;          ///< 1 … 4096 pixels
  int channels = 0;        ///< 1 or 3
};

/// A folder of pictures of any size, its sub-folders the classes (base/picture_folder.h says which files count).
/// Pictures are decoded, cut to the aspect and resized (imaging/fitted_picture.h) when they are read, on several
/// threads.
///
/// Opening looks at the beginning and the end of every file. Those that cannot be pictures are left out and told in
/// SetInfo::warnings; more than one in ten are an Error, as is damage that only decoding shows. Error "cancelled" when
/// `stop` is requested meanwhile.
std::unique_ptr<BatchSource> openFolder(const std::filesystem::path& directory, const FolderOptions& options,
                                        const std::stop_token& stop = {});

}  // namespace ganvas::data
