#include <gtest/gtest.h>

#include <csignal>
#include <string>

#include "cli/cli_fixture.h"
#include "runs/step_times.h"
#include "studio/tiny_experiment.h"

namespace ganvas::testing {
namespace {

namespace fs = std::filesystem;

TEST_F(CliTest, WrongUsageEndsWithTwo) {
  expectEnd(run({}), 2, "subcommand");
  expectEnd(run({"train", "quickstrat"}), 2, "quickstart");
  expectEnd(run({"train", "quickstart", "--set", "shedule.steps=3"}), 2, "schedule.steps");
  expectEnd(run({"train", "quickstart", "--set", "schedule.batch_size=0"}), 2, "65536");
  expectEnd(run({"train", "quickstart", "--steps", "5", "--epochs", "1"}), 2, "excludes");
  expectEnd(run({"show", "nowhere"}), 2, "nowhere");
  EXPECT_FALSE(fs::exists(runsDir));
}

TEST_F(CliTest, AnUnknownKeyInAFileNamesFileLineAndTheNearestKey) {
  const fs::path file = folder / "wrong.toml";
  std::ofstream(file) << "format = 1\n[schedule]\nbatch_sise = 4\n";
  const Result result = run({"train", file.string()});
  expectEnd(result, 2, "batch_size");
  EXPECT_NE(result.err.find("wrong.toml"), std::string::npos) << result.err;
  EXPECT_NE(result.err.find('3'), std::string::npos) << result.err;
}

TEST_F(CliTest, HelpsAndDescribes) {
  const Result help = run({"train", "--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_NE(help.out.find("--runs-dir"), std::string::npos);
  const Result recipes = run({"recipes"});
  EXPECT_EQ(recipes.code, 0);
  EXPECT_LT(recipes.out.find("\n  quickstart "), recipes.out.find("\n  cgan-1 ")) << recipes.out;
  EXPECT_NE(recipes.out.find("\nSeed document 001 (GAN-101 on CIFAR-10)\n  cgan-1 "), std::string::npos) << recipes.out;
  const Result description = run({"describe", "dcgan-3"});
  EXPECT_EQ(description.code, 0) << description.err;
  EXPECT_NE(description.out.find("discriminator"), std::string::npos);
  EXPECT_NE(description.out.find("32×32×3"), std::string::npos);
}

TEST_F(CliTest, TrainsShowsSamplesAndExtends) {
  const Result trained = run({"train", write(tinyExperiment(1000)), "--set", "checkpoints.every=15", "--steps", "40",
                              "--seed", "7", "--name", "my run"});
  ASSERT_EQ(trained.code, 0) << trained.err;
  const fs::path directory = newestRun();
  EXPECT_NE(trained.out.find("finished at step 40 of 40"), std::string::npos) << trained.out;
  for (const char* file : {"samples/000040.png", "exports/gallery.png"}) {
    EXPECT_NE(trained.out.find((directory / file).string()), std::string::npos) << trained.out;
    EXPECT_TRUE(fs::exists(directory / file));
  }
  EXPECT_NE(trained.err.find("training in " + directory.string()), std::string::npos) << trained.err;
  EXPECT_EQ(runs::RunDirectory::open(directory).experiment().seed, 7);
  EXPECT_EQ(checkpoints(directory), (std::vector<std::int64_t>{15, 30, 40}));

  EXPECT_NE(run({"runs"}).out.find("finished"), std::string::npos);
  const Result json = run({"show", "my run", "--json"});
  EXPECT_EQ(json.code, 0);
  EXPECT_EQ(json.out.find('{'), 0U) << json.out;
  EXPECT_NE(run({"show", directory.string()}).out.find("finished at step 40"), std::string::npos);

  const std::string out = (folder / "pictures").string();
  const Result sampled = run({"sample", "my run", "--count", "3", "--out", out, "--seed", "5", "--sheet", "2x2"});
  EXPECT_EQ(sampled.code, 0) << sampled.err;
  for (const char* name : {"000000.png", "000002.png", "sheet.png"}) EXPECT_TRUE(fs::exists(fs::path(out) / name));

  expectEnd(run({"resume", "my run"}), 1, "already finished at step 40");
  const Result extended = run({"resume", "my run", "--steps", "50"});
  EXPECT_EQ(extended.code, 0) << extended.err;
  EXPECT_EQ(runs::HistoryReader(directory / "history.db").steps(), 50);
}

TEST_F(CliTest, SamplesOfOneClassOnly) {
  config::Experiment experiment = tinyExperiment(20);
  experiment.data.classes = 3;
  experiment.generator.layers = {"label_one_hot", "linear 8x8x1", "tanh"};
  experiment.discriminator.layers = {"flatten", "label_one_hot", "linear 1"};
  const std::string directory = trainToEnd(experiment).string();
  const auto sampleInto = [&](const std::string& name, const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {"sample", directory, "--count", "6", "--out", (folder / name).string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  };
  ASSERT_EQ(sampleInto("all", {}).code, 0);
  ASSERT_EQ(sampleInto("ones", {"--class", "1"}).code, 0);
  const auto same = [&](const char* picture) {
    return bytesOf(folder / "all" / picture) == bytesOf(folder / "ones" / picture);
  };
  for (const char* ofClassOne : {"000001.png", "000004.png"}) EXPECT_TRUE(same(ofClassOne)) << ofClassOne;
  for (const char* ofAnother : {"000000.png", "000002.png"}) EXPECT_FALSE(same(ofAnother)) << ofAnother;
  expectEnd(sampleInto("none", {"--class", "3"}), 1, "class");
}

TEST_F(CliTest, AnInterruptEndsSampling) {
  const std::string directory = trainToEnd(tinyExperiment(20)).string();
  const fs::path out = folder / "many";
  const auto program = launch({"sample", directory, "--count", "1000000", "--out", out.string()});
  while (!fs::exists(out / "0000000.png") && !fs::exists(out / "000000.png")) {
    ASSERT_FALSE(program->waitFor(std::chrono::milliseconds(20))) << program->standardError();
  }
  program->signal(SIGINT);
  EXPECT_EQ(program->wait(), 130) << program->standardError();
  EXPECT_NE(program->standardError().find(out.string()), std::string::npos) << program->standardError();
}

TEST_F(CliTest, AResumeTakesLiveParameters) {
  const std::string key = "discriminator_optimiser.learning_rate";
  const std::string directory = trainToEnd(tinyExperiment(20)).string();
  expectEnd(run({"resume", directory, "--steps", "30", "--set", "schedule.batch_size=8"}), 2, "needs a new run");
  expectEnd(run({"resume", directory, "--steps", "30", "--set", "discriminator_optimiser.learning_rat=1"}), 2, key);
  expectEnd(run({"resume", directory, "--steps", "30", "--set", key + "=-1"}), 2, key);
  const Result resumed =
      run({"resume", directory, "--steps", "30", "--set", key + "=0.125", "--set", "checkpoints.every=7"});
  EXPECT_EQ(resumed.code, 0) << resumed.err;
  EXPECT_EQ(runs::HistoryReader(newestRun() / "history.db").liveChanges(),
            (std::vector<runs::LiveChange>{{21, key, "0.125"}, {21, "checkpoints.every", "7"}}));
  EXPECT_EQ(checkpoints(newestRun()), (std::vector<std::int64_t>{21, 28, 30}));
}

TEST_F(CliTest, ASignalThatWasIgnoredStaysSo) {
  Program::Options nohup;
  nohup.ignoresHangUp = true;
  const auto program = launch({"train", write(tinyExperiment(10'000'000))}, nohup);
  while (program->standardError().find("training in") == std::string::npos) {
    ASSERT_FALSE(program->waitFor(std::chrono::milliseconds(20))) << program->standardError();
  }
  program->signal(SIGHUP);
  program->signal(SIGINT);  // were the hang-up heeded, this would be the second and end the program at once
  EXPECT_EQ(program->wait(), 130) << program->standardError();
  EXPECT_EQ(runs::HistoryReader(newestRun() / "history.db").state().state, "stopped");
}

TEST_F(CliTest, AnInterruptLeavesACheckpointAndEndsWith130) {
  const auto program = launch({"train", write(tinyExperiment(10'000'000))});
  while (program->standardError().find("training in") == std::string::npos) {
    ASSERT_FALSE(program->waitFor(std::chrono::milliseconds(20))) << program->standardError();
  }
  program->signal(SIGINT);
  EXPECT_EQ(program->wait(), 130) << program->standardError();
  const runs::HistoryState state = runs::HistoryReader(newestRun() / "history.db").state();
  EXPECT_EQ(state.state, "stopped");
  if (state.step > 0) {
    EXPECT_EQ(checkpoints(newestRun()).back(), state.step);
  }
}

TEST_F(CliTest, SpeedMeasuresAStepAndKeepsIt) {
  config::Experiment experiment = tinyExperiment(1000);
  const Result result = run({"speed", write(experiment)});
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_NE(result.out.find("seconds per step"), std::string::npos) << result.out;
  EXPECT_NE(result.out.find("cpu, 1 thread"), std::string::npos) << result.out;
  EXPECT_NE(result.out.find("whole run"), std::string::npos) << result.out;
  EXPECT_TRUE(runs::StepTimes::load(folder / "cache/ganvas/step-times.json").find(experiment, ""));
  EXPECT_FALSE(fs::exists(runsDir));
  expectEnd(run({"speed", "quickstrat"}), 2, "quickstart");
}

}  // namespace
}  // namespace ganvas::testing
