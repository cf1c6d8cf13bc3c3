#include "runs/run_lister.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/stat.h>

#include "support.h"

namespace ganvas::runs {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Lister : public InDirectory {
 protected:
  RunLister lister;

  RunDirectory make(const std::string& name, const std::string& created = "2026-01-01T00:00:00Z") const {
    Manifest manifest;
    manifest.created = created;
    RunDirectory run = RunDirectory::create(directory, name, {}, manifest);
    makeOld(run.path());
    return run;
  }
  // As if nothing had been written for an hour.
  static void makeOld(const fs::path& run) {
    for (const auto& entry : fs::recursive_directory_iterator(run)) {
      fs::last_write_time(entry.path(), fs::file_time_type::clock::now() - std::chrono::hours(1));
    }
  }
  std::vector<std::string> names() {
    std::vector<std::string> result;
    for (const RunSummary& run : lister.list(directory)) result.push_back(run.displayName());
    return result;
  }
};

void step(HistoryWriter& writer, std::int64_t number, const char* state = "running") {
  writer.append({"d_loss"}, std::vector<float>{static_cast<float>(number)});
  writer.setState({state, number, 10, 1, ""});
  writer.flush();
}

TEST_F(Lister, SeesRunsComeGoAndChange) {
  EXPECT_THAT(lister.list(directory / "none"), IsEmpty());
  const RunDirectory a = make("a", "2026-01-01T00:00:00Z");
  const RunDirectory b = make("b", "2026-01-02T00:00:00Z");
  EXPECT_THAT(names(), ElementsAre("b", "a"));
  const RunDirectory c = make("c", "2025-01-01T00:00:00Z");
  writeNotes(a.path(), {"new name", {}, ""});
  EXPECT_THAT(names(), ElementsAre("b", "new name", "c"));
  {
    HistoryWriter writer(b.historyPath());
    step(writer, 3, "finished");
  }
  EXPECT_EQ(lister.list(directory)[0].history.step, 3);
  fs::remove_all(b.path());
  fs::remove(c.path() / "manifest.toml");
  const auto runs = lister.list(directory);
  ASSERT_EQ(runs.size(), 2U);
  EXPECT_THAT(runs[0].problem + runs[1].problem, HasSubstr("half made"));
}

TEST_F(Lister, ReadsOnlyWhatMayHaveChanged) {
  const RunDirectory run = make("a");
  EXPECT_THAT(names(), ElementsAre("a"));
  // Changed behind the lister's back, down to time, size and number: not read again, so the old name stays.
  const fs::path manifest = run.path() / "manifest.toml";
  const auto time = fs::last_write_time(manifest);
  std::string text = readText(manifest);
  text.replace(text.find("\"a\""), 3, "\"z\"");
  writeText(manifest, text);
  fs::last_write_time(manifest, time);
  EXPECT_THAT(names(), ElementsAre("a"));
  fs::last_write_time(manifest, time + std::chrono::seconds(1));
  EXPECT_THAT(names(), ElementsAre("z"));
}

TEST_F(Lister, WhatWasJustWrittenIsReadAgain) {
  const RunDirectory run = RunDirectory::create(directory, "a", {}, {});
  EXPECT_THAT(names(), ElementsAre("a"));
  const fs::path manifest = run.path() / "manifest.toml";
  const auto time = fs::last_write_time(manifest);
  std::string text = readText(manifest);
  text.replace(text.find("\"a\""), 3, "\"z\"");
  writeText(manifest, text);
  fs::last_write_time(manifest, time);  // a file system's clock that has not ticked
  EXPECT_THAT(names(), ElementsAre("z"));
}

TEST_F(Lister, AForeignRunMovesAndDies) {
  const RunDirectory run = make("a");
  int pipes[2][2];
  ASSERT_EQ(pipe(pipes[0]) + pipe(pipes[1]), 0);
  const pid_t child = inChild([&] {
    const RunLock lock(run.path());
    HistoryWriter writer(run.historyPath());
    char go = 0;
    for (std::int64_t number = 1;; ++number) {
      step(writer, number);
      if (write(pipes[0][1], &go, 1) != 1 || read(pipes[1][0], &go, 1) != 1) return 1;
    }
  });
  char go = 0;
  ASSERT_EQ(read(pipes[0][0], &go, 1), 1);
  EXPECT_EQ(lister.list(directory)[0].history.step, 1);
  EXPECT_TRUE(lister.anyHeld());
  ASSERT_EQ(write(pipes[1][1], &go, 1), 1);
  ASSERT_EQ(read(pipes[0][0], &go, 1), 1);
  EXPECT_EQ(lister.refreshHeld()[0].history.step, 2);
  EXPECT_EQ(lister.refreshHeld()[0].stateText(), "running");
  kill(child, SIGKILL);
  EXPECT_EQ(ended(child), -SIGKILL);
  EXPECT_EQ(lister.refreshHeld()[0].stateText(), "interrupted");
  EXPECT_FALSE(lister.anyHeld());
}

TEST_F(Lister, TellsOfAScreenfulFirst) {
  for (int i = 0; i < 45; ++i) make("run", "2026-01-01T00:00:00Z");
  std::vector<std::size_t> told;
  const auto all = lister.list(directory, [&](const auto& runs) {
    told.push_back(runs.size());
    return true;
  });
  EXPECT_THAT(told, ElementsAre(40));
  EXPECT_EQ(all.size(), 45U);
  told.clear();
  lister.list(directory, [&](const auto& runs) {
    told.push_back(runs.size());
    return true;
  });
  EXPECT_THAT(told, IsEmpty());  // all known
  RunLister another;
  EXPECT_EQ(another.list(directory, [](const auto&) { return false; }).size(), 40U);
}

TEST_F(Lister, SortsByNameWhereAClockWasSetBack) {
  for (const char* name : {"b", "a", "c"}) {
    fs::create_directories(directory / name);
    writeText(directory / name / "experiment.toml", "");
    writeText(directory / name / "manifest.toml", "format = 1\ncreated = \"2026-01-01T00:00:00Z\"\n");
  }
  make("later", "2026-01-01T00:00:01Z");
  const RunDirectory odd = make("odd", "zzzz");  // no time: its directory's counts, which is now
  EXPECT_THAT(names(), ElementsAre("odd", "later", "c", "b", "a"));
}

TEST_F(Lister, MeasuresOnceUntilARunChanges) {
  const RunDirectory run = make("a");
  EXPECT_EQ(lister.list(directory)[0].bytes, -1);
  const std::int64_t bytes = lister.measure()[0].bytes;
  EXPECT_GT(bytes, 0);
  writeText(run.exportsPath() / "x", "12345");
  EXPECT_EQ(lister.list(directory)[0].bytes, bytes);
  fs::create_directories(run.checkpointPath(1));
  writeText(run.checkpointPath(1) / "state.safetensors", "12345");
  EXPECT_EQ(lister.list(directory)[0].bytes, bytes);
  EXPECT_EQ(lister.measure()[0].bytes, bytes + 10);
}

}  // namespace
}  // namespace ganvas::runs
