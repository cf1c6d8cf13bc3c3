#include "nn/dropout_mask.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <cmath>

namespace ganvas::nn {
namespace {

at::Generator generator(std::uint64_t seed) {
  return at::make_generator<at::CPUGeneratorImpl>(seed);
}

at::Tensor kept(const at::Tensor& mask) {
  return (mask > 0).to(at::kDouble).flatten();
}

double correlation(const at::Tensor& a, const at::Tensor& b) {
  const at::Tensor x = a - a.mean(), y = b - b.mean();
  return ((x * y).mean() / (x.square().mean() * y.square().mean()).sqrt()).item<double>();
}

TEST(DropoutMask, KeepsTheRightShareAndScalesIt) {
  for (const double probability : {0.0, 0.1, 0.3, 0.5, 0.9}) {
    const at::Tensor mask = dropoutMask(at::empty({1000001}), probability, generator(3));
    const float scale = static_cast<float>(1 / (1 - probability));
    EXPECT_TRUE(((mask == 0) | (mask == scale)).all().item<bool>()) << probability;
    const double error = std::sqrt(probability * (1 - probability) / 1000001);  // of a binomial share
    EXPECT_NEAR(kept(mask).mean().item<double>(), 1 - probability, 4.5 * error) << probability;
  }
}

TEST(DropoutMask, ElementsAreIndependentOfTheirNeighboursAndOfTheNextMask) {
  const std::int64_t count = 1 << 20;
  at::Generator random = generator(4);
  const at::Tensor first = kept(dropoutMask(at::empty({count}), 0.4, random));
  const at::Tensor next = kept(dropoutMask(at::empty({count}), 0.4, random));
  const double bound = 4.5 / std::sqrt(static_cast<double>(count));
  EXPECT_LT(std::abs(correlation(first, next)), bound);
  for (const std::int64_t apart : {1, 2, 3, 4, 8, 16, 512, 1024}) {
    const at::Tensor head = first.narrow(0, 0, count - apart), tail = first.narrow(0, apart, count - apart);
    EXPECT_LT(std::abs(correlation(head, tail)), bound) << apart;
  }
}

TEST(DropoutMask, DoesNotDependOnTheNumberOfThreads) {
  const int threads = at::get_num_threads();
  at::set_num_threads(1);
  const at::Tensor one = dropoutMask(at::empty({200001}), 0.3, generator(5));
  at::set_num_threads(3);
  const at::Tensor three = dropoutMask(at::empty({200001}), 0.3, generator(5));
  at::set_num_threads(threads);
  EXPECT_TRUE(at::equal(one, three));
}

TEST(DropoutMask, HasTheMemoryAndTypeOfItsModel) {
  const at::Tensor like = at::empty({2, 3, 4, 5}).contiguous(at::MemoryFormat::ChannelsLast).to(at::kBFloat16);
  const at::Tensor mask = dropoutMask(like, 0.5, generator(6));
  EXPECT_EQ(mask.scalar_type(), at::kBFloat16);
  EXPECT_EQ(mask.strides(), like.strides());
}

}  // namespace
}  // namespace ganvas::nn
