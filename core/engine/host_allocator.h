#pragma once

#include <cstddef>

namespace ganvas::engine {

/// Makes LibTorch's CPU tensors reuse memory. A training step allocates the same sizes each time; through malloc every
/// large tensor comes fresh from the system and is zeroed page by page, which took a quarter of a DCGAN step's time.
/// Freed blocks of 64 KiB and more are kept by size and handed out again; no more is held than twice the most that was
/// ever in use. Call before training; later calls do nothing. Left out under the address sanitizer.
void installHostAllocator();

/// What the allocator holds now, in bytes (blocks of 64 KiB and more).
struct HostMemory {
  std::size_t inUse = 0;
  std::size_t kept = 0;  ///< free, waiting for reuse
  std::size_t peak = 0;  ///< most ever in use
};
HostMemory hostMemory();

/// From now on the allocator refuses what would bring inUse above `bytes`, as a system whose memory runs out does; 0 is
/// no limit.
void limitHostMemory(std::size_t bytes);

}  // namespace ganvas::engine
