#include "runs/step_times.h"

#include <gmock/gmock.h>
#include <sched.h>

#include <cmath>
#include <limits>
#include <thread>
#include <vector>

#include "config/recipes.h"
#include "runs/history.h"
#include "runs/run_directory.h"
#include "support.h"

namespace ganvas::runs {
namespace {

class StepTimesTest : public InDirectory {
 protected:
  /// A run of the experiment whose history says that many pictures per second.
  std::filesystem::path makeRun(const config::Experiment& made, double speed, int steps = 60) {
    Manifest manifest;
    manifest.name = "run";
    manifest.device = here();
    manifest.torch = "1.13.0";
    manifest.pictures = 512;
    const RunDirectory run = RunDirectory::create(directory, "run", made, manifest);
    HistoryWriter history(run.historyPath());
    for (int i = 0; i < steps; ++i) {
      // The first seconds of a run, and one hiccup.
      const float value = i < 5 ? std::numeric_limits<float>::quiet_NaN() : i == 20 ? 1.F : static_cast<float>(speed);
      history.append({kSpeedSeries}, std::vector<float>{value});
    }
    history.flush();
    return run.path();
  }
  static std::string here() {
    cpu_set_t set;
    sched_getaffinity(0, sizeof set, &set);
    return "cpu, " + std::to_string(CPU_COUNT(&set)) + " threads";
  }

