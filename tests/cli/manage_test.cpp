#include <nlohmann/json.hpp>

#include "cli/cli_fixture.h"
#include "runs/notes.h"
#include "runs/run_lock.h"

namespace ganvas::testing {
namespace {

class Manage : public CliTest {
 protected:
  runs::RunDirectory make(const std::string& name) const {
    const auto run = runs::RunDirectory::create(runsDir, name, {}, {});
    for (const std::int64_t step : {10, 20, 30}) {
      std::filesystem::create_directories(run.checkpointPath(step));
      std::ofstream(run.checkpointPath(step) / "state.safetensors") << std::string(2048, 'x');
    }
    return run;
  }
};

TEST_F(Manage, NotesAreWrittenShownAndFound) {
  const auto one = make("x");
  EXPECT_EQ(run({"note", "x", "--name", "the good one", "--tag", "a, b", "--tag", "c", "--note", "why"}).code, 0);
  EXPECT_EQ(run({"note", "the good one", "--untag", "c", "--tag", "d"}).code, 0);
  EXPECT_EQ(runs::readNotes(one.path()), (runs::RunNotes{"the good one", {"a, b", "d"}, "why"}));
  const Result list = run({"runs"});
  EXPECT_NE(list.out.find("the good one  [a, b, d]"), std::string::npos) << list.out;
  const auto json = nlohmann::json::parse(run({"show", "the good one", "--json"}).out);
  EXPECT_EQ(json["name"], "the good one");
  EXPECT_EQ(json["tags"], (std::vector<std::string>{"a, b", "d"}));
  EXPECT_EQ(json["note"], "why");
  EXPECT_GT(json["bytes"], 3 * 2048);
  expectEnd(run({"note", "x", "--name", std::string(301, 'x')}), 2, "301 characters");
  expectEnd(run({"note", "nowhere", "--name", "y"}), 2, "nowhere");
}

TEST_F(Manage, PruneSaysAndDoes) {
  const auto one = make("x");
  const Result dry = run({"prune", "x", "--keep-last", "1", "--keep-every", "20", "--dry-run"});
  EXPECT_EQ(dry.out, "would delete 1 checkpoints and 0 grids: 2 KiB\n") << dry.err;
  EXPECT_EQ(one.checkpointSteps().size(), 3U);
  EXPECT_EQ(run({"prune", "x", "--keep-last", "1"}).out, "deleted 2 checkpoints and 0 grids: 4 KiB\n");
  EXPECT_EQ(one.checkpointSteps(), (std::vector<std::int64_t>{30}));
  expectEnd(run({"prune", "x"}), 2, "--keep-last");
  const runs::RunLock held(one.path());
  expectEnd(run({"prune", "x", "--grids-every", "2"}), 1, "in use by process");
}

}  // namespace
}  // namespace ganvas::testing
