#include <gtest/gtest.h>

#include <csignal>
#include <string>

#include "cli/cli_fixture.h"
#include "runs/queue.h"
#include "runs/run_list.h"

namespace ganvas::testing {
namespace {

TEST_F(CliTest, TheQueueIsListedChangedAndTrained) {
  EXPECT_NE(run({"queue", "list"}).out.find("no runs are waiting"), std::string::npos);
  const std::string file = write(tinyExperiment(1000));
  const Result first = run({"queue", "add", file, "--steps", "20", "--name", "first"});
  ASSERT_EQ(first.code, 0) << first.err;
  const Result second = run({"queue", "add", file, "--steps", "10", "--set", "seed=5", "--name", "second"});
  ASSERT_EQ(second.code, 0) << second.err;
  const std::string id = second.out.substr(0, second.out.find('\n'));
  expectEnd(run({"queue", "add", file, "--set", "shedule.steps=3"}), 2, "schedule.steps");
  expectEnd(run({"queue", "remove", "nothing"}), 2, "nothing");
  run({"queue", "add", file, "--name", "third"});
  EXPECT_EQ(run({"queue", "remove", runs::Queue(runsDir).entries().back().id}).code, 0);
  const Result json = run({"queue", "list", "--json"});
  EXPECT_NE(json.out.find("\"id\": \"" + id + "\""), std::string::npos) << json.out;

  EXPECT_EQ(run({"queue", "pause"}).code, 0);
  expectEnd(run({"queue", "run"}), 1, "paused");
  EXPECT_EQ(run({"queue", "resume"}).code, 0);
  const Result trained = run({"queue", "run"});
  EXPECT_EQ(trained.code, 0) << trained.err;
  EXPECT_TRUE(runs::Queue(runsDir).entries().empty());
  const auto finished = runs::listRuns(runsDir);
  ASSERT_EQ(finished.size(), 2U);  // the queue's folder is no run
  for (const runs::RunSummary& run : finished) {
    EXPECT_EQ(run.stateText(), "finished");
    EXPECT_EQ(run.history.step, run.manifest.name == "first" ? 20 : 10);
    EXPECT_EQ(run.manifest.seed == 5, run.manifest.name == "second");
  }
}

TEST_F(CliTest, WhatCannotStartIsSetAsideAndTheRestIsTrained) {
  config::Experiment missing = tinyExperiment(10);
  missing.about.name = "missing";
  missing.data.source = "idx";
  missing.data.path = (folder / "nowhere").string();
  EXPECT_EQ(run({"queue", "add", write(missing)}).code, 0);
  EXPECT_EQ(run({"queue", "add", write(tinyExperiment(10))}).code, 0);
  expectEnd(run({"queue", "run"}), 1, "nowhere");
  const auto entries = runs::Queue(runsDir).entries();
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].state, runs::QueueState::Failed);
  EXPECT_NE(entries[0].problem.find("nowhere"), std::string::npos);
  EXPECT_EQ(runs::listRuns(runsDir).size(), 1U);
}

TEST_F(CliTest, ThreeFailedStartsInARowStopTheQueue) {
  config::Experiment missing = tinyExperiment(10);
  missing.data.source = "idx";
  missing.data.path = (folder / "nowhere").string();
  runs::Queue queue(runsDir);
  for (const char* name : {"a", "b", "c", "d"}) {
    runs::QueuedRun run;
    run.name = name;
    run.experiment = missing;
    queue.add(run);
  }
  expectEnd(run({"queue", "run"}), 1, "3 runs in a row could not be started");
  const auto entries = queue.entries();
  ASSERT_EQ(entries.size(), 4U);
  EXPECT_EQ(entries[2].state, runs::QueueState::Failed);
  EXPECT_EQ(entries[3].state, runs::QueueState::Waiting);

  EXPECT_EQ(run({"queue", "retry", entries[2].id}).code, 0);
  EXPECT_EQ(queue.entries()[2].state, runs::QueueState::Waiting);
  EXPECT_EQ(queue.entries()[1].state, runs::QueueState::Failed);
  expectEnd(run({"queue", "retry", "nothing"}), 2, "nothing");
}

class QueueKillTest : public CliTest {
 protected:
  void trainUntil(int signal, int code) {
    const auto program = launch({"queue", "run"});
    while (program->standardError().find("training in") == std::string::npos) {
      ASSERT_FALSE(program->waitFor(std::chrono::milliseconds(20))) << program->standardError();
    }
    program->signal(signal);
    EXPECT_EQ(program->wait(), code) << program->standardError();
  }
};

TEST_F(QueueKillTest, ARunThatIsInterruptedOrKilledIsResumedByTheQueue) {
  config::Experiment experiment = tinyExperiment(1'000'000'000);
  experiment.checkpoints.every = 5;
  EXPECT_EQ(run({"queue", "add", write(experiment)}).code, 0);
  for (const auto& [signal, code] : {std::pair{SIGINT, 130}, std::pair{SIGKILL, -SIGKILL}, std::pair{SIGTERM, 130}}) {
    ASSERT_NO_FATAL_FAILURE(trainUntil(signal, code));
    const auto entries = runs::Queue(runsDir).entries();
    ASSERT_EQ(entries.size(), 1U) << signal;
    EXPECT_EQ(entries[0].state, runs::QueueState::Waiting);
    EXPECT_TRUE(entries[0].run.isResume());
    EXPECT_EQ(runs::listRuns(runsDir).size(), 1U);
  }
}

}  // namespace
}  // namespace ganvas::testing
