#pragma once

#include <cstdint>

#include "config/network_plan.h"

namespace ganvas::config {

/// What training two networks takes, in bytes: a part that the batch size does not change, and a part per picture of
/// the batch.
struct MemoryNeed {
  std::int64_t fixed = 0;       ///< weights, gradients and an optimiser's two moments, in float32
  std::int64_t perPicture = 0;  ///< both networks' activations, the discriminator's of real and generated pictures

  /// Both parts for a batch; the largest number where that would be more.
  std::int64_t forBatch(std::int64_t size) const;
};

/// A lower bound: activations of each layer once, no work space, no data set.
MemoryNeed leastMemory(const ExperimentPlan& plan);

}  // namespace ganvas::config
