#include "runs/epoch_table.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <thread>

#include "config/network_plan.h"
#include "runs/epoch_columns.h"
#include "runs/epoch_text.h"
#include "runs/history.h"
#include "runs/notes.h"
#include "runs/run_directory.h"
#include "runs/run_lister.h"
#include "runs/sweep_runs.h"
#include "support.h"

namespace ganvas::runs {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

// 10 pictures in batches of 4: epochs end with steps 3 (of 2.5), 5, 8, 10 …
config::Experiment experiment(std::int64_t seed = 1) {
  config::Experiment experiment;
  experiment.schedule.batchSize = 4;
  experiment.schedule.epochs = 4;
  experiment.about.sweep = "s-20261122-150000";
  experiment.seed = seed;
  return experiment;
}

class EpochTableTest : public InDirectory {
 protected:
  RunDirectory make(const std::string& name, const config::Experiment& experiment,
                    const std::string& created = "2026-01-01T00:00:00Z") const {
    Manifest manifest;
    manifest.created = created;
    manifest.pictures = 10;
    return RunDirectory::create(directory, name, experiment, manifest);
  }
  /// d_loss is `values`, g_loss ten times as much.
  static void train(const RunDirectory& run, const std::vector<float>& values) {
    HistoryWriter writer(run.historyPath());
    std::vector<float> rows;
    for (const float value : values) rows.insert(rows.end(), {value, 10 * value});
    writer.append({"d_loss", "g_loss"}, rows);
    writer.flush();
  }
  static EpochTable read(const std::vector<fs::path>& runs, const std::vector<double>& epochs = {1, 2, 4}) {
    return readEpochTable({runs, {"d_loss", "g_loss"}, epochs});
  }
  static std::vector<double> means(const EpochRow& row) {  // −1: empty
    std::vector<double> result;
    for (const auto& cell : row.cells) result.push_back(cell ? cell->mean : -1);
    return result;
  }
};

TEST(EpochSteps, EndWhereARunOfThatLengthEnds) {
  EXPECT_EQ(stepsOfEpoch(experiment(), 10, 1), (EpochSteps{1, 3}));
  EXPECT_EQ(stepsOfEpoch(experiment(), 10, 2), (EpochSteps{4, 5}));
  EXPECT_EQ(stepsOfEpoch(experiment(), 10, 3), (EpochSteps{6, 8}));
  EXPECT_EQ(stepsOfEpoch(experiment(), 10, 0.5), (EpochSteps{1, 2}));
  EXPECT_EQ(stepsOfEpoch(experiment(), 10, 1.5), (EpochSteps{3, 4}));
  EXPECT_EQ(stepsOfEpoch(experiment(), 60000, 1), (EpochSteps{1, 15000}));
  EXPECT_EQ(stepsOfEpoch(experiment(), 1, 1), (EpochSteps{1, 1}));
  EXPECT_EQ(stepsOfEpoch(experiment(), 1, 3), (EpochSteps{1, 1}));  // no step of its own
  EXPECT_EQ(stepsOfEpoch(experiment(), 1, 5), (EpochSteps{2, 2}));
}

TEST(EpochSteps, FollowTheLengthOfARunWhateverTakesPictures) {
  config::Experiment critic = experiment();
  critic.objective.loss = "wasserstein";
  critic.objective.criticSteps = 5;
  for (const int epochs : {1, 2, 7}) {
    critic.schedule.steps = 0;
    critic.schedule.epochs = epochs;
    const std::int64_t length = config::totalSteps(critic, 1000);
    critic.schedule.steps = 3;  // how long this run is does not matter
    EXPECT_EQ(stepsOfEpoch(critic, 1000, epochs).last, length);
  }
}

TEST_F(EpochTableTest, HasColumnsThatSuitTheRuns) {
  config::Experiment some = experiment();
  EXPECT_THAT(suitableEpochs({make("a", some).path()}), ElementsAre(1, 4));
  some.schedule.steps = 137;  // of 2.5 an epoch
  EXPECT_THAT(suitableEpochs({directory / "none", make("b", some).path()}), ElementsAre(1, 5, 10, 50, 54.8));
  some.schedule.steps = 1;
  some.schedule.batchSize = 1;
  EXPECT_THAT(suitableEpochs({make("c", some).path()}), ElementsAre(0.1));
  some.about.sweep = "mnist-wgan-sweep-20261122-150000";
  EXPECT_THAT(suitableEpochs({make("d", some).path()}), ElementsAre(1, 5, 10, 50, 100, 200));
  some.about.sweep = (directory / "a.toml").string();
  EXPECT_THAT(suitableEpochs({make("e", some).path()}), ElementsAre(0.1));
  EXPECT_THAT(suitableEpochs({}), ElementsAre(1, 5, 10, 50, 100, 200));
}

TEST_F(EpochTableTest, HoldsTheMeansOfEachEpoch) {
  const RunDirectory run = make("a", experiment());
  train(run, {1, 2, 6, 3, 5, 100, 100, 100, 7, 8});
  const EpochTable table = read({run.path()});
  ASSERT_EQ(table.models.size(), 1U);
  EXPECT_EQ(table.models[0].label, "a");
  ASSERT_EQ(table.models[0].rows.size(), 2U);
  EXPECT_THAT(means(table.models[0].rows[0]), ElementsAre(3, 4, 7.5));
  EXPECT_THAT(means(table.models[0].rows[1]), ElementsAre(30, 40, 75));
  EXPECT_EQ(table.models[0].rows[0].cells[0], (EpochCell{3, {}, 1}));
}

TEST_F(EpochTableTest, IsEmptyWhereARunHasNotGotTo) {
  const RunDirectory run = make("a", experiment());
  const RunDirectory waiting = make("b", experiment(2));
  train(run, {1, 2, 6, 3});  // in the midst of epoch 2
  const EpochTable table = readEpochTable({{run.path(), waiting.path()}, {"d_loss", "nowhere"}, {1, 2}});
  ASSERT_EQ(table.models.size(), 1U);  // two seeds
  EXPECT_THAT(means(table.models[0].rows[0]), ElementsAre(3, -1));
  EXPECT_THAT(means(table.models[0].rows[1]), ElementsAre(-1, -1));
  EXPECT_EQ(table.models[0].rows[0].cells[0]->runs, 1U);
}

TEST_F(EpochTableTest, LeavesNaNsOut) {
  const RunDirectory run = make("a", experiment());
  train(run, {kNaN, 2, 6, kNaN, kNaN});
  const auto cells = read({run.path()}, {1, 2}).models[0].rows[0].cells;
  EXPECT_EQ(cells[0]->mean, 4);
  EXPECT_TRUE(std::isnan(cells[1]->mean));
  EXPECT_EQ(cellText(*cells[1]), "nan");
}

TEST_F(EpochTableTest, ManyBlocksOfSteps) {
  config::Experiment one = experiment();
  one.schedule.batchSize = 1;
  Manifest manifest;
  manifest.pictures = 150'000;
  const RunDirectory run = RunDirectory::create(directory, "long", one, manifest);
  std::vector<float> values(150'000);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i % 3);
  train(run, values);
  EXPECT_DOUBLE_EQ(read({run.path()}, {1}).models[0].rows[0].cells[0]->mean, 1.0);
}

TEST_F(EpochTableTest, ReadsARunThatTrainsAndOneThatWasResumed) {
  const RunDirectory run = make("a", experiment());
  HistoryWriter writer(run.historyPath());
  writer.append({"d_loss"}, std::vector<float>{1, 2, 6});
  writer.flush();
  EXPECT_THAT(means(read({run.path()}).models[0].rows[0]), ElementsAre(3, -1, -1));
  writer.append({"d_loss"}, std::vector<float>{50, 60});
  writer.flush();
  EXPECT_THAT(means(read({run.path()}).models[0].rows[0]), ElementsAre(3, 55, -1));
  writer.truncate(3);  // resumed from a checkpoint at step 3, and trained again
  writer.append({"d_loss"}, std::vector<float>{3, 5});
  writer.flush();
  EXPECT_THAT(means(read({run.path()}).models[0].rows[0]), ElementsAre(3, 4, -1));
}

TEST_F(EpochTableTest, SeedsOfOneModelAreOneRowWithTheirDeviation) {
  const RunDirectory a = make("lr 1, seed 7", experiment(7));
  const RunDirectory b = make("lr 1, seed 8", experiment(8));
  const RunDirectory c = make("lr 1, seed 9", experiment(9));
  config::Experiment otherRate = experiment(7);
  otherRate.generatorOptimiser.learningRate = 0.5;
  const RunDirectory other = make("lr 2, seed 7", otherRate);
  train(a, {1, 1, 1, 4, 4});
  train(b, {3, 3, 3});
  train(c, {5, 5, 5, 6, 6});
  train(other, {9, 9, 9});
  const EpochTable table = read({c.path(), a.path(), other.path(), b.path()});
  ASSERT_EQ(table.models.size(), 2U);
  EXPECT_EQ(table.models[0].label, "lr 1");
  EXPECT_THAT(table.models[0].runs, ElementsAre(a.path(), b.path(), c.path()));
  EXPECT_EQ(table.models[0].rows[0].cells[0], (EpochCell{3, 2, 3}));
  EXPECT_EQ(table.models[0].rows[0].cells[1], (EpochCell{5, std::sqrt(2.0), 2}));
  EXPECT_FALSE(table.models[0].rows[0].cells[2]);
  EXPECT_EQ(table.models[1].label, "lr 2, seed 7");
  EXPECT_EQ(cellText(*table.models[0].rows[0].cells[0]), "3.000000 ± 2.000000");
}

TEST_F(EpochTableTest, TheSameSeedTwiceIsTwoRows) {
  const RunDirectory a = make("a", experiment(7));
  const RunDirectory b = make("a", experiment(7));
  EXPECT_EQ(read({a.path(), b.path()}).models.size(), 2U);
}

TEST_F(EpochTableTest, ReportedFiguresStandBeside) {
  config::Experiment reported = experiment();
  reported.about.reported = {"d_loss -0.5 epoch 1", "d_loss 2.25", "g_loss 3 epoch 7",
                             "FID 12"};  // 2.25: who knows when
  const RunDirectory run = make("a", reported);
  const EpochTable table = read({run.path()});
  EXPECT_THAT(table.models[0].rows[0].reportedCells, ElementsAre(-0.5, std::nullopt, std::nullopt));
  EXPECT_THAT(table.models[0].rows[1].reportedCells, ElementsAre(std::nullopt, std::nullopt, std::nullopt));
}

TEST_F(EpochTableTest, WhatCannotBeReadIsARowWithItsProblem) {
  const RunDirectory run = make("a", experiment());
  writeText(run.historyPath(), "no database at all, but long enough to be looked at");
  const RunDirectory nameless = make("b", experiment(2));
  writeText(nameless.path() / "experiment.toml", "sede = 1");
  const EpochTable table = read({run.path(), directory / "none", nameless.path()});
  ASSERT_EQ(table.models.size(), 3U);
  EXPECT_THAT(table.models[0].problem, HasSubstr("history.db"));
  EXPECT_THAT(table.models[1].problem, HasSubstr("no run directory"));
  EXPECT_THAT(table.models[2].problem, HasSubstr("sede"));
  EXPECT_THAT(means(table.models[2].rows[0]), ElementsAre(-1, -1, -1));
  EXPECT_EQ(table.models[2].label, "b");
}

TEST_F(EpochTableTest, StopsWhenTold) {
  const RunDirectory run = make("a", experiment());
  EXPECT_THAT(readEpochTable({{run.path(), run.path()}, {"d_loss"}, {1}}, [] { return false; }).models, IsEmpty());
}

EpochTable small() {
  EpochTable table{{1, 200}, {}};
  EpochModel model{"a | \"b\", c", {"x"}, {}, {}};
  model.rows.push_back({"d_loss", {EpochCell{-0.339677, {}, 1}, std::nullopt}, {-3.244686, -0.07571}});
  model.rows.push_back({"g_loss", {EpochCell{1e9, {}, 1}, EpochCell{kNaN, {}, 1}}, {std::nullopt, std::nullopt}});
  table.models.push_back(model);
  return table;
}

TEST(EpochText, AlignedForATerminal) {
  EXPECT_EQ(epochTableText(small()),
            "Model       Epoch                1        200\n"
            "a | \"b\", c  D loss       -0.339677\n"
            "            reported     -3.244686  -0.075710\n"
            "            G loss    1.000000e+09        nan\n");
}

TEST(EpochText, MarkdownInTheDocumentsLayout) {
  EXPECT_EQ(epochTableMarkdown(small()),
            "| Model       | Epoch    |            1 |       200 |\n"
            "| :---------- | :------- | -----------: | --------: |\n"
            "| a \\| \"b\", c | D loss   |    -0.339677 |           |\n"
            "|             | reported |    -3.244686 | -0.075710 |\n"
            "|             | G loss   | 1.000000e+09 |       nan |\n");
}

TEST(EpochText, CsvWithDeviationsWhereSeedsAreRepeated) {
  EXPECT_EQ(epochTableCsv(small()),
            "model,series,kind,runs,1,200\n"
            "\"a | \"\"b\"\", c\",d_loss,measured,1,-0.339677,\n"
            "\"a | \"\"b\"\", c\",d_loss,reported,,-3.244686,-0.07571\n"
            "\"a | \"\"b\"\", c\",g_loss,measured,1,1e+09,nan\n");
  EpochTable seeds{{1, 5}, {{"m", {"x", "y"}, {{"d_loss", {EpochCell{2, 0.5, 2}, EpochCell{3, {}, 1}}, {}}}, {}}}};
  EXPECT_EQ(epochTableCsv(seeds),
            "model,series,kind,runs,1,5,1 std,5 std,1 runs,5 runs\nm,d_loss,measured,2,2,3,0.5,,2,1\n");
}

using SweepRunsTest = EpochTableTest;

TEST_F(SweepRunsTest, AreFoundByIdAndByName) {
  config::Experiment first = experiment(), second = experiment(), none = experiment();
  second.about.sweep = "s-20261123-090000";
  none.about.sweep.clear();
  const RunDirectory a = make("a", first, "2026-01-01T00:00:02Z");
  const RunDirectory b = make("b", first, "2026-01-01T00:00:01Z");
  const RunDirectory c = make("c", second, "2026-01-02T00:00:00Z");
  make("d", none);
  EXPECT_EQ(readText(a.path() / "manifest.toml").find("sweep = \"s-20261122-150000\"") != std::string::npos, true);
  const SweepRuns exact = findSweep(directory, "s-20261122-150000");
  EXPECT_THAT(exact.runs, ElementsAre(b.path(), a.path()));
  EXPECT_THAT(exact.otherIds, IsEmpty());
  const SweepRuns named = findSweep(directory, "s");
  EXPECT_EQ(named.id, "s-20261123-090000");
  EXPECT_THAT(named.runs, ElementsAre(c.path()));
  EXPECT_THAT(named.otherIds, ElementsAre("s-20261122-150000"));
  EXPECT_EQ(findSweep(directory, "none").id, "");
  EXPECT_THAT(findSweep(directory, "none").runs, IsEmpty());
  EXPECT_THAT(sweepIds(directory), ElementsAre("s-20261123-090000", "s-20261122-150000"));
  RunLister lister;
  EXPECT_EQ(lister.list(directory)[0].manifest.sweep, "s-20261123-090000");
}

}  // namespace
}  // namespace ganvas::runs
