#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/batch_source.h"

namespace ganvas::data {

/// CIFAR-10's binary version: records of one label byte and 3072 bytes, planes R, G, B. `place` is the directory of its
/// files, the one above it, or the official archive (.tar.gz), which is read without unpacking it to disk. `split` is
/// train (data_batch_1..5.bin) or test (test_batch.bin). Class names from batches.meta.txt when it is there.
std::unique_ptr<BatchSource> openCifar10(const std::filesystem::path& place, const std::string& split,
                                         std::int64_t limit);

/// CIFAR-100's: two label bytes, the coarse class (20) and the fine one (100), before the planes; files train.bin and
/// test.bin. `labels` (data.labels) is fine, coarse or none; empty is fine.
std::unique_ptr<BatchSource> openCifar100(const std::filesystem::path& place, const std::string& split,
                                          const std::string& labels, std::int64_t limit);

}  // namespace ganvas::data
