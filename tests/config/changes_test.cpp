#include "config/changes.h"

#include <gmock/gmock.h>

namespace ganvas::config {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Changes, NameWhatDiffersInTheOrderOfTheTable) {
  Experiment changed;
  EXPECT_THAT(changedKeys(Experiment{}, changed), IsEmpty());
  changed.schedule.steps = 7;
  changed.data.source = "synthetic";
  changed.generator.layers = {"tanh"};
  EXPECT_THAT(changedKeys(Experiment{}, changed), ElementsAre("data.source", "generator.layers", "schedule.steps"));
}

TEST(Changes, MakeACommandThatAShellReadsBack) {
  Experiment changed;
  EXPECT_EQ(trainCommand("quickstart", {}, changed), "ganvas-cli train quickstart");
  changed.schedule.steps = 1500;
  changed.generatorOptimiser.learningRate = 1e-4;
  changed.data.path = "/data/Anna's pictures";
  changed.generator.layers = {"linear 4x4x8", "tanh"};
  EXPECT_EQ(trainCommand("my recipe.toml", {}, changed),
            "ganvas-cli train 'my recipe.toml' --set 'data.path=/data/Anna'\\''s pictures' "
            "--set 'generator.layers=linear 4x4x8\ntanh' --set generator_optimiser.learning_rate=0.0001 "
            "--set schedule.steps=1500");
}

TEST(Changes, QuoteWhatAShellWouldRead) {
  EXPECT_EQ(shellWord("a=b/c.d"), "a=b/c.d");
  EXPECT_EQ(shellWord(""), "''");
  EXPECT_EQ(shellWord("$(rm)"), "'$(rm)'");
}

}  // namespace
}  // namespace ganvas::config
