#include "config/sweep.h"

#include <gmock/gmock.h>

#include <random>
#include <set>

#include "base/error_text.h"
#include "base/files.h"
#include "base/temporary_directory.h"
#include "config/sweep_networks.h"
#include "config/sweeps.h"
#include "config/toml.h"

namespace ganvas::config {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using testing::EnvironmentVariable;
using testing::errorOf;
using ::testing::HasSubstr;
using testing::TemporaryDirectory;

constexpr const char* kRates = "generator_optimiser.learning_rate + discriminator_optimiser.learning_rate";

Sweep grid() {
  Sweep sweep;
  sweep.name = "mine";
  sweep.base = "quickstart";
  sweep.keys = {"schedule.batch_size", kRates};
  sweep.values = {{std::int64_t{32}, std::int64_t{64}}, {1e-4, 2e-4, 5e-5}};
  return sweep;
}

Sweep list() {
  Sweep sweep = grid();
  sweep.mode = SweepMode::List;
  sweep.values = {{std::int64_t{32}, 1e-4}, {std::int64_t{64}, 3e-4}};
  return sweep;
}

std::vector<std::string> labels(const std::vector<SweepRun>& runs) {
  std::vector<std::string> result;
  for (const SweepRun& run : runs) result.push_back(run.label);
  return result;
}

TEST(Sweep, AGridIsEveryCombination) {
  const auto runs = sweepRuns(grid());
  EXPECT_THAT(labels(runs), ElementsAre("batch_size 32, learning_rate 0.0001", "batch_size 32, learning_rate 0.0002",
                                        "batch_size 32, learning_rate 0.00005", "batch_size 64, learning_rate 0.0001",
                                        "batch_size 64, learning_rate 0.0002", "batch_size 64, learning_rate 0.00005"));
  Experiment expected = loadRecipe("quickstart");
  expected.schedule.batchSize = 64;
  expected.generatorOptimiser.learningRate = expected.discriminatorOptimiser.learningRate = 2e-4;
  expected.about.sweep = "mine";
  EXPECT_EQ(runs[4].experiment, expected);
}

TEST(Sweep, AListIsItsRows) {
  Sweep sweep = list();
  sweep.reported = {{"d_loss 0.5 epoch 1 mark"}, {}};
  sweep.reportedNote = "as printed";
  const auto runs = sweepRuns(sweep, sweepBase(sweep), "mine-20261122-150000");
  ASSERT_EQ(runs.size(), 2u);
  EXPECT_EQ(runs[1].label, "batch_size 64, learning_rate 0.0003");
  EXPECT_EQ(runs[1].experiment.discriminatorOptimiser.learningRate, 3e-4);
  EXPECT_EQ(runs[1].experiment.about.sweep, "mine-20261122-150000");
  EXPECT_THAT(runs[0].experiment.about.reported, ElementsAre("d_loss 0.5 epoch 1 mark"));
  EXPECT_TRUE(runs[1].experiment.about.reported.empty());
  EXPECT_EQ(runs[1].experiment.about.reportedNote, "as printed");
  EXPECT_EQ(sweepNameOf("mine-20261122-150000"), "mine");
  EXPECT_EQ(sweepNameOf(newSweepId("a-b")), "a-b");
  EXPECT_EQ(sweepNameOf("mine"), "mine");
}

TEST(Sweep, SeedsRepeatEachCombination) {
  Sweep sweep = list();
  sweep.seeds = {7, 8};
  const auto runs = sweepRuns(sweep);
  ASSERT_EQ(runs.size(), 4u);
  EXPECT_EQ(runs[1].label, "batch_size 32, learning_rate 0.0001, seed 8");
  EXPECT_EQ(runs[1].experiment.seed, 8);
  EXPECT_EQ(runs[2].experiment.seed, 7);
  sweep.seeds = {7};
  EXPECT_EQ(sweepRuns(sweep)[0].label, "batch_size 32, learning_rate 0.0001");
  Sweep seedsAlone;
  seedsAlone.base = "quickstart";
  seedsAlone.seeds = {1, 2, 3};
  EXPECT_THAT(labels(sweepRuns(seedsAlone)), ElementsAre("seed 1", "seed 2", "seed 3"));
}

TEST(Sweep, AnyParameterCanBeSwept) {
  Sweep sweep;
  sweep.base = "quickstart";
  sweep.keys = {"objective.loss", "generator_optimiser.beta1", "discriminator_optimiser.beta1", "discriminator.layers",
                "data.path"};
  const std::vector<std::string> layers = loadRecipe("quickstart").discriminator.layers;
  sweep.values = {{std::string("minimax"), std::string("hinge")},
                  {0.5},
                  {0.0},
                  {layers, std::vector<std::string>{"flatten", "linear 1"}},
                  {std::string(), std::string("/a/path/that/is/much/longer/than/a/label")}};
  const auto runs = sweepRuns(sweep);
  ASSERT_EQ(runs.size(), 8u);
  EXPECT_EQ(runs[7].label,
            "loss hinge, generator_optimiser.beta1 0.5, discriminator_optimiser.beta1 0, layers #2, path #2");
  EXPECT_THAT(runs[7].experiment.discriminator.layers, ElementsAre("flatten", "linear 1"));
  EXPECT_THAT(runs[0].label, HasSubstr("path (none)"));
  const auto all = labels(runs);
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), all.size());
}

