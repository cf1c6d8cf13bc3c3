#include "studio/checkpoint_store.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/error_text.h"
#include "base/temporary_directory.h"
#include "studio/tiny_experiment.h"

namespace ganvas::studio {
namespace {

namespace fs = std::filesystem;

class CheckpointStoreTest : public ::testing::Test {
 protected:
  /// A checkpoint whose only content is `text`.
  void write(std::int64_t step, const std::string& text) {
    store.write(step, [&](const fs::path& part) { std::ofstream(part / "state.safetensors") << text; });
  }
  static std::string read(const fs::path& checkpoint) {
    std::string text;
    std::ifstream(checkpoint / "state.safetensors") >> text;
    return text;
  }
  /// As a Trainer does: throws on what it cannot use.
  static void loadGood(const fs::path& checkpoint) {
    if (read(checkpoint) != "good") throw Error("damaged", checkpoint.string(), "");
  }

  ganvas::testing::TemporaryDirectory folder;
  runs::RunDirectory run = runs::RunDirectory::create(folder.path(), "run", ganvas::testing::tinyExperiment(10), {});
  CheckpointStore store{run};
};

TEST_F(CheckpointStoreTest, PrunesByTheRunsPolicy) {
  for (const std::int64_t step : {10, 20, 30, 40, 50}) write(step, "good");
  store.prune();
  EXPECT_EQ(run.checkpointSteps(), (std::vector<std::int64_t>{30, 40, 50}));
}

TEST_F(CheckpointStoreTest, AFailedWriteLeavesTheOldOneAndNoPart) {
  write(10, "good");
  const auto fill = [](const fs::path& part) {
    std::ofstream(part / "state.safetensors") << "half";
    throw Error("no space left", part.string(), "");
  };
  EXPECT_NE(ganvas::testing::errorOf([&] { store.write(20, fill); }).find("no space left"), std::string::npos);
  EXPECT_EQ(run.checkpointSteps(), std::vector<std::int64_t>{10});
  EXPECT_EQ(std::distance(fs::directory_iterator(run.path() / "checkpoints"), fs::directory_iterator{}), 1);
}

TEST_F(CheckpointStoreTest, PassesOverBadOnesAndSetsThemAside) {
  write(10, "good");
  write(20, "good");
  write(30, "bad");
  std::vector<std::int64_t> bad;
  const auto step = store.loadNewest(loadGood, [&](std::int64_t at, const Error&) { bad.push_back(at); });
  EXPECT_EQ(step, 20);
  EXPECT_EQ(bad, std::vector<std::int64_t>{30});
  store.setAsideAfter(20);
  EXPECT_EQ(run.checkpointSteps(), (std::vector<std::int64_t>{10, 20}));
  EXPECT_EQ(read(run.path() / "checkpoints" / "000030.unusable"), "bad");
}

TEST_F(CheckpointStoreTest, RefusesWhenNoneIsGoodAndDeletesNothing) {
  write(10, "bad");
  write(20, "worse");
  const std::string message = ganvas::testing::errorOf([&] { store.loadNewest(loadGood, {}); });
  EXPECT_NE(message.find("none of the run's checkpoints can be used"), std::string::npos) << message;
  EXPECT_NE(message.find("000020"), std::string::npos) << message;
  EXPECT_EQ(run.checkpointSteps(), (std::vector<std::int64_t>{10, 20}));
}

TEST_F(CheckpointStoreTest, RefusesANewerFormatInsteadOfGoingBack) {
  write(10, "good");
  write(20, "newer");
  const auto load = [](const fs::path& checkpoint) {
    if (read(checkpoint) == "newer") throw Error("format 9", checkpoint.string(), "Open it with a newer Ganvas");
  };
  EXPECT_NE(ganvas::testing::errorOf([&] { store.loadNewest(load, {}); }).find("format 9"), std::string::npos);
  EXPECT_EQ(run.checkpointSteps(), (std::vector<std::int64_t>{10, 20}));
}

TEST_F(CheckpointStoreTest, RefusesWhatCannotBeReadInsteadOfGoingBack) {
  write(10, "good");
  write(20, "good");
  fs::create_symlink("loop", run.checkpointPath(20) / "loop");  // no user at all can open this
  const auto load = [](const fs::path& checkpoint) {
    if (checkpoint.filename() == "000020") throw Error("cannot read", checkpoint.string(), "");
  };
  const std::string message = ganvas::testing::errorOf([&] { store.loadNewest(load, {}); });
  EXPECT_NE(message.find("the checkpoint cannot be read"), std::string::npos) << message;
  EXPECT_EQ(run.checkpointSteps(), (std::vector<std::int64_t>{10, 20}));
}

TEST_F(CheckpointStoreTest, HasNothingToLoadBeforeTheFirst) {
  EXPECT_EQ(store.loadNewest(loadGood, {}), std::nullopt);
}

TEST_F(CheckpointStoreTest, WritesOverAnIncompleteOneWithoutLosingIt) {
  fs::create_directories(run.checkpointPath(10));
  std::ofstream(run.checkpointPath(10) / "notes") << "mine";
  write(10, "good");
  EXPECT_EQ(run.checkpointSteps(), std::vector<std::int64_t>{10});
  EXPECT_TRUE(fs::exists(run.path() / "checkpoints" / "000010.unusable" / "notes"));
}

}  // namespace
}  // namespace ganvas::studio
