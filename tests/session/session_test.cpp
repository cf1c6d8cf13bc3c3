#include "session/session.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <utility>

#include "base/error.h"
#include "base/temporary_directory.h"
#include "runs/history.h"
#include "runs/run_directory.h"
#include "runs/run_lock.h"
#include "session/command_queue.h"
#include "studio/tiny_experiment.h"

namespace ganvas::session {
namespace {

using ganvas::testing::divergingExperiment;
using ganvas::testing::tinyExperiment;
using std::chrono::milliseconds;

constexpr std::int64_t kEndless = 10'000'000;

class SessionTest : public ::testing::Test {
 protected:
  /// Waits for a status; fails the test after a generous while.
  Status await(const std::function<bool(const Status&)>& wanted) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    Status status = session->status();
    while (!wanted(status) && std::chrono::steady_clock::now() < deadline) {
      status = session->waitForChange(status.revision, milliseconds(1000));
    }
    EXPECT_TRUE(wanted(status)) << stateName(status.state) << (status.failure ? status.failure->text() : "");
    return status;
  }
  Status await(State state) {
    return await([state](const Status& status) { return status.state == state; });
  }
  Status awaitStep(std::int64_t step) {
    return await([step](const Status& status) { return status.progress.step >= step; });
  }
  void start(std::int64_t steps) { session->start({tinyExperiment(steps), folder.path(), "run"}); }

  ganvas::testing::TemporaryDirectory folder;
  std::unique_ptr<Session> session = makeSession();
};

TEST_F(SessionTest, TrainsToTheEnd) {
  EXPECT_EQ(session->status().state, State::Idle);
  start(60);
  EXPECT_TRUE(isBusy(session->status().state));
  const Status status = await(State::Finished);
  EXPECT_EQ(status.progress.step, 60);
  EXPECT_EQ(status.progress.totalSteps, 60);
  EXPECT_EQ(status.historySteps, 60);
  EXPECT_DOUBLE_EQ(status.progress.epoch, 60 * 4 / 64.0);
  ASSERT_TRUE(status.sample);
  EXPECT_EQ(status.sample->step, 60);
  EXPECT_EQ(status.sample->rows, 2);
  EXPECT_EQ(status.sample->columns, 3);
  EXPECT_FALSE(status.sample->sheet.pixels.empty());
  ASSERT_FALSE(status.lastScalars.empty());
  EXPECT_EQ(status.lastScalars.front().first, "d_loss");
  EXPECT_EQ(status.device.find("cpu"), 0U);
  EXPECT_GT(status.processBytes, 1 << 20);
  EXPECT_EQ(status.deviceBytes, 0);
  EXPECT_FALSE(status.failure);
  EXPECT_TRUE(std::filesystem::exists(status.run / "history.db"));
}

TEST_F(SessionTest, APausedRunDoesNotMove) {
  start(kEndless);
  awaitStep(20);
  session->pause();
  const Status paused = await(State::Paused);
  const Status later = session->waitForChange(paused.revision, milliseconds(300));  // nothing happens: it times out
  EXPECT_EQ(later.state, State::Paused);
  EXPECT_EQ(later.progress.step, paused.progress.step);
  EXPECT_EQ(runs::HistoryReader(paused.run / "history.db").state().state, "paused");
  session->sampleNow();
  const Status sampled = await([&](const Status& s) { return s.sample && s.sample->step == paused.progress.step; });
  EXPECT_EQ(sampled.state, State::Paused);
  session->unpause();
  awaitStep(paused.progress.step + 1);
  EXPECT_EQ(session->status().state, State::Running);
}

TEST_F(SessionTest, StopsWithACheckpointResumesAndExtends) {
  start(kEndless);
  awaitStep(15);
  session->stop();
  EXPECT_NE(session->status().state, State::Running);
  const Status stopped = await(State::Idle);
  const std::int64_t step = stopped.progress.step;
  EXPECT_EQ(runs::RunDirectory::open(stopped.run).checkpointSteps().back(), step);
  EXPECT_EQ(runs::RunLock::inspect(stopped.run), runs::LockState::Free);

  session->resume({stopped.run, step + 50, {}});
  EXPECT_EQ(await(State::Finished).progress.step, step + 50);
  session->resume({stopped.run, step + 60, {}});
  const Status extended = await([&](const Status& s) { return s.state == State::Finished; });
  EXPECT_EQ(extended.progress.step, step + 60);
  EXPECT_EQ(extended.run, stopped.run);
}

TEST_F(SessionTest, AppliesLiveChangesAndRecordsThem) {
  start(kEndless);
  awaitStep(5);
  session->setLive("discriminator_optimiser.learning_rate", "0.001");
  const Status applied = await([](const Status& s) { return !s.answer.empty(); });
  EXPECT_EQ(applied.answer, "applied: discriminator_optimiser.learning_rate = 0.001");
  const auto changes = runs::HistoryReader(applied.run / "history.db").liveChanges();
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].value, "0.001");
  const std::pair<std::string, std::string> now{"discriminator_optimiser.learning_rate", "0.001"};
  EXPECT_EQ(std::count(applied.live.begin(), applied.live.end(), now), 1);
  EXPECT_EQ(std::count_if(applied.live.begin(), applied.live.end(),
                          [](const auto& value) { return value.first == "generator_optimiser.learning_rate"; }),
            1);
  session->setLive("schedule.batch_size", "8");
  await([](const Status& s) { return s.answer.find("needs restart") == 0; });
}

