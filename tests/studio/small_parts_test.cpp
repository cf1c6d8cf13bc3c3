#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "config/recipes.h"
#include "runs/history.h"
#include "studio/describe.h"
#include "studio/live_changes.h"
#include "studio/sample_schedule.h"
#include "studio/speed_meter.h"

namespace ganvas::studio {
namespace {

TEST(SampleSchedule, IsDenseEarlyThenRegularAndEndsWithTheRun) {
  std::vector<std::int64_t> due;
  for (std::int64_t step = 0; step <= 950; ++step) {
    if (isSampleDue(step, 300, 950)) due.push_back(step);
  }
  EXPECT_EQ(due, (std::vector<std::int64_t>{0, 1, 2, 5, 10, 20, 25, 50, 100, 200, 300, 600, 900, 950}));
}

TEST(SpeedMeter, ForgetsWhatIsOlderThanItsWindow) {
  SpeedMeter meter;
  const SpeedMeter::Clock::time_point start{};
  EXPECT_EQ(meter.stepsPerSecond(), 0);
  for (int second = 0; second <= 10; ++second) meter.add(start + std::chrono::seconds(second), 10 * second);
  EXPECT_DOUBLE_EQ(meter.stepsPerSecond(), 10);
  for (int second = 11; second <= 20; ++second)
    meter.add(start + std::chrono::seconds(second), 100 + 30 * (second - 10));
  EXPECT_DOUBLE_EQ(meter.stepsPerSecond(), 30);
  meter.reset();
  EXPECT_EQ(meter.stepsPerSecond(), 0);
}

TEST(LiveChanges, AreDueAtTheirStepAndInOrder) {
  const std::vector<runs::LiveChange> recorded{{10, "a", "1"}, {20, "a", "2"}, {20, "b", "3"}};
  LiveChanges changes(recorded);
  EXPECT_TRUE(changes.takeDue(9).empty());
  EXPECT_EQ(changes.takeDue(10), (std::vector<runs::LiveChange>{{10, "a", "1"}}));
  EXPECT_EQ(changes.takeDue(100), (std::vector<runs::LiveChange>{{20, "a", "2"}, {20, "b", "3"}}));
  EXPECT_TRUE(changes.takeDue(1000).empty());
}

TEST(LiveChanges, AWishMadeLaterInTheRunsLifeButEarlierInTrainingWins) {
  // Trained to 20, went back to the checkpoint at 5, and there the user chose another value at 8.
  const std::vector<runs::LiveChange> recorded{{4, "a", "0"}, {15, "a", "old"}, {15, "b", "kept"}, {8, "a", "new"}};
  LiveChanges changes(recorded);
  EXPECT_EQ(changes.takeDue(100), (std::vector<runs::LiveChange>{{4, "a", "0"}, {8, "a", "new"}, {15, "b", "kept"}}));
}

TEST(Describe, CountsTheQuickstartNetworks) {
  // By hand: 64·6272; 2·128; 128·64·16; 2·64; 64·16 + 1. And 16·64 + 64; 64·128·16 + 128; 6272 + 1.
  const std::string text = describeExperiment(config::loadRecipe("quickstart"));
  for (const char* count : {"401,408", "256", "131,072", "128", "1,025", "533,889", "1,088", "131,200", "6,273",
                            "138,561", "7×7×128", "14×14×64", "28×28×1"}) {
    EXPECT_NE(text.find(count), std::string::npos) << count << " is missing from\n" << text;
  }
}

TEST(Describe, NeedsNoDataFiles) {
  config::Experiment experiment = config::loadRecipe("dcgan-3");
  experiment.data.path = "/nowhere";
  EXPECT_EQ(setShape(experiment).picture, config::Shape::picture(32, 32, 3));
  EXPECT_EQ(setShape(experiment).classes, 10);
  EXPECT_FALSE(setShape(experiment).opened);
  experiment.data.source = "idx";
  EXPECT_EQ(setShape(experiment).picture, config::Shape::picture(28, 28, 1));
  experiment.data = config::loadRecipe("dogs-dcgan-64").data;
  EXPECT_EQ(setShape(experiment).picture, config::Shape::picture(64, 64, 3));
}

TEST(Describe, TakesTheClassesOfTheData) {
  config::Experiment experiment = config::loadRecipe("cgan-1");
  EXPECT_NE(describeExperiment(experiment).find("assumed)"), std::string::npos);
  experiment.data.source = "synthetic";
  experiment.data.classes = 7;
  const std::string text = describeExperiment(experiment);
  EXPECT_NE(text.find("pictures of 32×32×3, 7 classes\n"), std::string::npos) << text;
  EXPECT_NE(text.find("135"), std::string::npos) << "z of 128 joined by 7 classes is missing from\n" << text;
  experiment.data.classes = 0;
  EXPECT_THROW(describeExperiment(experiment), Error);
}

TEST(Describe, TellsWhereARecipeComesFromAndWhatIsReported) {
  const std::string text = describeExperiment(config::loadRecipe("cgan-1-exponential"));
  for (const char* part :
       {"source         Seed document 001 (GAN-101 on CIFAR-10)", "assumed        the rates of Keras’s",
        "objective      loss non-saturating, discriminator_scale 0.5", "batch 128, 200 epochs",
        "learning rates × 0.9 each 25.6 epochs, bit by bit", "reported       FID 32.555592\n",
        "               d_loss 0.108475 *\n", "copy error"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << " is missing from\n" << text;
  }
  const std::string epochs = describeExperiment(config::loadRecipe("mnist-wgan"));
  EXPECT_NE(epochs.find("d_loss -3.244686 at epoch 1\n"), std::string::npos) << epochs;
  EXPECT_NE(epochs.find("No marks: the figures are MNIST’s"), std::string::npos) << epochs;
  EXPECT_NE(epochs.find("loss wasserstein, critic_steps 5, weight_clip 0.01"), std::string::npos) << epochs;
  EXPECT_NE(
      describeExperiment(config::loadRecipe("dcgan-3-cosine")).find("× 1 to × 0 along a cosine over the whole run"),
      std::string::npos);
}

TEST(Describe, SaysWhatIsPreparedAndAugmented) {
  config::Experiment experiment = config::loadRecipe("dcgan-3");
  EXPECT_EQ(describeExperiment(experiment).find("preparation"), std::string::npos);
  experiment.preparation.sharpen = "unsharp";
  experiment.augmentation.flip = 0.5;
  const std::string text = describeExperiment(experiment);
  EXPECT_NE(text.find("preparation    sharpen unsharp\n"), std::string::npos) << text;
  EXPECT_NE(text.find("augmentation   flip 0.5\n"), std::string::npos) << text;
}

TEST(Describe, DenoisingHasOneNetwork) {
  const std::string text = describeExperiment(config::loadRecipe("ddpm-baseline"));
  EXPECT_EQ(text.find("\ndiscriminator"), std::string::npos) << text;
  EXPECT_NE(text.find("diffusion      steps 1000, beta_first 0.0001, beta_last 0.02, sampling_steps 50"),
            std::string::npos);
  EXPECT_NE(text.find("744,251,392"), std::string::npos) << text;
}

TEST(Describe, EveryRecipe) {
  for (const config::Recipe& recipe : config::recipes())
    EXPECT_NO_THROW(describeExperiment(recipe.experiment)) << recipe.name;
}

}  // namespace
}  // namespace ganvas::studio
