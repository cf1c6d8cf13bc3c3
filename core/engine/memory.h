#pragma once

#include <cstdint>
#include <exception>

#include "config/memory_need.h"

namespace ganvas::engine {

/// config::leastMemory() and the set, which is held whole.
config::MemoryNeed leastMemory(const config::ExperimentPlan& plan, std::int64_t setBytes);

/// Host bytes that this process may still take: free memory, and its own and its group's limits.
std::int64_t availableHostMemory();

/// Host bytes that this process has in use; 0 when the system does not say.
std::int64_t residentMemory();

/// Throws Error naming a batch size that would fit when `need` cannot be met by `available` bytes.
void checkMemory(const config::MemoryNeed& need, std::int64_t batchSize, std::int64_t available);

/// Whether LibTorch's (or the language's) exception says that memory ran out.
bool isOutOfMemory(const std::exception& error);

}  // namespace ganvas::engine