TEST_F(SessionTest, RefusesASecondRunAndForgivesLateCommands) {
  session->pause();  // nothing trains: no harm
  session->stop();
  session->sampleNow();
  session->setLive("generator_optimiser.learning_rate", "0.1");
  EXPECT_NE(session->status().answer.find("no run is training"), std::string::npos);
  start(kEndless);
  EXPECT_THROW(start(10), Error);
  EXPECT_THROW(session->resume({folder.path(), {}, {}}), Error);
  session->stop();
  session->stop();
  await(State::Idle);
  start(5);
  await(State::Finished);
}

TEST_F(SessionTest, AFailureSaysWhatWhereAndWhatToDo) {
  session->start({divergingExperiment(kEndless), folder.path(), "run"});
  const Status failed = await(State::Failed);
  ASSERT_TRUE(failed.failure);
  EXPECT_NE(failed.failure->where.find("step "), std::string::npos) << failed.failure->text();
  EXPECT_FALSE(failed.failure->advice.empty());
  EXPECT_EQ(runs::HistoryReader(failed.run / "history.db").state().state, "failed");
  start(5);  // a failure is not the end of the session
  EXPECT_FALSE(await(State::Finished).failure);
}

TEST_F(SessionTest, MeasuresAStepWhileNothingTrains) {
  session->measureStep(tinyExperiment(1));
  EXPECT_TRUE(session->status().measuring);
  EXPECT_THROW(session->measureStep(tinyExperiment(1)), Error);
  const Status status = await([](const Status& now) { return now.measurement != nullptr; });
  EXPECT_FALSE(status.measuring);
  EXPECT_EQ(status.state, State::Idle);
  EXPECT_GT(status.measurement->seconds, 0);
  EXPECT_EQ(status.measurement->device, "cpu, 1 thread");
  EXPECT_EQ(status.measurement->torch, session->torchVersion());
  EXPECT_EQ(status.measurement->experiment, tinyExperiment(1));
  EXPECT_TRUE(std::filesystem::is_empty(folder.path())) << "it leaves nothing behind";
}

TEST_F(SessionTest, ARunOutdoesAMeasurement) {
  config::Experiment slow = tinyExperiment(1);
  slow.schedule.batchSize = 20000;
  session->measureStep(slow);
  start(5);
  await(State::Finished);
  ASSERT_TRUE(session->status().measurement);
  EXPECT_TRUE(session->status().measurement->cancelled);
  start(kEndless);
  awaitStep(1);
  EXPECT_THROW(session->measureStep(tinyExperiment(1)), Error);
}

