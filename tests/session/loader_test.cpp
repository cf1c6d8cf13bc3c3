#include "session/session_loader.h"

#include <gtest/gtest.h>

#include <chrono>

#include "base/error.h"
#include "base/temporary_directory.h"
#include "studio/tiny_experiment.h"

namespace ganvas::session {
namespace {

// The module lies beside this program, as it does beside the window.
TEST(SessionLoader, LoadsTheModuleAndTrainsThroughIt) {
  const ganvas::testing::TemporaryDirectory folder;
  const std::unique_ptr<Session> session = loadSession();
  session->start({ganvas::testing::tinyExperiment(5), folder.path(), "run"});
  EXPECT_THROW(session->start({}), Error);  // an exception crosses the module's border
  Status status = session->status();
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (isBusy(status.state) && std::chrono::steady_clock::now() < deadline) {
    status = session->waitForChange(status.revision, std::chrono::milliseconds(1000));
  }
  EXPECT_EQ(status.state, State::Finished) << (status.failure ? status.failure->text() : "");
  EXPECT_EQ(status.progress.step, 5);
}

}  // namespace
}  // namespace ganvas::session