TEST(Sweep, TheBaseIsChangedAsSetSays) {
  Sweep sweep = grid();
  sweep.set = {"schedule.steps=77"};
  EXPECT_EQ(sweepRuns(sweep)[3].experiment.schedule.steps, 77);
  sweep.set = {"schedule.stepps=77"};
  EXPECT_THAT(errorOf([&] { sweepRuns(sweep); }), HasSubstr("schedule.steps"));
}

TEST(Sweep, WhatIsWrongIsSaid) {
  const auto fails = [](Sweep sweep, const std::function<void(Sweep&)>& change) {
    change(sweep);
    return errorOf([&] { sweepRuns(sweep); });
  };
  EXPECT_THAT(fails(grid(), [](Sweep& s) { s.values[0][1] = std::int64_t{0}; }),
              AllOf(HasSubstr("schedule.batch_size is 0"), HasSubstr("65536")));
  EXPECT_THAT(fails(grid(), [](Sweep& s) { s.values[0][1] = std::string("many"); }), HasSubstr("whole number"));
  EXPECT_THAT(fails(grid(), [](Sweep& s) { s.keys[0] = "schedule.batchsize"; }), HasSubstr("schedule.batch_size?"));
  EXPECT_THAT(fails(grid(), [](Sweep& s) { s.keys[1] += " + "; }), HasSubstr("unknown key"));
  EXPECT_THAT(fails(grid(), [](Sweep& s) { s.keys[0] = "generator_optimiser.learning_rate"; }), HasSubstr("twice"));
  EXPECT_THAT(fails(grid(), [](Sweep& s) { s.keys[0] = "about.name"; }), HasSubstr("no difference"));
  EXPECT_THAT(fails(grid(), [](Sweep& s) { s.values[1].push_back(1e-4); }), HasSubstr("0.0001 twice"));
  EXPECT_THAT(fails(grid(), [](Sweep& s) { s.values[1].clear(); }), HasSubstr("no values"));
  EXPECT_THAT(fails(grid(), [](Sweep& s) { s.values.pop_back(); }), HasSubstr("1 keys, but 2"));
  EXPECT_THAT(fails(list(), [](Sweep& s) { s.values[1].pop_back(); }), HasSubstr("row 2 has 1 values for 2 keys"));
  EXPECT_THAT(fails(list(), [](Sweep& s) { s.values[1] = s.values[0]; }), HasSubstr("row 2 has been given before"));
  EXPECT_THAT(fails(list(), [](Sweep& s) { s.values[1][1] = 2.0; }), HasSubstr("row 2"));
  EXPECT_THAT(fails(list(), [](Sweep& s) { s.values.clear(); }), HasSubstr("no runs"));
  EXPECT_THAT(fails(list(), [](Sweep& s) { s.seeds = {1, 1}; }), HasSubstr("seed 1 is given twice"));
  EXPECT_THAT(fails(list(), [](Sweep& s) { s.seeds = {-1}; }), HasSubstr("seed is -1"));
  EXPECT_THAT(fails(list(), [](Sweep& s) { s.epochs = {5, 1}; }), HasSubstr("ascending"));
  EXPECT_THAT(fails(list(), [](Sweep& s) { s.reported = {{}}; }), HasSubstr("reported figures for 1 rows"));
  EXPECT_THAT(fails(list(), [](Sweep& s) { s.reported = {{"d_loss"}, {}}; }), HasSubstr("\"d_loss\""));
  EXPECT_THAT(fails(grid(), [](Sweep& s) { s.keys[0] = "objective.margin"; }), HasSubstr("does not matter"));
  EXPECT_THAT(fails(grid(), [](Sweep& s) { s.set = {" schedule.batch_size =3"}; }), HasSubstr("both set and swept"));
  EXPECT_THAT(fails(grid(), [](Sweep& s) { s.base = "quickstrat"; }), HasSubstr("quickstart"));
}

