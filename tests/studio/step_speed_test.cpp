#include "studio/step_speed.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/error.h"
#include "base/temporary_directory.h"
#include "config/recipes.h"
#include "studio/tiny_experiment.h"

namespace ganvas::studio {
namespace {

using ganvas::testing::tinyExperiment;

TEST(StepSpeed, TellsTheSecondsOfAStepAndWhere) {
  const runs::StepTime time = measureStep(tinyExperiment(1));
  EXPECT_GT(time.seconds, 0);
  EXPECT_LT(time.seconds, 1);
  EXPECT_EQ(time.device, "cpu, 1 thread");
  EXPECT_FALSE(time.torch.empty());
  EXPECT_EQ(time.pictures, 64);
}

TEST(StepSpeed, ManyTimesTheBatchTakesLonger) {
  config::Experiment large = tinyExperiment(1);
  large.schedule.batchSize = 4096;
  EXPECT_GT(measureStep(large).seconds, 3 * measureStep(tinyExperiment(1)).seconds);
}

TEST(StepSpeed, NeedsNoDataFiles) {
  config::Experiment experiment = tinyExperiment(1);
  experiment.data.source = "cifar10";
  experiment.data.path = "/nowhere";
  experiment.generator.layers = {"linear 32x32x3", "tanh"};
  const runs::StepTime time = measureStep(experiment);
  EXPECT_GT(time.seconds, 0);
  EXPECT_EQ(time.pictures, 0) << "nobody has counted them";
}

// A folder may hold a hundred thousand photographs.
TEST(StepSpeed, OpensNoPictureOfAFolder) {
  const ganvas::testing::TemporaryDirectory folder;
  config::Experiment experiment = tinyExperiment(1);
  experiment.data.source = "folder";
  experiment.data.path = folder.path().string();
  for (const char* name : {"d.png", "e.png", "f.png"})
    std::ofstream(folder / name) << "no picture, but never looked at";
  EXPECT_EQ(measureStep(experiment).pictures, 3);
  experiment.data.limit = 2;
  EXPECT_EQ(measureStep(experiment).pictures, 2);
}

TEST(StepSpeed, ALossThatIsNotFiniteIsNoFailure) {
  EXPECT_GT(measureStep(ganvas::testing::divergingExperiment(1)).seconds, 0);
}

TEST(StepSpeed, EndsWhenItIsAsked) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(measureStep(tinyExperiment(1), stop.get_token()), Error);
}

TEST(StepSpeed, SaysWhatDoesNotFit) {
  config::Experiment experiment = tinyExperiment(1);
  experiment.generator.layers = {"linear 9x9x1"};
  EXPECT_THROW(measureStep(experiment), Error);
}

}  // namespace
}  // namespace ganvas::studio
