#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/batch_source.h"

namespace ganvas::data {

/// MNIST's IDX format, plain or gzip. `labels` may be empty. `limit` 0 takes all. See openSource for errors.
std::unique_ptr<BatchSource> openIdx(const std::string& name, const std::filesystem::path& images,
                                     const std::filesystem::path& labels, std::vector<std::string> classNames,
                                     std::int64_t limit);

}  // namespace ganvas::data