TEST(Sweep, NeitherKeysNorSeedsIsRefused) {
  Sweep sweep;
  sweep.base = "quickstart";
  EXPECT_THAT(errorOf([&] { sweepRuns(sweep); }), HasSubstr("neither keys nor seeds"));
  sweep.mode = SweepMode::List;
  sweep.values = {{}};
  EXPECT_THAT(errorOf([&] { sweepRuns(sweep); }), HasSubstr("neither keys nor seeds"));
}

TEST(Sweep, WhatIsSweptIsLeftOutOfSet) {
  Sweep sweep = grid();
  sweep.set = {"seed=3", " schedule.batch_size = 3", "discriminator_optimiser.learning_rate=1", "schedule.steps=7"};
  leaveOutSwept(sweep);
  EXPECT_THAT(sweep.set, ElementsAre("seed=3", "schedule.steps=7"));
  sweep.seeds = {1, 2};
  leaveOutSwept(sweep);
  EXPECT_THAT(sweep.set, ElementsAre("schedule.steps=7"));
}

TEST(Sweep, IdsDifferWithinASecond) {
  std::set<std::string> ids;
  for (int i = 0; i < 10; ++i) ids.insert(newSweepId("a"));
  EXPECT_GT(ids.size(), 8u);
  EXPECT_EQ(sweepNameOf("a-20261122-150000-4f2a"), "a");
  EXPECT_EQ(sweepNameOf("a-20261122-150000-xyzw"), "a-20261122-150000-xyzw");
}

TEST(Sweep, NetworksThatCannotBeBuiltNameTheirRun) {
  Sweep sweep;
  sweep.base = "quickstart";
  sweep.keys = {"discriminator.layers"};
  sweep.values = {{loadRecipe("quickstart").discriminator.layers, std::vector<std::string>{"flatten", "linear 2"}}};
  EXPECT_THAT(errorOf([&] { checkNetworks(sweepRuns(sweep)); }), AllOf(HasSubstr("layers #2"), HasSubstr("linear 2")));
  sweep.values[0].pop_back();
  checkNetworks(sweepRuns(sweep));
}

TEST(Sweep, NetworksFollowPicturesWhoseSizeOnlyTheFilesTell) {
  Sweep sweep;
  sweep.base = "mnist-wgan";
  sweep.set = {"data.source=idx", "data.path=/somewhere"};
  sweep.seeds = {1, 2};
  checkNetworks(sweepRuns(sweep));
  sweep.set = {"data.source=cifar10"};
  EXPECT_THAT(errorOf([&] { checkNetworks(sweepRuns(sweep)); }), HasSubstr("seed 1"));
}

TEST(Sweep, NoMoreRunsThanTheQueueHolds) {
  Sweep sweep = grid();
  sweep.values[0].clear();
  for (std::int64_t i = 1; i <= 334; ++i) sweep.values[0].emplace_back(i);
  EXPECT_THAT(errorOf([&] { sweepRuns(sweep); }), AllOf(HasSubstr("1002 runs"), HasSubstr("1000")));
  sweep.values[0].pop_back();
  EXPECT_EQ(sweepRuns(sweep).size(), 999u);
  for (int i = 0; i < 20; ++i) sweep.values.push_back(sweep.values[0]);
  EXPECT_EQ(sweepSize(sweep), std::int64_t{1} << 53);
}

