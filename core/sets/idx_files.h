#pragma once

#include <filesystem>
#include <string>

namespace ganvas::sets {

/// The files of one split of an IDX set.
struct IdxFiles {
  std::filesystem::path images;
  std::filesystem::path labels;  ///< empty when there are none
};

/// Finds MNIST's files at `path`: in a directory, train- (split train) or t10k- (test) images-idx3-ubyte and
/// labels-idx1-ubyte, with '-' or '.' before idx, plain or .gz; or `path` itself as the images file, with the labels
/// file beside it whose name matches. Throws Error saying what was looked for, and which split is there instead.
IdxFiles findIdxFiles(const std::filesystem::path& path, const std::string& split);

}  // namespace ganvas::sets