  config::Experiment experiment = config::loadRecipe("quickstart");
  std::filesystem::path file = directory / "cache" / "step-times.json";
};

TEST_F(StepTimesTest, AreFoundAsTheyWereSaved) {
  EXPECT_FALSE(StepTimes::load(file).find(experiment, ""));
  StepTimes times;
  times.put(experiment, {0.25, here(), "1.13.0", 60000});
  times.save(file);
  const StepTimes read = StepTimes::load(file);
  ASSERT_TRUE(read.find(experiment, "1.13.0"));
  EXPECT_EQ(*read.find(experiment, "1.13.0"), (StepTime{0.25, here(), "1.13.0", 60000}));
  EXPECT_TRUE(read.find(experiment, ""));
  EXPECT_FALSE(read.find(experiment, "2.0.0")) << "another LibTorch";
}

TEST_F(StepTimesTest, AreOfWhatDecidesTheSpeedAlone) {
  StepTimes times;
  times.put(experiment, {0.25, here(), "1.13.0", 0});
  config::Experiment same = experiment;
  same.schedule.epochs = 3;
  same.generatorOptimiser.learningRate = 0.1;
  same.about.name = "other";
  EXPECT_TRUE(times.find(same, ""));
  const auto differs = [&](auto change) {
    config::Experiment other = experiment;
    change(other);
    return !times.find(other, "").has_value();
  };
  EXPECT_TRUE(differs([](auto& e) { e.schedule.batchSize += 1; }));
  EXPECT_TRUE(differs([](auto& e) { e.generator.layers.pop_back(); }));
  EXPECT_TRUE(differs([](auto& e) { e.objective.loss = "hinge"; }));
  EXPECT_TRUE(differs([](auto& e) { e.compute.precision = "bfloat16"; }));
  EXPECT_TRUE(differs([](auto& e) { e.compute.threads = 1000; }));
  EXPECT_TRUE(differs([](auto& e) { e.compute.device = "cuda"; }));
}

TEST_F(StepTimesTest, ThoseOfAnotherMachineAreNotFound) {
  StepTimes times;
  times.put(experiment, {0.25, "cpu, 1000 threads", "1.13.0", 0});
  EXPECT_FALSE(times.find(experiment, ""));
}

TEST_F(StepTimesTest, ADamagedFileIsIgnored) {
  StepTimes times;
  times.put(experiment, {0.25, here(), "1.13.0", 0});
  times.save(file);
  const std::string whole = readText(file);
  for (std::size_t length = 0; length + 2 < whole.size(); length += 7) {
    writeText(file, whole.substr(0, length));
    EXPECT_EQ(StepTimes::load(file).size(), 0U) << length;
  }
  for (const char* text :
       {"[]", "null", R"({"format": 3})", R"({"format": "ganvas step times 1", "times": [1]})", "\xff"}) {
    writeText(file, text);
    EXPECT_EQ(StepTimes::load(file).size(), 0U) << text;
  }
  std::string absurd = whole;
  absurd.replace(absurd.find("0.25"), 4, "-1.5");
  writeText(file, absurd);
  EXPECT_EQ(StepTimes::load(file).size(), 0U);
}

TEST_F(StepTimesTest, ProgramsThatMeasureAtOnceKeepEachOthersTimes) {
  constexpr int kPrograms = 4, kEach = 8;
  std::vector<std::thread> programs;
  for (int program = 0; program < kPrograms; ++program) {
    programs.emplace_back([&, program] {  // the lock is the open file's: threads are as apart as processes
      for (int i = 0; i < kEach; ++i) {
        config::Experiment own = experiment;
        own.schedule.batchSize = 1 + program * kEach + i;
        rememberStepTime(own, {0.25, here(), "1.13.0", 0}, file);
      }
    });
  }
  for (std::thread& program : programs) program.join();
  EXPECT_EQ(StepTimes::load(file).size(), std::size_t{kPrograms * kEach});
}

TEST_F(StepTimesTest, OnlyTheOldestGoes) {
  StepTimes times;
  const auto at = [&](std::size_t batch) {
    config::Experiment own = experiment;
    own.schedule.batchSize = static_cast<std::int64_t>(batch);
    return own;
  };
  for (std::size_t i = 1; i <= StepTimes::kMost; ++i) times.put(at(i), {0.25, here(), "1.13.0", 0});
  times.put(at(1), {0.5, here(), "1.13.0", 0});  // measured again: no longer the oldest
  times.put(at(StepTimes::kMost + 1), {0.25, here(), "1.13.0", 0});
  EXPECT_EQ(times.size(), StepTimes::kMost);
  EXPECT_FALSE(times.find(at(2), ""));
  EXPECT_TRUE(times.find(at(1), ""));
  EXPECT_TRUE(times.find(at(3), ""));
  times.save(file);
  EXPECT_EQ(StepTimes::load(file).size(), StepTimes::kMost) << "the file may be as large as that";
}

TEST_F(StepTimesTest, ARunTellsItsOwn) {
  const auto run = makeRun(experiment, 400);
  const auto time = stepTimeOf(run, experiment);
  ASSERT_TRUE(time);
  EXPECT_NEAR(time->seconds, static_cast<double>(experiment.schedule.batchSize) / 400, 1e-9);
  EXPECT_EQ(time->pictures, 512);
  config::Experiment critics = experiment;
  critics.objective.criticSteps = 5;
  EXPECT_FALSE(stepTimeOf(run, critics)) << "of another experiment";
  const auto ofCritics = stepTimeOf(makeRun(critics, 400), critics);
  ASSERT_TRUE(ofCritics);
  EXPECT_NEAR(ofCritics->seconds, 5 * time->seconds, 1e-9);
}

TEST_F(StepTimesTest, ARunThatIsTooShortOrDamagedTellsNothing) {
  EXPECT_FALSE(stepTimeOf(makeRun(experiment, 400, 4), experiment));
  EXPECT_FALSE(stepTimeOf(directory / "nowhere", experiment));
  const auto run = makeRun(experiment, 400);
  writeText(run / "history.db", "no database");
  EXPECT_FALSE(stepTimeOf(run, experiment));
}

TEST_F(StepTimesTest, TheWholeRunTakesItsStepsLong) {
  config::Experiment e = experiment;
  e.data.source = "cifar10";
  e.schedule.steps = 0;
  e.schedule.epochs = 2;
  e.schedule.batchSize = 100;
  EXPECT_NEAR(*expectedSeconds(e, {0.5, "", "", 0}), 0.5 * 2 * 500, 1e-9);
  e.data.source = "idx";
  EXPECT_FALSE(expectedSeconds(e, {0.5, "", "", 0})) << "it need not be MNIST";
  e.data.source = "folder";
  EXPECT_FALSE(expectedSeconds(e, {0.5, "", "", 0})) << "nobody knows how many pictures it holds";
  EXPECT_NEAR(*expectedSeconds(e, {0.5, "", "", 1000}), 0.5 * 2 * 10, 1e-9);
  e.schedule.steps = 7;
  EXPECT_NEAR(*expectedSeconds(e, {0.5, "", "", 0}), 3.5, 1e-9);
}

}  // namespace
}  // namespace ganvas::runs
