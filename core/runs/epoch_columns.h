#pragma once

#include <filesystem>
#include <vector>

namespace ganvas::runs {

/// The epochs at which a table compares `runs` where nobody has chosen any: those that their sweep names, else 1, 5,
/// 10, 50, 100 and 200 as far as the runs go, and their end. Ascending, never empty. Never throws for what is on disk.
std::vector<double> suitableEpochs(const std::vector<std::filesystem::path>& runs);

}  // namespace ganvas::runs
