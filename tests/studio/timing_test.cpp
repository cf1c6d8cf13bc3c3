// What a run's history tells of time.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "studio/training_run_fixture.h"

namespace ganvas::studio {
namespace {

namespace fs = std::filesystem;
using ganvas::testing::ScriptedControl;
using ganvas::testing::tinyExperiment;
using Clock = std::chrono::steady_clock;
using Kind = RunCommand::Kind;

class TimingTest : public TrainingRunTest {
 protected:
  std::vector<float> seconds() const { return history().values(runs::kSecondsSeries, 1, 1000); }
};

TEST_F(TimingTest, SecondsGrowAndEndWithTheTimeTrained) {
  const auto before = Clock::now();
  ScriptedControl control;
  ASSERT_EQ(begin(tinyExperiment(60), control), RunOutcome::Finished);
  const std::chrono::duration<double> wall = Clock::now() - before;
  ASSERT_EQ(seconds().size(), 60U);
  EXPECT_GT(seconds().front(), 0);
  EXPECT_TRUE(std::ranges::is_sorted(seconds()));
  EXPECT_LE(seconds().back(), static_cast<float>(history().state().seconds));  // which counts the last grid too
  EXPECT_LT(seconds().back(), wall.count());
  for (const auto& [name, value] : control.view.lastScalars) {
    EXPECT_NE(name, runs::kSecondsSeries);
    EXPECT_NE(name, runs::kSpeedSeries);
  }
}

TEST_F(TimingTest, SpeedIsKeptBesideEachStep) {
  trainToEnd(tinyExperiment(60));
  const std::vector<float> speeds = history().values(runs::kSpeedSeries, 1, 1000);
  ASSERT_EQ(speeds.size(), 60U);
  // 4 pictures a step, no more steps than the seconds say.
  EXPECT_GT(speeds.back(), 0);
  EXPECT_NEAR(speeds.back() / (4 * 60 / seconds().back()), 1, 0.5);
}

TEST_F(TimingTest, StepsOfOneTickShareItsTimeEqually) {
  config::Experiment experiment = tinyExperiment(80);
  experiment.checkpoints.every = 1000;
  trainToEnd(experiment);
  // Nothing is due between these steps, and they take far less than a tick.
  const std::vector<float> all = seconds();
  const float step = all[52] - all[51];
  EXPECT_GT(step, 0);
  EXPECT_NEAR(all[62] - all[52], 10 * step, 2 * step);
}

TEST_F(TimingTest, PausesAreLeftOut) {
  constexpr std::chrono::milliseconds kPause{300};
  bool paused = false;
  ScriptedControl control([&](ScriptedControl& c, const RunView& view) {
    if (view.grid && view.grid->step == 2 && !paused) {
      paused = true;
      c.say({Kind::Pause, {}, {}});
    } else if (view.phase == RunPhase::Paused) {
      std::this_thread::sleep_for(kPause);
      c.say({Kind::Unpause, {}, {}});
    }
  });
  const auto before = Clock::now();
  ASSERT_EQ(begin(tinyExperiment(9), control), RunOutcome::Finished);
  const std::chrono::duration<double> wall = Clock::now() - before;
  ASSERT_TRUE(paused);
  EXPECT_LT(seconds().back() + std::chrono::duration<double>(kPause).count(), wall.count());
}

TEST_F(TimingTest, AResumeFromAnOlderCheckpointGoesBackInTimeToo) {
  ScriptedControl control = stopAt(25);
  begin(tinyExperiment(40), control);
  const std::vector<std::int64_t> steps = runs::RunDirectory::open(run).checkpointSteps();
  ASSERT_GE(steps.size(), 2U);
  fs::resize_file(runs::RunDirectory::open(run).checkpointPath(steps.back()) / "state.safetensors", 100);
  const auto from = static_cast<std::size_t>(steps[steps.size() - 2]);
  const std::vector<float> before = seconds();
  double atResume = -1;
  ScriptedControl again([&](ScriptedControl&, const RunView& view) {
    if (view.phase == RunPhase::Running && atResume < 0) atResume = view.progress.secondsRun;
  });
  ASSERT_EQ(resume({run, 40, {}}, again), RunOutcome::Finished);
  const std::vector<float> after = seconds();
  ASSERT_EQ(after.size(), 40U);
  EXPECT_FLOAT_EQ(static_cast<float>(atResume), before[from - 1]);
  EXPECT_TRUE(std::equal(before.begin(), before.begin() + static_cast<std::ptrdiff_t>(from), after.begin()));
  EXPECT_TRUE(std::ranges::is_sorted(after));
}

TEST_F(TimingTest, ARunThatRecordedNoSecondsGoesOnFromItsTotal) {
  trainToEnd(tinyExperiment(20));
  fs::remove(run / "history.db");
  {
    runs::HistoryWriter writer(run / "history.db");
    writer.append({"d_loss"}, std::vector<float>(20, 1.0F));
    writer.setState({"stopped", 20, 20, 1000.0, ""});
  }
  ScriptedControl control;
  ASSERT_EQ(resume({run, 30, {}}, control), RunOutcome::Finished);
  const std::vector<float> all = seconds();
  EXPECT_TRUE(std::isnan(all[19]));
  EXPECT_GT(all[20], 1000);
}

}  // namespace
}  // namespace ganvas::studio
