#include "runs/prune.h"

#include <gmock/gmock.h>

#include "runs/disk_use.h"
#include "runs/run_directory.h"
#include "runs/run_lock.h"
#include "support.h"

namespace ganvas::runs {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Prune : public InDirectory {
 protected:
  const RunDirectory run = RunDirectory::create(directory, "x", {}, {});

  // Checkpoints of 1,000 bytes at 100, 200 … 600; grids of 50 bytes at 0, 10 … 60.
  void fill() const {
    for (std::int64_t step = 100; step <= 600; step += 100) {
      fs::create_directories(run.checkpointPath(step));
      writeText(run.checkpointPath(step) / "state.safetensors", std::string(1000, 'x'));
    }
    HistoryWriter writer(run.historyPath());
    for (std::int64_t step = 0; step <= 60; step += 10) {
      writeText(run.samplePath(step), std::string(50, 'x'));
      writer.addSample({step, 0.0, fs::relative(run.samplePath(step), run.path()).string(), 8, 8});
    }
    writer.setState({"stopped", 60, 600, 1, ""});
  }

  std::vector<std::int64_t> recorded() const {
    std::vector<std::int64_t> steps;
    for (const SampleRecord& grid : HistoryReader(run.historyPath()).samples()) steps.push_back(grid.step);
    return steps;
  }
  std::vector<std::string> files(const char* folder) const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(run.path() / folder)) {
      names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }
};

TEST_F(Prune, CountsBytesByKind) {
  fill();
  writeText(run.exportsPath() / "gallery.png", std::string(7, 'x'));
  fs::create_symlink("/usr", run.path() / "link");
  const DiskUse use = diskUse(run.path());
  EXPECT_EQ(use.checkpoints, 6000);
  EXPECT_EQ(use.samples, 350);
  EXPECT_EQ(use.exports, 7);
  EXPECT_EQ(use.history, static_cast<std::int64_t>(fs::file_size(run.historyPath())));
  EXPECT_EQ(use.other, static_cast<std::int64_t>(fs::file_size(run.path() / "manifest.toml") +
                                                 fs::file_size(run.path() / "experiment.toml")));
  EXPECT_EQ(use.total(), use.checkpoints + use.samples + use.exports + use.history + use.other);
  EXPECT_EQ(diskUse(directory / "none").total(), 0);
}

TEST_F(Prune, PlansWithoutTouchingAnything) {
  fill();
  const PrunePlan plan = planPrune(run.path(), {.keepLast = 2, .keepEvery = 300, .gridsEvery = 3});
  EXPECT_THAT(plan.checkpoints, ElementsAre(100, 200, 400));
  EXPECT_THAT(plan.grids, ElementsAre(10, 20, 40, 50));
  EXPECT_EQ(plan.bytes, 3000 + 4 * 50);
  EXPECT_EQ(run.checkpointSteps().size(), 6U);
  EXPECT_EQ(recorded().size(), 7U);
  EXPECT_TRUE(planPrune(run.path(), {}).empty());
}

TEST_F(Prune, RemovesFilesAndRecords) {
  fill();
  const std::int64_t before = diskUse(run.path()).checkpoints + diskUse(run.path()).samples;
  const PrunePlan gone = prune(run.path(), {.keepLast = 0, .keepEvery = 0, .gridsEvery = 4});
  EXPECT_THAT(run.checkpointSteps(), ElementsAre(600));  // one always stays
  EXPECT_THAT(recorded(), ElementsAre(0, 40, 60));
  EXPECT_THAT(files("samples"), ElementsAre("000000.png", "000040.png", "000060.png"));
  EXPECT_EQ(before - diskUse(run.path()).checkpoints - diskUse(run.path()).samples, gone.bytes);
  EXPECT_EQ(HistoryReader(run.historyPath()).state().state, "stopped");
  EXPECT_TRUE(planPrune(run.path(), {.keepLast = 0, .keepEvery = 0, .gridsEvery = 1}).empty());
}

