#include "runs/run_list.h"

#include <gmock/gmock.h>
#include <signal.h>

#include <cmath>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "support.h"

namespace ganvas::runs {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class RunList : public InDirectory {
 protected:
  RunDirectory make(const std::string& name, const std::string& created = "2026-01-01T00:00:00Z") {
    Manifest manifest;
    manifest.created = created;
    return RunDirectory::create(directory, name, {}, manifest);
  }

  // Writes a history that ends in a state, as a process that dies then does, or one that releases its lock.
  void write(const RunDirectory& run, const std::string& state, bool dies) {
    const int code = ended(inChild([&] {
      const RunLock lock(run.path());
      HistoryWriter writer(run.historyPath());
      const float none = std::numeric_limits<float>::quiet_NaN();
      writer.append({"d_loss", "g_loss", kSecondsSeries, kSpeedSeries},
                    std::vector<float>{1, 2, 0.1F, 5, 3, none, 0.2F, 6});
      writer.addSample({2, 0.5, "samples/000002.png", 8, 8});
      writer.setState({state, 2, 10, 1.5, state == "failed" ? "out of memory" : ""});
      writer.flush();
      return dies ? kill(getpid(), SIGKILL) : 0;
    }));
    EXPECT_EQ(code, dies ? -SIGKILL : 0);
  }
};

TEST_F(RunList, SaysWhatAFinishedRunCameTo) {
  const RunDirectory run = make("x");
  write(run, "finished", false);
  fs::create_directories(run.checkpointPath(2));
  writeText(run.checkpointPath(2) / "state.safetensors", "x");
  const RunSummary summary = summarise(run.path());
  EXPECT_EQ(summary.problem, "");
  EXPECT_EQ(summary.stateText(), "finished");
  EXPECT_EQ(summary.manifest.name, "x");
  EXPECT_EQ(summary.history.step, 2);
  EXPECT_EQ(summary.history.totalSteps, 10);
  EXPECT_EQ(summary.lastCheckpoint, 2);
  EXPECT_EQ(summary.latestSample, "samples/000002.png");
  ASSERT_EQ(summary.lastScalars.size(), 2U);
  EXPECT_EQ(summary.lastScalars[0], (std::pair<std::string, float>("d_loss", 3)));
  EXPECT_TRUE(std::isnan(summary.lastScalars[1].second));
}

TEST_F(RunList, TellsLivingFromDead) {
  const RunDirectory created = make("created");
  EXPECT_EQ(summarise(created.path()).stateText(), "created");
  for (const char* state : {"running", "paused", "created"}) {
    const RunDirectory dead = make(state);
    write(dead, state, true);
    EXPECT_EQ(summarise(dead.path()).stateText(), "interrupted") << state;
    EXPECT_EQ(summarise(dead.path()).lock, LockState::Stale);
    const RunLock lock(dead.path());
    EXPECT_EQ(summarise(dead.path()).stateText(), state);
    EXPECT_EQ(summarise(dead.path()).lock, LockState::HeldHere);
  }
  for (const char* state : {"stopped", "finished", "failed"}) {
    const RunDirectory ended = make(state);
    write(ended, state, true);
    EXPECT_EQ(summarise(ended.path()).stateText(), state);
  }
  const RunDirectory far = make("far");
  write(far, "running", false);
  EXPECT_EQ(summarise(far.path()).stateText(), "interrupted");  // released, and yet running
  writeText(far.path() / "lock", "far-away\n12\n");
  EXPECT_EQ(summarise(far.path()).stateText(), "running");
}

TEST_F(RunList, ListsNewestFirstWithTheBrokenOnes) {
  EXPECT_TRUE(listRuns(directory / "none").empty());
  make("old", "2026-01-01T00:00:00Z");
  make("new", "2026-03-01T00:00:00Z");
  make("middle", "2026-02-01T00:00:00Z");
  fs::create_directories(directory / "not a run");
  writeText(directory / "file", "x");
  fs::create_directories(directory / "half");
  writeText(directory / "half" / "experiment.toml", "");
  const RunDirectory newer = make("newer", "2025-01-04T00:00:00Z");
  writeText(newer.path() / "manifest.toml", "format = 9\n");
  const RunDirectory damaged = make("damaged", "2025-01-01T00:00:00Z");
  writeText(damaged.historyPath(), "no database at all");
  const RunDirectory bare = make("bare", "2024-01-01T00:00:00Z");
  fs::remove(bare.path() / "experiment.toml");

  std::vector<std::string> names;
  std::map<std::string, RunSummary> byEnd;
  for (const RunSummary& run : listRuns(directory)) {
    const std::string folder = run.path.filename().string();
    const std::string name = folder.substr(folder.rfind('-') + 1);
    names.push_back(name);
    byEnd[name] = run;
  }
  ASSERT_EQ(names.size(), 7U);
  names.erase(names.begin(), names.begin() + 2);  // half and newer: by the directory's own time, which is now
  EXPECT_THAT(names, ::testing::ElementsAre("new", "middle", "old", "damaged", "bare"));
  for (const char* broken : {"half", "newer", "damaged", "bare"}) EXPECT_EQ(byEnd[broken].stateText(), "unreadable");
  EXPECT_THAT(byEnd["half"].problem, HasSubstr("half made"));
  EXPECT_THAT(byEnd["newer"].problem, HasSubstr("newer Ganvas"));
  EXPECT_THAT(byEnd["damaged"].problem, HasSubstr("no SQLite database"));
  EXPECT_EQ(byEnd["damaged"].manifest.name, "damaged");
  EXPECT_THAT(byEnd["bare"].problem, HasSubstr("experiment.toml"));
  EXPECT_THAT(summarise(directory / "nowhere").problem, HasSubstr("nowhere"));
}

TEST_F(RunList, JsonReadsBack) {
  const RunDirectory run = make("quoted \" name\xff");
  write(run, "failed", false);
  const auto json = nlohmann::json::parse(toJson(summarise(run.path())));
  EXPECT_EQ(json["path"], run.path().string());
  EXPECT_EQ(json["state"], "failed");
  EXPECT_EQ(json["failure"], "out of memory");
  EXPECT_EQ(json["name"], "quoted \" name\xEF\xBF\xBD");
  EXPECT_EQ(json["step"], 2);
  EXPECT_EQ(json["total_steps"], 10);
  EXPECT_EQ(json["seconds"], 1.5);
  EXPECT_EQ(json["last_scalars"]["d_loss"], 3.0);
  EXPECT_TRUE(json["last_scalars"]["g_loss"].is_null());
  const auto list = nlohmann::json::parse(toJson(listRuns(directory)));
  ASSERT_TRUE(list.is_array());
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0], json);
  RunSummary odd;
  odd.path = "/runs/\xff";
  EXPECT_EQ(nlohmann::json::parse(toJson(odd))["directory"], "\xEF\xBF\xBD");
  EXPECT_EQ(nlohmann::json::parse(toJson(std::vector<RunSummary>{})), nlohmann::json::array());
}

}  // namespace
}  // namespace ganvas::runs
