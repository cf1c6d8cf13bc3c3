#include "nn/dropout_mask.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/ops/empty_like.h>

#include <algorithm>
#include <cmath>
#include <mutex>

#include "base/random.h"

namespace ganvas::nn {

namespace {

constexpr std::int64_t kGrain = 16384;  // pairs of elements worth a thread

std::uint64_t nextKey(at::Generator& random) {
  const std::lock_guard lock(random.mutex());
  return at::check_generator<at::CPUGeneratorImpl>(random)->random64();
}

// Each 64 bits decide on two elements: kept where their half lies below the threshold.
void fillMask(float* mask, std::int64_t count, double keep, std::uint64_t key) {
  const auto threshold = static_cast<std::uint64_t>(std::llround(std::ldexp(keep, 32)));
  const auto kept = static_cast<float>(1.0 / keep);
  at::parallel_for(0, (count + 1) / 2, kGrain, [=](std::int64_t begin, std::int64_t end) {
    for (std::int64_t pair = begin; pair < end; ++pair) {
      const std::uint64_t bits = mix64(key + static_cast<std::uint64_t>(pair));
      mask[2 * pair] = (bits >> 32) < threshold ? kept : 0;
      if (2 * pair + 1 < count) mask[2 * pair + 1] = (bits & 0xffffffffU) < threshold ? kept : 0;
    }
  });
}

}  // namespace

at::Tensor dropoutMask(const at::Tensor& like, double probability, at::Generator random) {
  const double keep = 1.0 - probability;
  const at::Tensor plain = like.detach();
  if (!plain.is_cpu()) return at::empty_like(plain).bernoulli_(keep, std::move(random)).mul_(1.0 / keep);
  // Of a dense tensor empty_like keeps the memory's order: the elements lie in one row.
  const at::Tensor mask = at::empty_like(plain, plain.options().dtype(at::kFloat));
  fillMask(mask.data_ptr<float>(), mask.numel(), keep, nextKey(random));
  return mask.to(plain.scalar_type());
}

}  // namespace ganvas::nn
