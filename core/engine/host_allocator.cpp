#include "engine/host_allocator.h"

#include <c10/core/Allocator.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <new>
#include <vector>

namespace ganvas::engine {

namespace {

constexpr std::size_t kHeader = 64;           // before the data, and its alignment
constexpr std::size_t kSmallest = 64u << 10;  // smaller blocks go straight to malloc
constexpr std::size_t kHugePage = 2u << 20;
constexpr std::size_t kAlwaysKept = 64u << 20;

// Sizes that differ by less than an eighth share their blocks.
std::size_t sizeClass(std::size_t bytes) {
  std::size_t step = kSmallest / 8;
  while (step * 16 < bytes) step *= 2;
  return (bytes + step - 1) / step * step;
}

// Free blocks by size. Leaked on purpose: tensors in static storage may outlive any destructor.
class BlockStore {
 public:
  void* take(std::size_t size) {
    {
      const std::lock_guard lock(mutex_);
      if (limit_ != 0 && memory_.inUse + size > limit_) throw std::bad_alloc();
      memory_.inUse += size;
      memory_.peak = std::max(memory_.peak, memory_.inUse);
      auto& blocks = free_[size];
      if (!blocks.empty()) {
        void* block = blocks.back();
        blocks.pop_back();
        memory_.kept -= size;
        return block;
      }
    }
    if (void* block = fresh(size)) return block;
    releaseAll();
    if (void* block = fresh(size)) return block;
    const std::lock_guard lock(mutex_);
    memory_.inUse -= size;
    throw std::bad_alloc();
  }

  void give(void* block, std::size_t size) {
    {
      const std::lock_guard lock(mutex_);
      memory_.inUse -= size;
      if (memory_.inUse + memory_.kept + size <= std::max(2 * memory_.peak, kAlwaysKept)) {
        free_[size].push_back(block);
        memory_.kept += size;
        return;
      }
    }
    std::free(block);
  }

  HostMemory memory() {
    const std::lock_guard lock(mutex_);
    return memory_;
  }

  void limit(std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    limit_ = bytes;
  }

 private:
  static void* fresh(std::size_t size) {
    void* block = nullptr;
    const bool large = size >= 2 * kHugePage;
    if (posix_memalign(&block, large ? kHugePage : kHeader, size) != 0) return nullptr;
    if (large) madvise(block, size, MADV_HUGEPAGE);  // advice only: a failure changes nothing
    return block;
  }

  void releaseAll() {
    const std::lock_guard lock(mutex_);
    for (auto& [size, blocks] : free_) {
      for (void* block : blocks) std::free(block);
      blocks.clear();
    }
    memory_.kept = 0;
  }

  std::mutex mutex_;  ///< guards everything below
  std::map<std::size_t, std::vector<void*>> free_;
  HostMemory memory_;
  std::size_t limit_ = 0;  ///< of memory_.inUse; 0 is none
};

BlockStore& store() {
  static auto* const blocks = new BlockStore;
  return *blocks;
}

// The block's size stands before the data.
void release(void* data) {
  if (!data) return;
  char* block = static_cast<char*>(data) - kHeader;
  std::size_t size = 0;
  std::memcpy(&size, block, sizeof size);
  if (size < kSmallest) {
    std::free(block);
  } else {
    store().give(block, size);
  }
}

c10::DataPtr allocateBlock(std::size_t bytes) {
  if (bytes == 0) return {nullptr, nullptr, &release, c10::Device(c10::kCPU)};
  std::size_t size = bytes + kHeader;
  if (size < bytes) throw std::bad_alloc();
  void* block = nullptr;
  if (size < kSmallest) {
    if (posix_memalign(&block, kHeader, size) != 0) throw std::bad_alloc();
  } else {
    size = sizeClass(size);
    block = store().take(size);
  }
  std::memcpy(block, &size, sizeof size);
  void* data = static_cast<char*>(block) + kHeader;
  return {data, data, &release, c10::Device(c10::kCPU)};
}

// LibTorch 2.3 dropped the const of allocate() and 2.2 added copy_data(): whichever of these exists in the base is
// overridden, so none of them says `override`.
class ReusingAllocator : public c10::Allocator {
 public:
  c10::DataPtr allocate(std::size_t bytes) const { return allocateBlock(bytes); }
  c10::DataPtr allocate(std::size_t bytes) { return allocateBlock(bytes); }
  void copy_data(void* to, const void* from, std::size_t bytes) const { std::memcpy(to, from, bytes); }
  c10::DeleterFnPtr raw_deleter() const { return &release; }
};

}  // namespace

void installHostAllocator() {
#if !defined(__SANITIZE_ADDRESS__)
  static const bool installed = [] {
    static auto* const allocator = new ReusingAllocator;
    c10::SetAllocator(c10::kCPU, allocator, /*priority=*/200);
    return true;
  }();
  static_cast<void>(installed);
#endif
}

HostMemory hostMemory() {
  return store().memory();
}

void limitHostMemory(std::size_t bytes) {
  store().limit(bytes);
}

}  // namespace ganvas::engine