TEST(Sweep, TomlReadsBack) {
  Sweep sweep = list();
  sweep.description = "two\n\"lines\"";
  sweep.set = {"schedule.steps=5"};
  sweep.keys.push_back("discriminator.layers");
  sweep.values[0].emplace_back(std::vector<std::string>{"flatten", "linear 1"});
  sweep.values[1].emplace_back(std::vector<std::string>{});
  sweep.seeds = {1, 2};
  sweep.reported = {{"d_loss 1 epoch 5"}, {}};
  sweep.epochs = {0.5, 3};
  EXPECT_EQ(readSweep(writeSweep(sweep), "s.toml"), sweep);
  EXPECT_EQ(readSweep(writeSweep(grid()), "s.toml"), grid());
}

TEST(Sweep, TomlMistakesNameTheLine) {
  const auto fails = [](const std::string& text) { return errorOf([&] { readSweep(text, "s.toml"); }); };
  const std::string begin = "format = 1\n[sweep]\nbase = \"quickstart\"\n";
  EXPECT_THAT(fails(begin + "kees = []"), AllOf(HasSubstr("s.toml:4"), HasSubstr("Did you mean keys?")));
  EXPECT_THAT(fails(begin + "mode = \"both\""), AllOf(HasSubstr("s.toml:4"), HasSubstr("grid, list")));
  EXPECT_THAT(fails(begin + "keys = \"seed\""), AllOf(HasSubstr("s.toml:4"), HasSubstr("list of texts")));
  EXPECT_THAT(fails(begin + "keys = [\"schedule.batch_siz\"]\nvalues = [[1]]"),
              AllOf(HasSubstr("s.toml:4"), HasSubstr("schedule.batch_size?")));
  EXPECT_THAT(fails(begin + "keys = [\"schedule.batch_size\"]\nvalues = [[1, 0]]"),
              AllOf(HasSubstr("s.toml:5"), HasSubstr("is 0")));
  EXPECT_THAT(fails(begin + "keys = [\"schedule.batch_size\"]\nrows = [[1]]"),
              AllOf(HasSubstr("s.toml:5"), HasSubstr("Use values")));
  EXPECT_THAT(fails(begin + "seeds = [1.5]"), AllOf(HasSubstr("s.toml:4"), HasSubstr("whole numbers")));
  const std::string keys = "keys = [\"schedule.batch_size\"]\nvalues = [[1]]\n";
  EXPECT_THAT(fails(begin + keys + "epochs = [2,\n1]"), AllOf(HasSubstr("s.toml:6"), HasSubstr("ascending")));
  EXPECT_THAT(fails(begin + keys + "epochs = [9223372036854775807]"), HasSubstr("s.toml:6"));
  EXPECT_THAT(fails(begin + keys + "set = [\"schedule.batch_size=2\"]"),
              AllOf(HasSubstr("s.toml:6"), HasSubstr("both")));
  EXPECT_THAT(fails(begin + keys + "seeds = [1, 1]"), AllOf(HasSubstr("s.toml:6"), HasSubstr("twice")));
  EXPECT_THAT(fails("[schedule]\nsteps = 3"), AllOf(HasSubstr("s.toml:1"), HasSubstr("recipe")));
  EXPECT_THAT(fails("sweep = 3"), HasSubstr("s.toml"));
  EXPECT_THAT(fails(""), HasSubstr("[sweep]"));
  EXPECT_THAT(fails("seed = 1\n[*sweep]"), AllOf(HasSubstr("s.toml:2"), HasSubstr("name of a section")));
  EXPECT_THAT(fails("\xEF\xBB\xBF[\n"), HasSubstr("name of a section"));
  EXPECT_THAT(fails("format = 2"), HasSubstr("Update"));
  EXPECT_THAT(errorOf([&] { readToml(begin, "s.toml"); }), HasSubstr("ganvas-cli sweep"));
}

// Cut anywhere, or with any byte changed, the file is read or refused with an Error.
TEST(Sweep, BrokenTomlIsRefusedOrRead) {
  Sweep sweep = list();
  sweep.reported = {{"d_loss 1 epoch 5"}, {}};
  const std::string whole = writeSweep(sweep);
  const auto read = [](const std::string& text) {
    try {
      readSweep(text, "s.toml");
      return true;
    } catch (const Error&) {
      return false;
    }
  };
  int refused = 0;
  for (std::size_t size = 0; size < whole.size(); ++size) refused += read(whole.substr(0, size)) ? 0 : 1;
  EXPECT_GT(refused, 50);
  std::mt19937 random(1);
  for (int i = 0; i < 3000; ++i) {
    std::string text = whole;
    for (int j = 0; j < 1 + i % 3; ++j) text[random() % text.size()] = static_cast<char>(random());
    read(text);
  }
}

