#include "engine/trainer.h"

#include <gtest/gtest.h>
#include <torch/cuda.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "base/error.h"
#include "config/network_plan.h"
#include "config/parameter.h"
#include "engine/host_allocator.h"
#include "engine/memory.h"
#include "helpers.h"

namespace ganvas::engine {
namespace {

std::string complaint(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    return error.what();
  }
  return "no complaint";
}

TEST(Trainer, RecordsEveryStepsScalars) {
  SyntheticSource source = tinySet();
  Trainer trainer(tinyExperiment(), source);
  for (int i = 0; i < 7; ++i) trainer.step();
  const ScalarBlock block = trainer.takeScalars();
  EXPECT_EQ(block.names, (std::vector<std::string>{"d_loss", "g_loss", "d_real", "d_fake", "d_grad_norm", "g_grad_norm",
                                                   "d_lr", "g_lr"}));
  EXPECT_EQ(block.firstStep, 1);
  EXPECT_EQ(block.steps(), 7);
  for (const float value : block.rows) EXPECT_TRUE(std::isfinite(value));
  EXPECT_FLOAT_EQ(scalarOf(block, "d_lr"), 2e-4f);
  EXPECT_GT(scalarOf(block, "d_grad_norm"), 0);
  trainer.step();
  EXPECT_EQ(trainer.takeScalars().firstStep, 8);
  EXPECT_EQ(trainer.stepsDone(), 8);
  EXPECT_DOUBLE_EQ(trainer.epoch(), 8 * 4 / 10.0);
}

TEST(Trainer, ANonFiniteLossNamesItsExactStepAndNetwork) {
  config::Experiment e = tinyExperiment();
  e.discriminatorOptimiser.kind = "sgd";
  e.objective.loss = "least-squares";  // a squared error diverges where a logistic one saturates
  SyntheticSource source = tinySet();
  Trainer trainer(e, source);
  for (int i = 0; i < 5; ++i) trainer.step();
  EXPECT_EQ(complaint([&] { trainer.takeScalars(); }), "no complaint");
  trainer.setLive("discriminator_optimiser.learning_rate", "1");
  ScalarBlock partial;
  std::string text;
  for (int i = 0; i < 60; ++i) trainer.step();
  text = complaint([&] { trainer.takeScalars(&partial); });
  ASSERT_NE(text, "no complaint");
  const float firstBad = partial.rows[partial.rows.size() - partial.names.size()];
  EXPECT_FALSE(std::isfinite(firstBad) && std::isfinite(partial.rows[partial.rows.size() - partial.names.size() + 1]));
  EXPECT_NE(text.find("step " + std::to_string(partial.firstStep + partial.steps() - 1)), std::string::npos) << text;
  EXPECT_LT(partial.steps(), 60) << "it must name the first such step, not the last";
}

// Both losses of the step are finite; what the generator's update made of its weights is not.
TEST(Trainer, BrokenWeightsNeverReachACheckpoint) {
  const TemporaryDirectory directory;
  config::Experiment e = tinyExperiment();
  e.generatorOptimiser.kind = "sgd";
  e.generatorOptimiser.learningRate = std::numeric_limits<double>::infinity();
  SyntheticSource source = tinySet();
  Trainer trainer(e, source);
  trainer.step();
  EXPECT_EQ(complaint([&] { trainer.takeScalars(); }), "no complaint");
  EXPECT_NE(complaint([&] { trainer.save(directory.path()); }).find("weights of the generator"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(directory.path() / "state.safetensors"));
}

TEST(Trainer, PicturesDependOnSeedAndIndexAlone) {
  SyntheticSource source = tinySet();
  Trainer trainer(tinyExperiment(), source);
  trainer.step();
  const ImageBatch all = trainer.sample(5, 0, 100);
  const ImageBatch some = trainer.sample(5, 60, 10);
  ASSERT_EQ(all.size(), 100u);
  ASSERT_EQ(some.size(), 10u);
  EXPECT_TRUE(std::equal(some.pixels.begin(), some.pixels.end(), all.pixels.begin() + 60 * 64));
  EXPECT_NE(trainer.sample(6, 0, 1), trainer.sample(5, 0, 1));
}

TEST(Trainer, TheAverageFollowsTheGenerator) {
  SyntheticSource source = tinySet();
  config::Experiment plain = tinyExperiment();
  plain.generator.emaDecay = 0;
  Trainer averaged(tinyExperiment(), source), raw(plain, source);
  EXPECT_EQ(averaged.sample(1, 0, 4), raw.sample(1, 0, 4));  // the same start
  for (int i = 0; i < 30; ++i) {
    averaged.step();
    raw.step();
  }
  EXPECT_EQ(averaged.takeScalars().rows, raw.takeScalars().rows);  // the average changes nothing in training
  EXPECT_NE(averaged.sample(1, 0, 4), raw.sample(1, 0, 4));
}

TEST(Trainer, CancelsWhileReading) {
  SyntheticSource source = tinySet(20000);
  std::stop_source stop;
  const auto progress = [&](std::int64_t, std::int64_t) { stop.request_stop(); };
  EXPECT_NE(complaint([&] { Trainer(tinyExperiment(), source, stop.get_token(), progress); }).find("cancelled"),
            std::string::npos);
}

TEST(Trainer, SaysWhichBatchSizeFits) {
  config::Experiment e = tinyExperiment();
  e.schedule.batchSize = 1'000'000'000;
  SyntheticSource source = tinySet();
  const std::string text = complaint([&] { Trainer(e, source); });
  EXPECT_NE(text.find("out of memory"), std::string::npos) << text;
  EXPECT_NE(text.find("would fit"), std::string::npos) << text;
}

TEST(Memory, AdvisesABatchThatTheFormulaAllows) {
  const config::MemoryNeed need{1000, 10};
  EXPECT_NO_THROW(checkMemory(need, 100, 2000));
  try {
    checkMemory(need, 101, 2000);
    FAIL();
  } catch (const Error& error) {
    EXPECT_NE(error.advice().find("33 would fit"), std::string::npos) << error.advice();
  }
  EXPECT_THROW(checkMemory({3000, 10}, 1, 2000), Error);
}

#if !defined(__SANITIZE_ADDRESS__)  // the allocator is left out there
// An allocation fails in the middle of a step. The limit is the allocator's, not the system's: a BLAS library whose
// own work space is refused ends the process.
TEST(Trainer, FindsABatchSizeThatFitsWhenAStepRunsOut) {
  constexpr std::size_t kRoom = 100'000'000;
  config::Experiment e = tinyExperiment();
  SyntheticSource source = tinySet();
  const config::ExperimentPlan plan = config::planExperiment(e, config::Shape::picture(8, 8, 1), 2);
  e.schedule.batchSize = static_cast<std::int64_t>(kRoom) / leastMemory(plan, 0).perPicture;
  Trainer trainer(e, source);
  limitHostMemory(hostMemory().inUse + kRoom);
  const std::string text = complaint([&] { trainer.step(); });
  limitHostMemory(0);
  EXPECT_NE(text.find("step 1: out of memory"), std::string::npos) << text;
  const std::size_t size = text.find("A batch size of ");
  ASSERT_NE(size, std::string::npos) << text;
  EXPECT_GT(std::stoll(text.substr(size + 16)), 0) << text;
}

#endif

TEST(Trainer, RefusesWhatDoesNotFitTheData) {
  config::Experiment e = tinyExperiment();
  SyntheticSource wrong({16, 16, 3, 2, 10, 1});
  EXPECT_NE(complaint([&] { Trainer(e, wrong); }).find("16×16×3"), std::string::npos);
}

TEST(Trainer, RefusesABillionParametersBeforeItTakesMemory) {
  config::Experiment e = tinyExperiment();
  e.discriminator.layers = {"flatten", "linear 20000000", "linear 1"};
  SyntheticSource source = tinySet();
  EXPECT_NE(complaint([&] { Trainer(e, source); }).find("1320000001 parameters"), std::string::npos)
      << complaint([&] { Trainer(e, source); });
}

TEST(Trainer, LiveChangesOfOtherParametersNeedARestart) {
  SyntheticSource source = tinySet();
  Trainer trainer(tinyExperiment(), source);
  EXPECT_NE(complaint([&] { trainer.setLive("schedule.batch_size", "8"); }).find("needs restart"), std::string::npos);
  EXPECT_NE(complaint([&] { trainer.setLive("generator_optimiser.learning_rate", "-1"); }), "no complaint");
}

TEST(Device, CudaWhereThereIsNone) {
  if (torch::cuda::is_available()) {
    config::Experiment e = tinyExperiment();
    e.compute.device = "cuda";
    SyntheticSource source = tinySet();
    Trainer trainer(e, source);
    for (int i = 0; i < 3; ++i) trainer.step();
    EXPECT_EQ(trainer.takeScalars().steps(), 3);
    return;
  }
  config::Experiment e = tinyExperiment();
  e.compute.device = "cuda:0";
  SyntheticSource source = tinySet();
  EXPECT_NE(complaint([&] { Trainer(e, source); }).find("CUDA"), std::string::npos);
}

}  // namespace
}  // namespace ganvas::engine
