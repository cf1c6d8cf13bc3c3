#include "config/memory_need.h"

#include <gtest/gtest.h>

#include <limits>

namespace ganvas::config {
namespace {

ExperimentPlan smallPlan() {
  Experiment experiment;
  experiment.generator.latent = 4;
  experiment.generator.layers = {"linear 8x8x3", "tanh"};
  experiment.discriminator.layers = {"flatten", "linear 1"};
  return planExperiment(experiment, Shape::picture(8, 8, 3), 0);
}

TEST(MemoryNeed, CountsWeightsFourTimesAndActivationsByTheBatch) {
  const MemoryNeed need = leastMemory(smallPlan());
  const std::int64_t pixels = 8 * 8 * 3;
  const std::int64_t parameters = (4 * pixels + pixels) + (pixels + 1);
  EXPECT_EQ(need.fixed, 4 * 4 * parameters);                        // float32: weight, gradient, two moments
  EXPECT_EQ(need.perPicture, 4 * (2 * pixels + 2 * (pixels + 1)));  // the discriminator sees real and generated ones
  EXPECT_EQ(need.forBatch(10), need.fixed + 10 * need.perPicture);
}

TEST(MemoryNeed, OfAnAbsurdBatchIsTheLargestNumber) {
  const MemoryNeed need = leastMemory(smallPlan());
  EXPECT_EQ(need.forBatch(std::numeric_limits<std::int64_t>::max()), std::numeric_limits<std::int64_t>::max());
}

TEST(MemoryNeed, OfANetworkAloneNeedsNoDiscriminator) {
  ExperimentPlan plan = smallPlan();
  plan.discriminator = {};
  EXPECT_EQ(leastMemory(plan).perPicture, 4 * 2 * 8 * 8 * 3);
}

}  // namespace
}  // namespace ganvas::config
