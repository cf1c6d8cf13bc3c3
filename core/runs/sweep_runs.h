#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace ganvas::runs {

/// The runs of one start of a sweep, in the order in which they were made.
struct SweepRuns {
  std::string id;  ///< empty: there is none
  std::vector<std::filesystem::path> runs;
  std::vector<std::string> otherIds;  ///< further starts of the same sweep, newest first
};

/// `sweep` is an id (about.sweep of its runs), or a sweep's name: then its newest start. Reads the manifests under
/// `runsDir`; runs that cannot be read belong to no sweep.
SweepRuns findSweep(const std::filesystem::path& runsDir, const std::string& sweep);

/// All ids under a directory, newest first.
std::vector<std::string> sweepIds(const std::filesystem::path& runsDir);

}  // namespace ganvas::runs
