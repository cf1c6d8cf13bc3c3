#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "base/error.h"

namespace ganvas::sets {

constexpr std::size_t kLargestFile = std::size_t{256} << 20;  ///< bytes that one file of a container may have
constexpr std::size_t kMostFiles = std::size_t{1} << 26;

[[noreturn]] inline void failTooMany(const std::filesystem::path& container) {
  throw Error("there are more than " + std::to_string(kMostFiles) + " files", container.string(),
              "Name a part of it only");
}

}  // namespace ganvas::sets