class SweepFiles : public ::testing::Test {
 protected:
  SweepFiles() { fs::create_directories(folder_); }
  void write(const std::string& name, const std::string& text) { writeFileAtomically(folder_ / name, text); }

  TemporaryDirectory directory_;
  EnvironmentVariable variable_{"XDG_CONFIG_HOME", directory_.path().c_str()};
  fs::path folder_ = directory_.path() / "ganvas" / "sweeps";
};

TEST_F(SweepFiles, EmbeddedAndOwnOnesAreListed) {
  Sweep own = grid();
  own.name.clear();
  write("own.toml", writeSweep(own));
  write("bad.toml", "[sweep]\nkees = 1");
  std::vector<BrokenRecipe> broken;
  const auto all = sweeps(&broken);
  ASSERT_GE(all.size(), 2u);
  EXPECT_EQ(all.front().name, "mnist-wgan-sweep");
  EXPECT_TRUE(all.front().file.empty());
  EXPECT_EQ(all.back().name, "own");
  EXPECT_EQ(all.back().sweep.name, "own");
  ASSERT_EQ(broken.size(), 1u);
  EXPECT_THAT(broken[0].reason, HasSubstr("bad.toml:2"));
  EXPECT_EQ(loadSweep("own").keys, own.keys);
  EXPECT_THAT(errorOf([] { loadSweep("bad"); }), HasSubstr("bad.toml:2"));
  EXPECT_THAT(errorOf([] { loadSweep("mnist-wgan-swep"); }), HasSubstr("Did you mean mnist-wgan-sweep?"));
  EXPECT_THAT(errorOf([] { loadSweep("none.toml"); }), HasSubstr("No such file"));
}

TEST_F(SweepFiles, OnesOwnReplacesAnEmbeddedOne) {
  write("mnist-wgan-sweep.toml", writeSweep(grid()));
  EXPECT_EQ(loadSweep("mnist-wgan-sweep").base, "quickstart");
  EXPECT_EQ(sweeps().size(), 1u);
}

TEST_F(SweepFiles, ABaseThatIsAFileIsBesideTheSweep) {
  Sweep sweep = grid();
  sweep.base = "base.toml";
  writeFileAtomically(directory_ / "s.toml", writeSweep(sweep));
  writeFileAtomically(directory_ / "base.toml", "[schedule]\nsteps = 9");
  EXPECT_EQ(sweepRuns(loadSweep((directory_ / "s.toml").string()))[0].experiment.schedule.steps, 9);
}

TEST_F(SweepFiles, ASweepIsNoRecipe) {
  EXPECT_THAT(errorOf([] { loadRecipe("mnist-wgan-sweep"); }),
              AllOf(HasSubstr("is a sweep"), HasSubstr("ganvas-cli sweep mnist-wgan-sweep")));
}

// The document's seven rows, typed from it once more.
TEST_F(SweepFiles, TheWganSweepIsTheDocuments) {
  const Sweep sweep = loadSweep("mnist-wgan-sweep");
  EXPECT_EQ(sweep.base, "mnist-wgan");
  const auto runs = sweepRuns(sweep, loadRecipe("quickstart"));
  ASSERT_EQ(runs.size(), 7u);
  EXPECT_EQ(runs[0].label, "critic_steps 5, weight_clip 0.01, learning_rate 0.00005");
  EXPECT_EQ(runs[2].experiment.objective.criticSteps, 7);
  EXPECT_EQ(runs[3].experiment.objective.weightClip, 0.005);
  EXPECT_EQ(runs[5].experiment.generatorOptimiser.learningRate, 3e-5);
  EXPECT_EQ(runs[6].experiment.discriminatorOptimiser.learningRate, 1e-4);
  for (const SweepRun& run : runs) EXPECT_EQ(run.experiment.about.reported.size(), 12u);
  EXPECT_THAT(runs[4].experiment.about.reported[6], HasSubstr("g_loss -41.701641 epoch 1"));
  EXPECT_THAT(runs[6].experiment.about.reported[11], HasSubstr("g_loss 0.011727 epoch 200"));
}

}  // namespace
}  // namespace ganvas::config