TEST_F(SessionTest, AMeasurementFailsWithItsReasonAndCanBeCancelled) {
  config::Experiment wrong = tinyExperiment(1);
  wrong.generator.layers = {"linear 9x9x1"};
  session->measureStep(wrong);
  const auto done = [](const Status& now) { return now.measurement != nullptr; };
  ASSERT_TRUE(await(done).measurement->failure);
  session->measureStep(tinyExperiment(1));
  session->cancelMeasurement();
  EXPECT_TRUE(await(done).measurement->cancelled);
}

TEST_F(SessionTest, AMissingRunIsAFailure) {
  session->resume({folder.path() / "nowhere", {}, {}});
  const Status failed = await(State::Failed);
  ASSERT_TRUE(failed.failure);
  EXPECT_NE(failed.failure->text().find("nowhere"), std::string::npos);
}

TEST_F(SessionTest, WakesItsObserverUntilItIsRemoved) {
  std::mutex mutex;  // guards wakes
  std::condition_variable woken;
  int wakes = 0;
  const auto begun = std::chrono::steady_clock::now();
  session->onChange([&] {
    const std::lock_guard lock(mutex);
    ++wakes;
    woken.notify_all();
  });
  start(kEndless);
  {
    std::unique_lock lock(mutex);
    EXPECT_TRUE(woken.wait_for(lock, std::chrono::seconds(60), [&] { return wakes >= 8; }));
  }
  session->pause();
  await(State::Paused);
  session->onChange({});
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  const int atRemoval = wakes;  // nobody else writes it any more
  EXPECT_LE(atRemoval, 30 + 25 * seconds);
  session->unpause();
  await(State::Running);
  session->stop();
  await(State::Idle);
  EXPECT_EQ(wakes, atRemoval);
}

TEST_F(SessionTest, DestroyedWhileTrainingItLeavesACheckpoint) {
  start(kEndless);
  const Status status = awaitStep(15);
  session.reset();
  const runs::HistoryReader history(status.run / "history.db");
  EXPECT_EQ(history.state().state, "stopped");
  EXPECT_EQ(runs::RunDirectory::open(status.run).checkpointSteps().back(), history.state().step);
}

TEST_F(SessionTest, DestroyedWhilePreparingOrPausedItEnds) {
  start(kEndless);
  session = makeSession();
  start(kEndless);
  awaitStep(1);
  session->pause();
  await(State::Paused);
  session.reset();
}

TEST(CommandQueue, KeepsTheNewestOfEachKind) {
  using Kind = studio::RunCommand::Kind;
  CommandQueue queue;
  for (int i = 0; i < 1000; ++i) {
    queue.push({Kind::Pause, {}, {}});
    queue.push({Kind::SetLive, "a", std::to_string(i)});
    queue.push({Kind::Sample, {}, {}});
    queue.push({Kind::Unpause, {}, {}});
  }
  queue.push({Kind::SetLive, "b", "x"});
  const auto commands = queue.takeAll();
  ASSERT_EQ(commands.size(), 4U);
  EXPECT_EQ(commands[0].value, "999");
  EXPECT_EQ(commands[1].kind, Kind::Sample);
  EXPECT_EQ(commands[2].kind, Kind::Unpause);
  EXPECT_EQ(commands[3].key, "b");
  EXPECT_TRUE(queue.empty());
}

TEST(StateMachine, SaysWhichCommandsMakeSense) {
  EXPECT_TRUE(canStart(State::Idle) && canStart(State::Finished) && canStart(State::Failed));
  EXPECT_FALSE(canStart(State::Preparing) || canStart(State::Running) || canStart(State::Paused) ||
               canStart(State::Stopping));
  EXPECT_TRUE(canStop(State::Preparing) && canStop(State::Paused));
  EXPECT_FALSE(canStop(State::Stopping) || canPause(State::Paused) || canUnpause(State::Running));
  EXPECT_STREQ(stateName(State::Preparing), "preparing");
}

}  // namespace
}  // namespace ganvas::session
