#include "studio/starting_weights.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "base/error_text.h"
#include "studio/training_run_fixture.h"

namespace ganvas::studio {
namespace {

namespace fs = std::filesystem;
using ganvas::testing::errorOf;
using ganvas::testing::ScriptedControl;
using ganvas::testing::tinyExperiment;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class StartingWeightsTest : public TrainingRunTest {
 protected:
  StartingWeightsTest() { source = trainToEnd(tinyExperiment(20)); }
  /// Of another seed, and with the source's weights.
  static config::Experiment startingFrom(const fs::path& from, std::int64_t steps = 5) {
    config::Experiment e = tinyExperiment(steps);
    e.start.weightsFrom = from.string();
    return e;
  }
  std::string failure(const config::Experiment& experiment) {
    ScriptedControl control;
    return errorOf([&] { begin(experiment, control); });
  }
  static std::string grid(const fs::path& run, const char* step) {
    return bytesOf(run / "samples" / (std::string(step) + ".png"));
  }

  fs::path source;
};

TEST_F(StartingWeightsTest, AreThoseOfARunsNewestCheckpoint) {
  trainToEnd(startingFrom(fs::relative(source)));
  EXPECT_EQ(grid(run, "000000"), grid(source, "000020"));
  EXPECT_NE(grid(run, "000000"), grid(source, "000000"));
  const fs::path kept = runs::RunDirectory::open(run).experiment().start.weightsFrom;
  EXPECT_TRUE(kept.is_absolute());
  EXPECT_TRUE(fs::equivalent(kept, source));
  EXPECT_THAT(eventsOf(run), HasSubstr("info: weights of " + kept.string() + ", step 20\n"));
  EXPECT_THAT(eventsOf(run), Not(HasSubstr("warning")));
  EXPECT_EQ(history().steps(), 5);
}

TEST_F(StartingWeightsTest, AreThoseOfTheCheckpointThatIsNamed) {
  trainToEnd(startingFrom(source / "checkpoints" / "000010"));
  EXPECT_EQ(grid(run, "000000"), grid(source, "000010"));
}

TEST_F(StartingWeightsTest, OfADamagedCheckpointArePassedOver) {
  fs::resize_file(source / "checkpoints" / "000020" / "state.safetensors", 100);
  trainToEnd(startingFrom(source));
  EXPECT_EQ(grid(run, "000000"), grid(source, "000010"));
  EXPECT_THAT(eventsOf(run), HasSubstr("warning: checkpoint 20 cannot be used: "));
}

TEST_F(StartingWeightsTest, OfOneNetworkAreTakenWithAWarning) {
  config::Experiment experiment = startingFrom(source);
  experiment.generator.latent = 5;
  trainToEnd(experiment);
  EXPECT_THAT(eventsOf(run), HasSubstr("warning: only the discriminator begins with the weights of " + source.string() +
                                       ": the generator's input is 5 here, 4 in the checkpoint"));
}

TEST_F(StartingWeightsTest, ThatDoNotFitAreAnErrorThatSaysWhere) {
  config::Experiment experiment = startingFrom(source);
  experiment.generator.latent = 5;
  experiment.discriminator.layers[1] = "linear 6";
  EXPECT_THAT(failure(experiment),
              AllOf(HasSubstr(source.string()), HasSubstr("the generator's input is 5 here, 4 in the checkpoint"),
                    HasSubstr(R"(the discriminator's layer 2 is "linear 6" here, "linear 4" in the checkpoint)"),
                    HasSubstr("start.weights_from")));
}

TEST_F(StartingWeightsTest, ThatAreNotThereLeaveNoRunBehind) {
  const auto runs = [&] { return std::distance(fs::directory_iterator(folder / "runs"), fs::directory_iterator()); };
  const auto before = runs();
  EXPECT_THAT(failure(startingFrom(folder / "gone")),
              AllOf(HasSubstr("gone"), HasSubstr("not there"), HasSubstr("leave it empty")));
  EXPECT_THAT(failure(startingFrom(source / "samples")), HasSubstr("neither a run nor a checkpoint"));
  fs::remove_all(source / "checkpoints" / "000010");
  fs::remove_all(source / "checkpoints" / "000020");
  EXPECT_THAT(failure(startingFrom(source)), HasSubstr("no checkpoint yet"));
  EXPECT_EQ(runs(), before);
}

TEST_F(StartingWeightsTest, AreNotNeededByAResume) {
  const fs::path whole = trainToEnd(startingFrom(source, 40));
  ScriptedControl stopping = stopAt(5);
  ASSERT_EQ(begin(startingFrom(source, 40), stopping), RunOutcome::Stopped);
  fs::remove_all(source);
  ScriptedControl control;
  ASSERT_EQ(resume({run, {}, {}}, control), RunOutcome::Finished);
  EXPECT_EQ(stateOf(run, 40), stateOf(whole, 40));
}

TEST_F(StartingWeightsTest, AreLoadedAgainByARunThatBeginsAnew) {
  config::Experiment experiment = startingFrom(source, 8);
  const fs::path whole = trainToEnd(experiment);
  trainToEnd(experiment);
  fs::remove_all(run / "checkpoints" / "000008");  // as if it had been killed before its first checkpoint
  fs::remove(run / "history.db");
  runs::HistoryWriter(run / "history.db").truncate(7);
  ScriptedControl control;
  fs::rename(source, folder / "away");
  EXPECT_THAT(errorOf([&] { resume({run, {}, {}}, control); }), HasSubstr("not there"));
  EXPECT_EQ(history().steps(), 7);
  fs::rename(folder / "away", source);
  ASSERT_EQ(resume({run, {}, {}}, control), RunOutcome::Finished);
  EXPECT_EQ(stateOf(run, 8), stateOf(whole, 8));
  EXPECT_THAT(eventsOf(run), HasSubstr("info: weights of " + source.string() + ", step 20\n"));
}

}  // namespace
}  // namespace ganvas::studio
