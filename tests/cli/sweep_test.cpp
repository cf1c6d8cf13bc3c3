#include <gtest/gtest.h>

#include <string>

#include "cli/cli_fixture.h"
#include "config/sweep.h"
#include "runs/queue.h"
#include "runs/run_list.h"

namespace ganvas::testing {
namespace {

class SweepCliTest : public CliTest {
 protected:
  /// Two learning rates with two seeds each; a file beside its base's.
  std::string writeSweep() {
    config::Experiment base = tinyExperiment(0);
    base.schedule.epochs = 2;  // 16 steps each
    write(base);
    config::Sweep sweep;
    sweep.name = "rates";
    sweep.base = "tiny.toml";
    sweep.keys = {"generator_optimiser.learning_rate + discriminator_optimiser.learning_rate"};
    sweep.values = {{1e-3, 1e-4}};
    sweep.seeds = {1, 2};
    sweep.epochs = {1, 2, 5};
    const std::filesystem::path file = folder / "rates.toml";
    std::ofstream(file) << config::writeSweep(sweep);
    return file.string();
  }
  static bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  }
};

TEST_F(SweepCliTest, ASweepIsListedQueuedTrainedAndShownAsATable) {
  const std::string file = writeSweep();
  const Result dry = run({"sweep", file, "--dry-run"});
  EXPECT_EQ(dry.out,
            "learning_rate 0.001, seed 1\nlearning_rate 0.001, seed 2\n"
            "learning_rate 0.0001, seed 1\nlearning_rate 0.0001, seed 2\n");
  EXPECT_TRUE(runs::Queue(runsDir).entries().empty());

  const Result queued = run({"sweep", file, "--queue"});
  EXPECT_EQ(queued.code, 0) << queued.err;
  EXPECT_TRUE(contains(queued.out, ": 4 runs in the queue")) << queued.out;
  EXPECT_EQ(runs::Queue(runsDir).entries().size(), 4U);
  EXPECT_TRUE(runs::listRuns(runsDir).empty());
  for (const auto& entry : runs::Queue(runsDir).entries()) runs::Queue(runsDir).remove(entry.id);

  const Result trained = run({"sweep", file, "--set", "generator.latent=3"});
  EXPECT_EQ(trained.code, 0) << trained.err;
  EXPECT_TRUE(contains(trained.out, "learning_rate 0.001 (2 seeds)")) << trained.out;
  ASSERT_EQ(runs::listRuns(runsDir).size(), 4U);

  const Result table = run({"table", "--sweep", "rates", "--format", "csv"});
  EXPECT_EQ(table.code, 0) << table.err;
  EXPECT_EQ(table.out.substr(0, table.out.find('\n')),
            "model,series,kind,runs,1,5,10,50,100,200,1 std,5 std,10 std,50 std,100 std,200 std,1 runs,5 runs,10 runs,"
            "50 runs,100 runs,200 runs");
  const std::filesystem::path out = folder / "t.md";
  EXPECT_EQ(run({"table", "--sweep", runs::listRuns(runsDir)[0].manifest.sweep, "--epochs", "1,2", "--series", "g_loss",
                 "--format", "markdown", "--out", out.string()})
                .code,
            0);
  EXPECT_TRUE(contains(bytesOf(out), "| Model ")) << bytesOf(out);
  EXPECT_FALSE(contains(bytesOf(out), "D loss"));
  const Result one = run({"table", runs::listRuns(runsDir)[0].path.string(), "--epochs", "1"});
  EXPECT_TRUE(contains(one.out, runs::listRuns(runsDir)[0].displayName())) << one.out;
}

TEST_F(SweepCliTest, WhatIsWrongIsSaidBeforeAnythingIsQueued) {
  const std::string file = writeSweep();
  expectEnd(run({"sweep", "mnist-wgan-swep", "--dry-run"}), 2, "Did you mean mnist-wgan-sweep?");
  expectEnd(run({"sweep", file, "--set", "sede=1"}), 2, "seed");
  expectEnd(run({"sweep", file, "--set", "generator_optimiser.learning_rate=1"}), 2, "both set and swept");
  expectEnd(run({"train", "mnist-wgan-sweep"}), 2, "ganvas-cli sweep mnist-wgan-sweep");
  expectEnd(run({"train", file}), 2, "ganvas-cli sweep");
  expectEnd(run({"table"}), 2, "--sweep");
  expectEnd(run({"table", "--sweep", "none"}), 2, "none");
  expectEnd(run({"table", "none"}), 2, "none");
  EXPECT_EQ(run({"table", "--sweep", "none", "--format", "html"}).code, 2);
  EXPECT_EQ(run({"queue", "pause"}).code, 0);
  expectEnd(run({"sweep", file}), 1, "paused");
  EXPECT_TRUE(runs::Queue(runsDir).entries().empty());
  EXPECT_TRUE(contains(run({"recipes"}).out, "(sweep of 7 runs)"));
}

}  // namespace
}  // namespace ganvas::testing
