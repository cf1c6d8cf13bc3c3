#pragma once

#include <cstdint>
#include <filesystem>

namespace ganvas::sets {

/// Size in bytes of a plain file, symbolic links followed. Throws Error naming the file when it is missing, a
/// directory, a pipe or device, or may not be looked at.
std::int64_t plainFileSize(const std::filesystem::path& file);

/// Throws Error naming the directory when it is missing, no directory or may not be listed.
void requireDirectory(const std::filesystem::path& directory);

/// Whether a file (of any kind) of that name is there.
bool isThere(const std::filesystem::path& file);

}  // namespace ganvas::sets