TEST_F(Prune, IsRefusedWhileTheRunIsTrained) {
  fill();
  const RunLock held(run.path());
  EXPECT_THAT(messageOf([&] { prune(run.path(), {.keepLast = 1, .keepEvery = 0, .gridsEvery = 1}); }),
              HasSubstr("in use by process " + std::to_string(getpid())));
  EXPECT_EQ(run.checkpointSteps().size(), 6U);
}

TEST_F(Prune, TakesWhatAKilledOneLeft) {
  fill();
  HistoryWriter(run.historyPath()).removeSamples({20});  // the record is gone, its file not yet
  writeText(run.samplePath(70), "beyond the last record");
  writeText(run.path() / "samples" / "mine.png", "the user's");
  fs::create_directories(run.path() / "checkpoints" / "000100.part");
  writeText(run.path() / "checkpoints" / "000100.part" / "state.safetensors", std::string(10, 'x'));
  const PrunePlan gone = prune(run.path(), {.keepLast = 6, .keepEvery = 0, .gridsEvery = 100});
  EXPECT_EQ(gone.bytes, 10 + 5 * 50);
  EXPECT_THAT(gone.checkpoints, IsEmpty());
  EXPECT_THAT(files("samples"), ElementsAre("000000.png", "000060.png", "000070.png", "mine.png"));
  EXPECT_THAT(files("checkpoints"), ::testing::Not(::testing::Contains("000100.part")));
}

TEST_F(Prune, NeverLeavesTheRun) {
  writeText(directory / "precious.png", "x");
  HistoryWriter writer(run.historyPath());
  for (const std::int64_t step : {1, 2, 3}) writer.addSample({step, 0.0, "../precious.png", 8, 8});
  writer.flush();
  prune(run.path(), {.keepLast = {}, .keepEvery = 0, .gridsEvery = 50});
  EXPECT_THAT(recorded(), ElementsAre(1, 3));
  EXPECT_TRUE(fs::exists(directory / "precious.png"));
}

TEST_F(Prune, FollowsNoLinkOutOfTheRun) {
  fill();
  const PruneRequest request{.keepLast = 1, .keepEvery = 0, .gridsEvery = 3};
  for (const char* folder : {"checkpoints", "samples"}) {
    const fs::path inside = run.path() / folder, outside = directory / folder;
    fs::rename(inside, outside);
    fs::create_directory_symlink(outside, inside);
    EXPECT_THAT(messageOf([&] { planPrune(run.path(), request); }), HasSubstr(inside.string()));
    EXPECT_THAT(messageOf([&] { prune(run.path(), request); }), HasSubstr(inside.string()));
    fs::remove(inside);
    fs::rename(outside, inside);
    EXPECT_EQ(planPrune(run.path(), request).checkpoints.size(), 5U) << "something went";
    EXPECT_EQ(planPrune(run.path(), request).grids.size(), 4U) << "something went";
  }
  fs::rename(run.path() / "checkpoints", directory / "elsewhere");
  fs::create_directory_symlink(directory / "elsewhere", run.path() / "checkpoints");
  EXPECT_THAT(messageOf([&] { run.pruneCheckpoints(1, 0); }), HasSubstr("symbolic link"));  // as training does
  EXPECT_EQ(run.checkpointSteps().size(), 6U);
}

TEST_F(Prune, OfALinkedEntryOnlyTheLinkGoes) {
  fill();
  const fs::path outside = directory / "elsewhere", grid = directory / "grid.png";
  fs::rename(run.checkpointPath(100), outside);
  fs::create_directory_symlink(outside, run.checkpointPath(100));
  fs::create_directory_symlink(outside, run.path() / "checkpoints" / "000050.part");
  fs::rename(run.samplePath(10), grid);
  fs::create_symlink(grid, run.samplePath(10));
  prune(run.path(), {.keepLast = 1, .keepEvery = 0, .gridsEvery = 3});
  EXPECT_THAT(files("checkpoints"), ElementsAre("000600"));
  EXPECT_TRUE(fs::exists(outside / "state.safetensors"));
  EXPECT_TRUE(fs::exists(grid));
}

}  // namespace
}  // namespace ganvas::runs
