#include "engine/host_allocator.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <thread>

namespace ganvas::engine {
namespace {

#if !defined(__SANITIZE_ADDRESS__)  // the allocator is left out there

TEST(HostAllocator, ReusesABlockOfTheSameSize) {
  installHostAllocator();
  const void* first = at::empty({1 << 20}).data_ptr();
  EXPECT_EQ(at::empty({1 << 20}).data_ptr(), first);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(first) % 64, 0u);
}

TEST(HostAllocator, HoldsNoMoreThanTwiceThePeak) {
  installHostAllocator();
  for (std::int64_t n = 100'000; n < 3'000'000; n += 10'007) at::empty({n}).fill_(1);
  const HostMemory memory = hostMemory();
  EXPECT_LE(memory.inUse + memory.kept, std::max<std::size_t>(2 * memory.peak, 64u << 20));
}

TEST(HostAllocator, ServesSeveralThreads) {
  installHostAllocator();
  std::vector<std::thread> threads;
  std::atomic<int> wrong = 0;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([t, &wrong] {
      for (int i = 0; i < 200; ++i) {
        const at::Tensor a = at::full({20'000 + 1000 * t}, t, at::kInt);
        if (!a.eq(t).all().item<bool>()) ++wrong;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

TEST(HostAllocator, RefusesTheImpossible) {
  installHostAllocator();
  EXPECT_ANY_THROW(at::empty({std::int64_t{1} << 60}));
}

#endif

}  // namespace
}  // namespace ganvas::engine
