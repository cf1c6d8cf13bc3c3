#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ganvas {

/// Writes `bytes` to `path` so that after a crash or power cut the old file or the whole new one is there, never a
/// part: written beside it, fsynced, renamed, the directory fsynced. Throws Error (disk full, no permission …); the
/// old file is then untouched and no part file stays behind.
void writeFileAtomically(const std::filesystem::path& path, std::string_view bytes);

/// Reads a whole file of at most `limit` bytes. Throws Error naming the file when it is missing, unreadable, not a
/// plain file or larger than `limit`.
std::string readWholeFile(const std::filesystem::path& path, std::uintmax_t limit);

/// fsync of an open file's data by path, and of a directory's entries. Throw Error on failure.
void syncFile(const std::filesystem::path& path);
void syncDirectory(const std::filesystem::path& directory);

/// Free bytes on the file system that holds `path` (or its nearest existing parent).
std::uintmax_t freeSpace(const std::filesystem::path& path);

/// XDG base directories with Ganvas's folder appended: $XDG_CONFIG_HOME/ganvas or ~/.config/ganvas, and
/// $XDG_DATA_HOME/ganvas or ~/.local/share/ganvas.
std::filesystem::path userConfigDirectory();
std::filesystem::path userDataDirectory();
/// The same of $XDG_CACHE_HOME or ~/.cache: for what can be made again.
std::filesystem::path userCacheDirectory();
/// Where runs are kept unless the user says otherwise: $GANVAS_RUNS_DIR, or userDataDirectory()/runs.
std::filesystem::path defaultRunsDirectory();

}  // namespace ganvas
