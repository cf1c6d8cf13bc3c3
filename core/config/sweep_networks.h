#pragma once

#include <vector>

#include "config/sweep.h"

namespace ganvas::config {

/// Plans the networks of each run, so that none fails hours later in the queue; throws Error that names the first run
/// at fault. No file is opened: where only those tell the pictures' size, what the generator makes stands for them.
void checkNetworks(const std::vector<SweepRun>& runs);

}  // namespace ganvas::config
