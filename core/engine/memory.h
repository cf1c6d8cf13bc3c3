#pragma once

#include <cstdint>
#include <exception>

#include "config/network_plan.h"

namespace ganvas::engine {

/// What training takes, in bytes: a part that the batch size does not change, and a part per picture of the batch.
struct MemoryNeed {
  std::int64_t fixed = 0;       ///< weights, gradients, moments, the average, the set
  std::int64_t perPicture = 0;  ///< both networks' activations, of real and generated pictures
};

/// A lower bound: activations of each layer once, no work space.
MemoryNeed leastMemory(const config::ExperimentPlan& plan, std::int64_t setBytes);

/// Host bytes that this process may still take: free memory, and its own and its group's limits.
std::int64_t availableHostMemory();

/// Host bytes that this process has in use; 0 when the system does not say.
std::int64_t residentMemory();

/// Throws Error naming a batch size that would fit when `need` cannot be met by `available` bytes.
void checkMemory(const MemoryNeed& need, std::int64_t batchSize, std::int64_t available);

/// Whether LibTorch's (or the language's) exception says that memory ran out.
bool isOutOfMemory(const std::exception& error);

}  // namespace ganvas::engine
