#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <random>

#include "cli/cli_fixture.h"
#include "runs/run_list.h"

namespace ganvas::testing {
namespace {

using std::chrono::milliseconds;

constexpr int kKills = 10;
constexpr const char* kEndless = "1000000000";  // steps: a program that is to be killed never ends by itself

config::Experiment experiment() {
  config::Experiment e = tinyExperiment(1);
  e.checkpoints.every = 50;
  e.generator.emaDecay = 0.9;
  return e;
}

/// Kills the program, which must be running still, a while from now.
void killAfter(Program& program, milliseconds time) {
  EXPECT_FALSE(program.waitFor(time)) << program.standardError();
  program.signal(SIGKILL);
  EXPECT_EQ(program.wait(), -SIGKILL) << program.standardError();
}

void awaitTraining(Program& program) {
  while (program.standardError().find("training in") == std::string::npos) {
    ASSERT_FALSE(program.waitFor(milliseconds(10))) << program.standardError();
  }
}

class KillTest : public CliTest {
 protected:
  std::int64_t historySteps() const { return runs::HistoryReader(newestRun() / "history.db").steps(); }
  std::int64_t newestCheckpoint() const {
    const std::vector<std::int64_t> steps = checkpoints(newestRun());
    return steps.empty() ? 0 : steps.back();
  }
  /// What must hold of a run that was just killed and whose history once reached `seen`.
  void expectNothingLost(std::int64_t checkpoint, std::int64_t seen) const {
    EXPECT_GE(newestCheckpoint(), checkpoint) << "a checkpoint was lost";
    EXPECT_GE(historySteps(), newestCheckpoint()) << "the history ends too early";
    EXPECT_GE(historySteps(), seen) << "steps that were on disk are lost";
    EXPECT_TRUE(runs::summarise(newestRun()).interrupted);
    EXPECT_EQ(runs::summarise(newestRun()).problem, "");
  }
  milliseconds soon(int most = 250) { return milliseconds(std::uniform_int_distribution<int>(0, most)(random_)); }

 private:
  std::mt19937 random_{20240501};
};

TEST_F(KillTest, KilledTenTimesNothingIsLostAndTheEndIsTheSameToTheLastByte) {
  const auto first = launch({"train", write(experiment()), "--steps", kEndless});
  ASSERT_NO_FATAL_FAILURE(awaitTraining(*first));
  killAfter(*first, soon());
  expectNothingLost(0, 0);
  const std::filesystem::path run = newestRun();

  for (int kill = 2; kill <= kKills; ++kill) {
    const std::int64_t checkpoint = newestCheckpoint();
    const auto program = launch({"resume", run.string()});
    std::int64_t seen = 0;
    if (kill % 3 == 0) {  // any moment at all: while it loads, reads the checkpoint …
      killAfter(*program, soon(1000));
    } else {
      ASSERT_NO_FATAL_FAILURE(awaitTraining(*program));
      EXPECT_FALSE(program->waitFor(soon()));
      seen = historySteps();
      // A second later all that was made until now must be on disk, and some of what came after.
      const bool wait = kill == 5;
      killAfter(*program, wait ? milliseconds(1100) : milliseconds(0));
      if (wait) {
        EXPECT_GT(historySteps(), seen) << "a second of training left nothing";
      }
    }
    expectNothingLost(checkpoint, seen);
  }

  const std::int64_t end = newestCheckpoint() + 120;
  const Result last = this->run({"resume", run.string(), "--steps", std::to_string(end)});
  ASSERT_EQ(last.code, 0) << last.err;
  std::filesystem::rename(run, folder / "killed");
  const Result whole = this->run({"train", write(experiment()), "--steps", std::to_string(end)});
  ASSERT_EQ(whole.code, 0) << whole.err;

  EXPECT_EQ(runs::HistoryReader(folder / "killed" / "history.db").state().state, "finished");
  const std::string state = bytesOf(stateFile(folder / "killed", end));
  EXPECT_FALSE(state.empty());
  EXPECT_TRUE(state == bytesOf(stateFile(newestRun(), end))) << "the weights differ";
  EXPECT_EQ(runs::HistoryReader(folder / "killed" / "history.db").values("g_loss", 1, end),
            runs::HistoryReader(newestRun() / "history.db").values("g_loss", 1, end));
}

}  // namespace
}  // namespace ganvas::testing
