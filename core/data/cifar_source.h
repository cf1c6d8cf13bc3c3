#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/batch_source.h"

namespace ganvas::data {

/// CIFAR-10's binary version: records of one label byte and 3072 bytes, planes R, G, B. `split` is train
/// (data_batch_1..5.bin) or test (test_batch.bin). Class names from batches.meta.txt when it is there.
std::unique_ptr<BatchSource> openCifar10(const std::filesystem::path& directory, const std::string& split,
                                         std::int64_t limit);

}  // namespace ganvas::data
