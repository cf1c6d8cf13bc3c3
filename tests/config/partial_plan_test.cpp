#include <gmock/gmock.h>

#include "base/error_text.h"
#include "config/network_plan.h"

namespace ganvas::config {
namespace {

using ::testing::HasSubstr;

const NetworkInput kNoise{Shape::vector(8), 0, false};

PartialPlan partial(const std::vector<std::string>& lines) {
  return planUpToFault("generator", lines, kNoise);
}

TEST(PartialPlan, EndsBeforeTheLineAtFault) {
  const PartialPlan plan = partial({"linear 4x4x16", "relu", "conv 8 k3 s0", "tanh"});
  ASSERT_TRUE(plan.fault);
  EXPECT_EQ(plan.plan.layers.size(), 2u);
  EXPECT_EQ(plan.plan.output, Shape::picture(4, 4, 16));
  EXPECT_EQ(plan.fault->line(), 3u);
  EXPECT_EQ(plan.fault->column(), 11u);
  EXPECT_EQ(plan.fault->length(), 2u);
}

TEST(PartialPlan, OfAGoodNetworkIsItsPlan) {
  const PartialPlan plan = partial({"linear 4x4x16", "relu"});
  EXPECT_FALSE(plan.fault);
  EXPECT_EQ(plan.plan.layers.size(), 2u);
  EXPECT_EQ(plan.plan.features, 0u);
}

TEST(PartialPlan, PointsToASaveThatIsNeverUsed) {
  const PartialPlan plan = partial({"linear 4", "save x", "relu"});
  ASSERT_TRUE(plan.fault);
  EXPECT_EQ(plan.plan.layers.size(), 3u);
  EXPECT_EQ(plan.fault->line(), 2u);
  EXPECT_EQ(plan.fault->length(), 0u);
  EXPECT_THAT(plan.fault->what(), HasSubstr("generator, line 2 \"save x\": the value saved as x is never used"));
}

TEST(PartialPlan, FaultsOfTheWholeNetworkAreThrown) {
  EXPECT_THROW(partial({}), Error);
  EXPECT_THROW(partial(std::vector<std::string>(1001, "relu")), Error);
}

TEST(PartialPlan, MisfitsOfTwoNetworksNameTheirLastLines) {
  Experiment experiment;
  experiment.generator.layers = {"linear 8x8x1", "tanh"};
  experiment.discriminator.layers = {"flatten", "linear 2"};
  const auto faultFor = [&](const Shape& picture) {
    try {
      planExperiment(experiment, picture, 0);
    } catch (const LayerError& fault) {
      return fault.network() + " " + std::to_string(fault.line());
    }
    return std::string("none");
  };
  EXPECT_EQ(faultFor(Shape::picture(8, 8, 3)), "generator 2");
  EXPECT_EQ(faultFor(Shape::picture(8, 8, 1)), "discriminator 2");
}

}  // namespace
}  // namespace ganvas::config
