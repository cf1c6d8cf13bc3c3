#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/batch_source.h"

namespace ganvas::data {

/// STL-10's binary version: files SPLIT_X.bin of 96 × 96 pictures, planes R, G, B column by column, and SPLIT_y.bin of
/// labels from 1 on. `place` is the directory of its files, the one above it, or the official archive (.tar.gz), read
/// without unpacking it to disk. `split` is train, test or unlabeled, which has no classes.
std::unique_ptr<BatchSource> openStl10(const std::filesystem::path& place, const std::string& split,
                                       std::int64_t limit);

}  // namespace ganvas::data
