#include "config/memory_need.h"

#include <limits>

namespace ganvas::config {

namespace {
constexpr std::int64_t kFloat = 4;   // bytes
constexpr std::int64_t kCopies = 4;  // weights, gradients, two moments
}  // namespace

std::int64_t MemoryNeed::forBatch(std::int64_t size) const {
  std::int64_t bytes = 0;
  const bool tooMany = __builtin_mul_overflow(perPicture, size, &bytes) || __builtin_add_overflow(bytes, fixed, &bytes);
  return tooMany ? std::numeric_limits<std::int64_t>::max() : bytes;
}

MemoryNeed leastMemory(const ExperimentPlan& plan) {
  return {kFloat * kCopies * (plan.generator.parameters() + plan.discriminator.parameters()),
          kFloat * (plan.generator.activations() + 2 * plan.discriminator.activations())};
}

}  // namespace ganvas::config
