#include "config/reported_marks.h"

#include <gmock/gmock.h>

#include "config/recipes.h"
#include "config/sweeps.h"

namespace ganvas::config {
namespace {

using ::testing::HasSubstr;

TEST(ReportedMarks, HoldWhileTheRunIsTheDocuments) {
  Experiment run = loadRecipe("dcgan-3");
  EXPECT_EQ(whyNoMarks(run), "");
  run.data.path = "/where/cifar/is";
  run.schedule.epochs = 3;
  run.seed = 9;
  EXPECT_EQ(whyNoMarks(run), "");
  Experiment other = run;
  other.objective.loss = "wasserstein";
  EXPECT_THAT(whyNoMarks(other), HasSubstr("objective"));
  other = run;
  other.generator.layers.push_back("tanh");
  EXPECT_THAT(whyNoMarks(other), HasSubstr("networks"));
  other = run;
  other.data.source = "synthetic";
  EXPECT_THAT(whyNoMarks(other), HasSubstr("data"));
  other = run;
  other.preparation.sharpen = "unsharp";
  EXPECT_THAT(whyNoMarks(other), HasSubstr("preparation"));
  other = run;
  other.data.split = "test";
  EXPECT_THAT(whyNoMarks(other), HasSubstr("data"));
  other = run;
  other.augmentation.flip = 0.5;
  EXPECT_THAT(whyNoMarks(other), HasSubstr("augmentation"));
  other = run;
  other.about.name = "mine";
  EXPECT_THAT(whyNoMarks(other), HasSubstr("no recipe"));
}

TEST(ReportedMarks, OfMnistHoldOnMnistOnly) {
  Experiment run = loadRecipe("mnist-gan");
  EXPECT_THAT(whyNoMarks(run), HasSubstr("MNIST"));
  run.data.source = "idx";
  run.data.path = "/where/mnist/is";
  EXPECT_EQ(whyNoMarks(run), "");
  run.data.limit = 100;
  EXPECT_THAT(whyNoMarks(run), HasSubstr("data"));
}

TEST(ReportedMarks, OfASweepHoldForTheRowThatHasTheFigures) {
  Sweep sweep = loadSweep("mnist-wgan-sweep");
  sweep.set = {"data.source=idx", "data.path=/where/mnist/is"};
  const auto runs = sweepRuns(sweep, sweepBase(sweep), "my-own-20261122-150000");
  for (const SweepRun& run : runs) EXPECT_EQ(whyNoMarks(run.experiment), "") << run.label;
  Experiment mixed = runs[3].experiment;
  mixed.about.reported = runs[4].experiment.about.reported;
  EXPECT_THAT(whyNoMarks(mixed), HasSubstr("objective"));
  mixed.about.sweep.clear();
  EXPECT_THAT(whyNoMarks(mixed), HasSubstr("objective"));
}

}  // namespace
}  // namespace ganvas::config
