#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "base/temporary_directory.h"
#include "runs/history.h"
#include "runs/run_directory.h"
#include "studio/scripted_control.h"
#include "studio/tiny_experiment.h"
#include "studio/training_run.h"

namespace ganvas::studio {

inline std::string bytesOf(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline std::string stateOf(const std::filesystem::path& run, std::int64_t step) {
  return bytesOf(runs::RunDirectory::open(run).checkpointPath(step) / "state.safetensors");
}

inline std::string eventsOf(const std::filesystem::path& run) {
  std::string text;
  for (const runs::EventRecord& e : runs::HistoryReader(run / "history.db").events())
    text += e.kind + ": " + e.text + "\n";
  return text;
}

class TrainingRunTest : public ::testing::Test {
 protected:
  /// Trains from the start; `run` is then its directory.
  RunOutcome begin(const config::Experiment& experiment, testing::ScriptedControl& control) {
    const RunOutcome outcome = train({experiment, folder.path() / "runs", "a run"}, control);
    run = control.view.run;
    return outcome;
  }
  std::filesystem::path trainToEnd(const config::Experiment& experiment) {
    testing::ScriptedControl control;
    EXPECT_EQ(begin(experiment, control), RunOutcome::Finished);
    return run;
  }
  /// Stops as soon as `step` or a later one is seen.
  static testing::ScriptedControl stopAt(std::int64_t step) {
    return testing::ScriptedControl([step](testing::ScriptedControl& control, const RunView& view) {
      if (view.phase == RunPhase::Running && view.progress.step >= step) control.stop();
    });
  }
  runs::HistoryReader history() const { return runs::HistoryReader(run / "history.db"); }

  testing::TemporaryDirectory folder;
  testing::EnvironmentVariable cacheHome{"XDG_CACHE_HOME", (folder.path() / "cache").c_str()};
  std::filesystem::path run;
};

}  // namespace ganvas::studio
