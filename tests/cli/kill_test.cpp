#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <random>

#include "cli/cli_fixture.h"
#include "runs/run_list.h"

namespace ganvas::testing {
namespace {

using std::chrono::milliseconds;

constexpr std::int64_t kSteps = 4000;

config::Experiment experiment() {
  config::Experiment e = tinyExperiment(kSteps);
  e.checkpoints.every = 50;
  e.generator.emaDecay = 0.9;
  return e;
}

/// Kills the program at some moment after its start, or lets it end.
void killSoon(Program& program, milliseconds after) {
  if (!program.waitFor(after)) program.signal(SIGKILL);
  const int code = program.wait();
  EXPECT_TRUE(code == -SIGKILL || code == 0) << code << program.standardError();
}

/// The same, but after it has begun to train.
void killInTraining(Program& program, milliseconds after) {
  while (program.standardError().find("training in") == std::string::npos) {
    if (program.waitFor(milliseconds(10))) break;
  }
  killSoon(program, after);
}

TEST_F(CliTest, KilledTenTimesNothingIsLostAndTheEndIsTheSameToTheLastByte) {
  const std::filesystem::path whole = trainToEnd(experiment());
  std::filesystem::rename(whole, folder / "whole");

  std::mt19937 random(20240501);
  std::uniform_int_distribution<int> delay(0, 250);
  killInTraining(*launch({"train", write(experiment())}), milliseconds(delay(random)));
  const std::filesystem::path run = newestRun();
  std::int64_t before = 0;
  for (int kill = 2; kill <= 10; ++kill) {
    const std::vector<std::int64_t> steps = checkpoints(run);
    const std::int64_t checkpoint = steps.empty() ? 0 : steps.back();
    EXPECT_GE(checkpoint, before) << "a checkpoint was lost";
    EXPECT_GE(runs::HistoryReader(run / "history.db").steps(), checkpoint) << "the history ends too early";
    if (checkpoint == kSteps) break;
    EXPECT_TRUE(runs::summarise(run).interrupted);
    EXPECT_EQ(runs::summarise(run).problem, "");
    before = checkpoint;
    const auto program = launch({"resume", run.string()});
    if (kill % 3 == 0) {  // any moment at all: while it loads, reads the checkpoint …
      killSoon(*program, milliseconds(4 * delay(random)));
    } else {
      killInTraining(*program, milliseconds(delay(random)));
    }
  }
  const Result last = this->run({"resume", run.string()});
  if (last.code != 0) expectEnd(last, 1, "already finished");
  EXPECT_EQ(runs::HistoryReader(run / "history.db").state().state, "finished");
  const std::string state = bytesOf(stateFile(run, kSteps));
  EXPECT_FALSE(state.empty());
  EXPECT_TRUE(state == bytesOf(stateFile(folder / "whole", kSteps))) << "the weights differ";
  EXPECT_EQ(runs::HistoryReader(run / "history.db").values("g_loss", 1, kSteps),
            runs::HistoryReader(folder / "whole" / "history.db").values("g_loss", 1, kSteps));
}

}  // namespace
}  // namespace ganvas::testing
