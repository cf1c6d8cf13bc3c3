#include "runs/run_directory.h"

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/resource.h>

#include <set>

#include "support.h"

namespace ganvas::runs {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using Directory = InDirectory;

config::Experiment experimentOf(std::int64_t steps) {
  config::Experiment experiment;
  experiment.about.name = "tiny";
  experiment.schedule.steps = steps;
  return experiment;
}

void makeCheckpoint(const RunDirectory& run, std::int64_t step) {
  fs::create_directories(run.checkpointPath(step));
  writeText(run.checkpointPath(step) / "state.safetensors", "x");
}

TEST_F(Directory, IsMadeAndOpenedAgain) {
  Manifest manifest;
  manifest.version = "0.1.0";
  manifest.torch = "1.13.0";
  manifest.device = "cuda:0 (\"NVIDIA\" \\ 80GB)\n\x7f";
  manifest.fingerprint = "abc";
  manifest.dataName = "Kleider – Größe";
  manifest.pictures = 60'000;
  manifest.seed = -7;
  manifest.conditional = true;
  manifest.classes = {"T-shirt/top", "\"Hüte\"\n\x7f", "\xff"};
  const RunDirectory made = RunDirectory::create(directory / "a" / "runs", "First Light!", experimentOf(77), manifest);
  EXPECT_THAT(made.path().filename().string(), MatchesRegex("[0-9]{8}-[0-9]{6}-First-Light"));
  for (const char* folder : {"samples", "checkpoints", "exports"}) EXPECT_TRUE(fs::is_directory(made.path() / folder));

  const RunDirectory opened = RunDirectory::open(made.path() / "");
  EXPECT_EQ(opened.path(), made.path());
  EXPECT_EQ(opened.experiment(), made.experiment());
  EXPECT_EQ(opened.experiment().schedule.steps, 77);
  const Manifest& read = opened.manifest();
  EXPECT_EQ(read.format, 1);
  EXPECT_EQ(read.name, "First Light!");
  EXPECT_EQ(read.recipe, "tiny");
  EXPECT_THAT(read.created, MatchesRegex("....-..-..T..:..:..Z"));
  EXPECT_EQ(read.version, "0.1.0");
  EXPECT_EQ(read.torch, "1.13.0");
  EXPECT_EQ(read.device, manifest.device);
  EXPECT_EQ(read.fingerprint, "abc");
  EXPECT_EQ(read.dataName, "Kleider – Größe");
  EXPECT_EQ(read.pictures, 60'000);
  EXPECT_EQ(read.seed, -7);
  EXPECT_TRUE(read.conditional);
  EXPECT_THAT(read.classes, ElementsAre("T-shirt/top", "\"Hüte\"\n\x7f", "\uFFFD"));  // bytes that are no UTF-8
}

TEST_F(Directory, NamesAreMadeUniqueAndHarmless) {
  std::set<fs::path> paths;
  for (int i = 0; i < 4; ++i) paths.insert(RunDirectory::create(directory, "same", experimentOf(1), {}).path());
  EXPECT_EQ(paths.size(), 4U);
  const auto nameOf = [&](const std::string& name) {
    return RunDirectory::create(directory, name, experimentOf(1), {}).path().filename().string().substr(16);
  };
  EXPECT_EQ(nameOf("../../etc/passwd"), "etc-passwd");
  EXPECT_EQ(nameOf(""), "run");
  EXPECT_THAT(nameOf("\xff\xfe"), MatchesRegex("run(-2)?"));  // the second of that second
  EXPECT_EQ(nameOf("größer als_2-x"), "gr-er-als_2-x");
  EXPECT_LE(nameOf(std::string(5000, 'n')).size(), 64U);
}

TEST_F(Directory, ExperimentIsReplaced) {
  RunDirectory run = RunDirectory::create(directory, "x", experimentOf(10), {});
  run.rewriteExperiment(experimentOf(20));
  EXPECT_EQ(run.experiment().schedule.steps, 20);
  EXPECT_EQ(RunDirectory::open(run.path()).experiment().schedule.steps, 20);
}

TEST_F(Directory, WhatIsNoRunIsRefused) {
  EXPECT_THAT(messageOf([&] { RunDirectory::open(directory / "none"); }), HasSubstr("none"));
  EXPECT_THAT(messageOf([&] { RunDirectory::open(directory); }), HasSubstr("no run directory"));
  const RunDirectory run = RunDirectory::create(directory, "x", experimentOf(10), {});
  const auto manifest = run.path() / "manifest.toml";
  const std::string good = readText(manifest);

  writeText(manifest, "format = 2\nname = {}\n");
  EXPECT_THAT(messageOf([&] { RunDirectory::open(run.path()); }), HasSubstr("newer Ganvas"));
  writeText(manifest, "name = 'x'\n");
  EXPECT_THAT(messageOf([&] { RunDirectory::open(run.path()); }), HasSubstr("format"));
  writeText(manifest, good + "seed = 'x'\n");
  EXPECT_THAT(messageOf([&] { RunDirectory::open(run.path()); }), HasSubstr("manifest.toml"));
  writeText(manifest, "format = 1\npictures = 'many'\n");
  EXPECT_THAT(messageOf([&] { RunDirectory::open(run.path()); }), HasSubstr("manifest.toml:2"));
  for (const char* classes : {"'cat'", "['cat', 7]"}) {
    writeText(manifest, std::string("format = 1\nclasses = ") + classes + "\n");
    EXPECT_THAT(messageOf([&] { RunDirectory::open(run.path()); }), HasSubstr("manifest.toml:2: \"classes\""));
  }
  writeText(manifest, good.substr(0, good.size() - 25));
  EXPECT_THROW(RunDirectory::open(run.path()), Error);
  writeText(manifest, std::string("\xff\x00\xfe garbage", 12));
  EXPECT_THROW(RunDirectory::open(run.path()), Error);
  writeText(manifest, std::string(2 << 20, '#'));
  EXPECT_THROW(RunDirectory::open(run.path()), Error);
  std::string deep = "a";
  for (int i = 0; i < 200000; ++i) deep += ".a";
  writeText(manifest, good + deep + " = 1\n");
  EXPECT_THAT(messageOf([&] { RunDirectory::open(run.path()); }), HasSubstr("manifest.toml:13: the keys"));
  fs::remove(manifest);
  EXPECT_THAT(messageOf([&] { RunDirectory::open(run.path()); }), HasSubstr("half made"));
  writeText(manifest, good);
  fs::remove(run.path() / "experiment.toml");
  EXPECT_THAT(messageOf([&] { RunDirectory::open(run.path()); }), HasSubstr("experiment.toml"));
}

TEST_F(Directory, ManifestsOfOldSayNothingOfClasses) {
  const RunDirectory run = RunDirectory::create(directory, "x", experimentOf(10), {});
  writeText(run.path() / "manifest.toml", "format = 1\nname = 'x'\n");
  EXPECT_TRUE(RunDirectory::open(run.path()).manifest().classes.empty());
  EXPECT_FALSE(RunDirectory::open(run.path()).manifest().conditional);
}

TEST_F(Directory, TooManyClassesToBeReadAgainAreLeftOut) {
  Manifest manifest;
  manifest.classes.assign(100'000, "a class with a name");
  const RunDirectory run = RunDirectory::create(directory, "x", experimentOf(10), manifest);
  EXPECT_TRUE(RunDirectory::open(run.path()).manifest().classes.empty());
}

TEST_F(Directory, WhereNothingCanBeWritten) {
  writeText(directory / "file", "x");
  for (const fs::path& parent : {directory / "file" / "runs", fs::path("/proc/ganvas-runs"), directory / "file"}) {
    const std::string message = messageOf([&] { RunDirectory::create(parent, "x", experimentOf(1), {}); });
    EXPECT_THAT(message, HasSubstr(parent.string()));
    EXPECT_THAT(message, HasSubstr("--runs-dir"));
  }
}

TEST_F(Directory, AFullDiskLeavesNoHalfRun) {
  const int code = ended(inChild([&] {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit tight{16, 16};
    setrlimit(RLIMIT_FSIZE, &tight);
    try {
      RunDirectory::create(directory, "x", experimentOf(1), {});
      return 1;
    } catch (const Error& error) {
      return std::string(error.what()).find("experiment.toml") == std::string::npos ? 2 : 0;
    }
  }));
  EXPECT_EQ(code, 0);
  EXPECT_TRUE(fs::is_empty(directory));
}

TEST_F(Directory, PathsOfStepsAreSixDigitsOrMore) {
  const RunDirectory run = RunDirectory::create(directory, "x", experimentOf(1), {});
  EXPECT_EQ(run.checkpointPath(500), run.path() / "checkpoints/000500");
  EXPECT_EQ(run.samplePath(12), run.path() / "samples/000012.png");
  EXPECT_EQ(run.checkpointPath(12'345'678), run.path() / "checkpoints/12345678");
}

TEST_F(Directory, OnlyCompleteCheckpointsCount) {
  const RunDirectory run = RunDirectory::create(directory, "x", experimentOf(1), {});
  EXPECT_TRUE(run.checkpointSteps().empty());
  makeCheckpoint(run, 1'500'000);
  makeCheckpoint(run, 500);
  makeCheckpoint(run, 90);
  fs::create_directories(run.checkpointPath(600));  // without state
  const fs::path folder = run.path() / "checkpoints";
  for (const char* name : {"000700.part", "800", "abc", "-00900", "99999999999999999999999"}) {
    fs::create_directories(folder / name);
    writeText(folder / name / "state.safetensors", "x");
  }
  writeText(folder / "001000", "a file");
  EXPECT_THAT(run.checkpointSteps(), ElementsAre(90, 500, 1'500'000));
}

TEST_F(Directory, PruningKeepsTheNewestAndTheMultiples) {
  const RunDirectory run = RunDirectory::create(directory, "x", experimentOf(1), {});
  for (std::int64_t step = 500; step <= 12'000; step += 500) makeCheckpoint(run, step);
  const fs::path folder = run.path() / "checkpoints";
  fs::create_directories(folder / "012500.part");
  fs::create_directories(folder / "mine.part");
  run.pruneCheckpoints(3, 5000);
  EXPECT_THAT(run.checkpointSteps(), ElementsAre(5000, 10'000, 11'000, 11'500, 12'000));
  EXPECT_FALSE(fs::exists(folder / "012500.part"));
  EXPECT_TRUE(fs::exists(folder / "mine.part"));  // not one of ours
  run.pruneCheckpoints(2, 0);
  EXPECT_THAT(run.checkpointSteps(), ElementsAre(11'500, 12'000));
  run.pruneCheckpoints(0, 0);  // the newest one stays whatever is said
  EXPECT_THAT(run.checkpointSteps(), ElementsAre(12'000));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), 2);
}

TEST_F(Directory, RunsAreFoundByPathNameAndPart) {
  const auto make = [&](const std::string& folder, const std::string& name) {
    const RunDirectory run = RunDirectory::create(directory, name, experimentOf(1), {});
    fs::rename(run.path(), directory / folder);
  };
  make("20260101-000000-garments", "garments");
  make("20260102-000000-garments", "garments");
  make("20260103-000000-digits", "My digits");
  make("20260104-000000-digits-2", "other");
  const auto find = [&](const std::string& name) { return findRun(directory, name).filename().string(); };
  EXPECT_EQ(find((directory / "20260101-000000-garments").string()), "20260101-000000-garments");
  EXPECT_EQ(find((directory / "20260101-000000-garments/").string()), "20260101-000000-garments");
  EXPECT_EQ(find("20260102-000000-garments"), "20260102-000000-garments");
  EXPECT_EQ(find("My digits"), "20260103-000000-digits");
  EXPECT_EQ(find("20260103-000000-digits"), "20260103-000000-digits");  // a whole name, though part of no other
  EXPECT_EQ(find("digits-2"), "20260104-000000-digits-2");
  EXPECT_EQ(find("0101"), "20260101-000000-garments");

  const std::string ambiguous = messageOf([&] { findRun(directory, "garments"); });
  EXPECT_THAT(ambiguous, HasSubstr("20260101-000000-garments"));
  EXPECT_THAT(ambiguous, HasSubstr("20260102-000000-garments"));
  EXPECT_THAT(messageOf([&] { findRun(directory, "My digist"); }), HasSubstr("20260103-000000-digits"));
  EXPECT_THAT(messageOf([&] { findRun(directory, "qqqqqqqqqq"); }), HasSubstr("20260104-000000-digits-2"));
  EXPECT_THAT(messageOf([&] { findRun(directory / "none", "x"); }), HasSubstr("no runs there"));
  EXPECT_THROW(findRun(directory, ""), Error);
  EXPECT_THROW(findRun(directory, directory.string()), Error);
  EXPECT_THROW(findRun(directory, "no/such/run"), Error);
}

}  // namespace
}  // namespace ganvas::runs
