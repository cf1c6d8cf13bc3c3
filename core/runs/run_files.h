#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "runs/run_directory.h"

namespace ganvas::runs {

/// A manifest as TOML, and a run's manifest.toml read. Throws Error: missing, damaged, or of a newer format.
std::string manifestText(const Manifest& manifest);
Manifest readManifest(const std::filesystem::path& run);

/// Absolute, without "." and "..", without a slash at the end.
std::filesystem::path normalPath(const std::filesystem::path& path);

/// "000500".
std::string stepName(std::int64_t step);

/// Steps of the complete checkpoints of a run, ascending; empty when there is no such directory. Never throws for what
/// is on disk.
std::vector<std::int64_t> completeCheckpoints(const std::filesystem::path& run);

/// Of complete checkpoints at `steps`, ascending, those that are neither among the newest `keepLast` (at least 1:
/// without one the run could not go on) nor at multiples of `keepEvery` (0: none is).
std::vector<std::int64_t> checkpointsToDrop(const std::vector<std::int64_t>& steps, std::int64_t keepLast,
                                            std::int64_t keepEvery);

/// The parts of checkpoints that a process which died left over.
std::vector<std::filesystem::path> checkpointParts(const std::filesystem::path& run);

/// Before files in a run's `folder` ("checkpoints", "samples") are removed: throws Error when it is a symbolic link,
/// for what it leads to may be anybody's.
void refuseLinkedFolder(const std::filesystem::path& run, const char* folder);

/// Whether a directory is a run, or the half-made beginning of one.
bool looksLikeRun(const std::filesystem::path& directory);

}  // namespace ganvas::runs
