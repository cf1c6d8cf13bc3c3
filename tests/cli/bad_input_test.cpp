#include <gtest/gtest.h>

#include <unistd.h>

#include <string>

#include "cli/cli_fixture.h"
#include "runs/run_lock.h"

namespace ganvas::testing {
namespace {

namespace fs = std::filesystem;

std::string eventsOf(const fs::path& run) {
  std::string text;
  for (const runs::EventRecord& e : runs::HistoryReader(run / "history.db").events())
    text += e.kind + ": " + e.text + "\n";
  return text;
}

TEST_F(CliTest, DataThatAreMissingOrTruncatedEndWithOne) {
  config::Experiment experiment = tinyExperiment(10);
  experiment.data.source = "idx";
  experiment.data.path = (folder / "data").string();
  expectEnd(run({"train", write(experiment)}), 1, experiment.data.path);

  fs::create_directories(experiment.data.path);
  const fs::path images = fs::path(experiment.data.path) / "train-images-idx3-ubyte";
  const std::string header{"\0\0\x08\x03\0\0\0\x40\0\0\0\x08\0\0\0\x08", 16};  // 64 pictures of 8×8
  const auto trainOn = [&](const std::string& bytes) {
    std::ofstream(images, std::ios::binary) << bytes;
    return run({"train", write(experiment)});
  };
  expectEnd(trainOn(header + std::string(1000, 'x')), 1, images.string());  // of 4,096 bytes
  expectEnd(trainOn(header + std::string(5000, 'x')), 1, images.string());  // too long
  std::string wrongMagic = header + std::string(4096, 'x');
  wrongMagic[2] = '\x0d';
  expectEnd(trainOn(wrongMagic), 1, images.string());
  EXPECT_FALSE(fs::exists(runsDir));
}

TEST_F(CliTest, ABatchThatNoMemoryHoldsNamesOneThatFits) {
  config::Experiment experiment = tinyExperiment(5);
  experiment.data.width = experiment.data.height = 1024;
  experiment.data.count = 2;
  experiment.generator.latent = 1;
  experiment.generator.layers = {"linear 1024x1024x1", "tanh"};
  experiment.discriminator.layers = {"conv 64 k4 s2", "leaky_relu 0.2", "flatten", "linear 1"};
  experiment.schedule.batchSize = 65536;  // 64 pictures of 512×512 each: beyond 4 TiB
  const Result result = run({"train", write(experiment)});
  expectEnd(result, 1, "out of memory");
  EXPECT_NE(result.err.find("A batch size of "), std::string::npos) << result.err;
  EXPECT_FALSE(fs::exists(runsDir));
}

TEST_F(CliTest, ADamagedOrForeignCheckpointIsPassedOverAndANewerOneRefused) {
  const fs::path directory = trainToEnd(tinyExperiment(30));
  fs::copy(directory, folder / "copy", fs::copy_options::recursive);

  fs::resize_file(stateFile(directory, 30), fs::file_size(stateFile(directory, 30)) / 2);
  const Result resumed = run({"resume", directory.string(), "--steps", "40"});
  EXPECT_EQ(resumed.code, 0) << resumed.err;
  EXPECT_NE(eventsOf(directory).find("warning: checkpoint 30 cannot be used"), std::string::npos);
  EXPECT_NE(eventsOf(directory).find("resumed at step 20"), std::string::npos) << eventsOf(directory);
  EXPECT_TRUE(fs::exists(directory / "checkpoints" / "000030.unusable"));

  // A newer one may be good: nothing is done to the run.
  const fs::path copy = folder / "copy";
  std::string newer = bytesOf(stateFile(copy, 30));
  const std::string format = "\"format\":\"1\"";
  ASSERT_NE(newer.find(format), std::string::npos);
  newer.replace(newer.find(format), format.size(), "\"format\":\"9\"");
  std::ofstream(stateFile(copy, 30), std::ios::binary) << newer;
  expectEnd(run({"resume", copy.string(), "--steps", "40"}), 1, "newer Ganvas");
  EXPECT_EQ(checkpoints(copy), (std::vector<std::int64_t>{10, 20, 30}));
  EXPECT_EQ(runs::HistoryReader(copy / "history.db").steps(), 30);

  // Garbage, a foreign one, and none good.
  const std::string garbage = "garbage";
  std::ofstream(stateFile(copy, 30), std::ios::binary) << garbage;
  fs::resize_file(stateFile(copy, 20), 100);
  config::Experiment other = tinyExperiment(10);
  other.discriminator.layers = {"flatten", "linear 1"};
  fs::copy_file(stateFile(trainToEnd(other), 10), stateFile(copy, 10), fs::copy_options::overwrite_existing);
  const Result refused = run({"resume", copy.string(), "--steps", "40"});
  expectEnd(refused, 1, "none of the run's checkpoints can be used");
  EXPECT_EQ(bytesOf(stateFile(copy, 30)), garbage);
  EXPECT_EQ(checkpoints(copy), (std::vector<std::int64_t>{10, 20, 30}));
  EXPECT_EQ(runs::HistoryReader(copy / "history.db").steps(), 30);
}

TEST_F(CliTest, AHistoryThatIsNoDatabaseAndALockThatIsHeld) {
  const fs::path directory = trainToEnd(tinyExperiment(10));
  {
    const runs::RunLock lock(directory);
    const Result locked = run({"resume", directory.string(), "--steps", "20"});
    expectEnd(locked, 1, std::to_string(getpid()));
  }
  for (const char* file : {"history.db-wal", "history.db-shm"}) fs::remove(directory / file);
  std::ofstream(directory / "history.db") << "this is a shopping list";
  expectEnd(run({"resume", directory.string(), "--steps", "20"}), 1, "history.db");
  EXPECT_EQ(bytesOf(directory / "history.db"), "this is a shopping list");
  EXPECT_EQ(checkpoints(directory), std::vector<std::int64_t>{10});
}

TEST_F(CliTest, ARunsDirectoryThatCannotBeWritten) {
  std::ofstream(folder / "file") << "in the way";
  expectEnd(run({"train", write(tinyExperiment(5)), "--runs-dir", (folder / "file").string()}), 1,
            (folder / "file").string());
}

TEST_F(CliTest, CudaWhereThereIsNone) {
  if (fs::exists("/dev/nvidiactl")) GTEST_SKIP() << "this machine has a CUDA device";
  expectEnd(run({"train", write(tinyExperiment(5)), "--device", "cuda"}), 1, "CUDA");
  EXPECT_FALSE(fs::exists(runsDir));
}

TEST_F(CliTest, ALossThatIsNotFiniteNamesItsStep) {
  config::Experiment experiment = divergingExperiment(1000);
  experiment.checkpoints.every = 1;
  const Result result = run({"train", write(experiment)});
  const runs::HistoryState state = runs::HistoryReader(newestRun() / "history.db").state();
  EXPECT_EQ(state.state, "failed");
  expectEnd(result, 1, "step " + std::to_string(state.step));
  EXPECT_EQ(checkpoints(newestRun()).back(), state.step - 1);
}

TEST_F(CliTest, AFullDiskSparesTheOldCheckpoint) {
  config::Experiment experiment = tinyExperiment(20);
  experiment.generator.layers = {"linear 20000", "linear 8x8x1", "tanh"};  // some 16 MB of state
  const fs::path directory = trainToEnd(experiment);
  const std::string before = bytesOf(stateFile(directory, 20));
  Program::Options full;
  full.largestFile = 4U << 20U;
  const Result result = run({"resume", directory.string(), "--steps", "35"}, full);
  expectEnd(result, 1, "checkpoint");
  EXPECT_EQ(checkpoints(directory), (std::vector<std::int64_t>{10, 20}));
  EXPECT_TRUE(bytesOf(stateFile(directory, 20)) == before);
  EXPECT_FALSE(fs::exists(directory / "checkpoints" / "000030.part"));
  EXPECT_FALSE(fs::exists(directory / "checkpoints" / "000035.part"));
  EXPECT_NE(eventsOf(directory).find("warning: the checkpoint at step 30 was not written"), std::string::npos);
  EXPECT_EQ(runs::HistoryReader(directory / "history.db").state().state, "failed");
  EXPECT_EQ(run({"resume", directory.string()}).code, 0);  // with room again it goes on
}

}  // namespace
}  // namespace ganvas::testing
