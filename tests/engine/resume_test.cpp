#include <gtest/gtest.h>

#include <fstream>

#include "base/error.h"
#include "base/files.h"
#include "config/network_plan.h"
#include "engine/checkpoint.h"
#include "engine/safetensors.h"
#include "engine/trainer.h"
#include "helpers.h"

namespace ganvas::engine {
namespace {

void steps(Trainer& trainer, int count) {
  for (int i = 0; i < count; ++i) trainer.step();
}

std::string stateBytes(const Trainer& trainer, const std::filesystem::path& directory) {
  trainer.save(directory);
  return readWholeFile(stateFile(directory), 1u << 30);
}

// n steps + save + load + n steps must equal 2n steps: weights, optimisers, average, random numbers, data order.
void expectExactResume(const config::Experiment& experiment, int n) {
  const TemporaryDirectory directory;
  SyntheticSource source = setFor(experiment);
  Trainer whole(experiment, source);
  steps(whole, 2 * n);

  {
    Trainer first(experiment, source);
    steps(first, n);
    first.save(directory.path() / "half");
  }
  Trainer second(experiment, source);
  second.load(directory.path() / "half");
  EXPECT_EQ(second.stepsDone(), n);
  steps(second, n);

  EXPECT_EQ(stateBytes(whole, directory.path() / "a"), stateBytes(second, directory.path() / "b"));
  EXPECT_EQ(whole.sample(1, 0, 4), second.sample(1, 0, 4));
  const ScalarBlock all = whole.takeScalars(), late = second.takeScalars();
  EXPECT_EQ(late.firstStep, n + 1);
  EXPECT_TRUE(std::equal(late.rows.begin(), late.rows.end(),
                         all.rows.end() - static_cast<std::ptrdiff_t>(late.rows.size()), all.rows.end()));
}

TEST(Resume, IsBitExactForEveryObjective) {
  for (const char* loss : {"minimax", "least-squares", "wasserstein", "hinge", "energy"}) {
    SCOPED_TRACE(loss);
    config::Experiment experiment = tinyExperiment();
    experiment.objective.loss = loss;
    experiment.objective.criticSteps = 2;
    experiment.objective.gradientPenalty = 10;
    experiment.objective.r1Penalty = 1;
    experiment.objective.energyUnits = "normalised";
    expectExactResume(experiment, 2);
  }
  config::Experiment autoencoder = tinyExperiment();
  autoencoder.objective.loss = "energy";
  autoencoder.objective.energy = "reconstruction";
  autoencoder.objective.weightClip = 0.05;
  autoencoder.discriminator.layers = {"conv 4 k3 s2", "leaky_relu 0.2", "conv_transpose 1 k4 s2"};
  expectExactResume(autoencoder, 2);
  expectExactResume(tinyDenoiser(), 2);
}

TEST(Resume, IsBitExactWithLabelsPullingAwayAndMinibatchStddev) {
  config::Experiment apart = tinyExperiment();
  apart.objective.pullingAway = 0.1;
  expectExactResume(apart, 2);
  config::Experiment spread = tinyExperiment();
  spread.discriminator.layers.insert(spread.discriminator.layers.begin() + 2, "minibatch_stddev");
  expectExactResume(spread, 2);
  config::Experiment conditional = tinyExperiment();
  conditional.generator.layers.insert(conditional.generator.layers.begin(), "label_one_hot");
  conditional.discriminator.layers.insert(conditional.discriminator.layers.begin(), "label_embedding 1");
  expectExactResume(conditional, 2);
}

TEST(Resume, IsBitExactAlongEveryRateSchedule) {
  for (const char* rate : {"cosine", "exponential", "linear", "step"}) {
    SCOPED_TRACE(rate);
    config::Experiment experiment = tinyExperiment();
    experiment.schedule.rate = rate;
    experiment.schedule.horizon = 8;
    experiment.schedule.warmupSteps = 4;
    experiment.schedule.decayFactor = 0.5;
    expectExactResume(experiment, 5);
  }
}

TEST(Resume, IsBitExactForEveryOptimiserAndPrecision) {
  for (const char* kind : {"adam", "rmsprop", "sgd"}) {
    for (const char* precision : {"float32", "bfloat16"}) {
      SCOPED_TRACE(std::string(kind) + " " + precision);
      config::Experiment experiment = tinyExperiment();
      experiment.generatorOptimiser.kind = experiment.discriminatorOptimiser.kind = kind;
      experiment.discriminatorOptimiser.momentum = 0.9;
      experiment.compute.precision = precision;
      expectExactResume(experiment, 5);
    }
  }
}

TEST(Resume, SamplingAndSavingDisturbNothing) {
  const TemporaryDirectory directory;
  SyntheticSource source = tinySet();
  Trainer quiet(tinyExperiment(), source), watched(tinyExperiment(), source);
  for (int i = 0; i < 6; ++i) {
    quiet.step();
    watched.step();
    watched.sample(9, 0, 3);
    watched.save(directory.path() / "w");
    watched.takeScalars();
  }
  EXPECT_EQ(stateBytes(quiet, directory.path() / "a"), stateBytes(watched, directory.path() / "b"));
}

TEST(Resume, KeepsALiveLearningRate) {
  const TemporaryDirectory directory;
  SyntheticSource source = tinySet();
  Trainer first(tinyExperiment(), source);
  first.setLive("generator_optimiser.learning_rate", "0.00123");
  first.step();
  first.save(directory.path());
  Trainer second(tinyExperiment(), source);
  second.load(directory.path());
  second.step();
  const ScalarBlock block = second.takeScalars();
  EXPECT_FLOAT_EQ(block.rows.back(), 0.00123f) << block.names.back();
}

class Damaged : public ::testing::Test {
 protected:
  Damaged() : source_(tinySet()), trainer_(tinyExperiment(), source_) {
    trainer_.step();
    trainer_.save(directory_.path());
    bytes_ = readWholeFile(stateFile(directory_.path()), 1u << 30);
  }

  // What load() says about a file of these bytes; the Trainer must be as it was.
  std::string complaint(const std::string& bytes) {
    std::ofstream(stateFile(directory_.path()), std::ios::binary) << bytes;
    try {
      trainer_.load(directory_.path());
    } catch (const Error& error) {
      trainer_.save(directory_.path() / "after");
      EXPECT_EQ(readWholeFile(stateFile(directory_.path() / "after"), 1u << 30), bytes_) << "the Trainer changed";
      return error.what();
    }
    return "no complaint";
  }

  TemporaryDirectory directory_;
  SyntheticSource source_;
  Trainer trainer_;
  std::string bytes_;
};

TEST_F(Damaged, TruncatedAnywhere) {
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{5}, std::size_t{100}, bytes_.size() / 2, bytes_.size() - 1}) {
    EXPECT_NE(complaint(bytes_.substr(0, size)).find("damaged"), std::string::npos) << size;
  }
}

TEST_F(Damaged, OneFlippedBitInTheData) {
  std::string bytes = bytes_;
  bytes[bytes.size() - 1000] = static_cast<char>(bytes[bytes.size() - 1000] ^ 4);
  EXPECT_NE(complaint(bytes).find("checksum"), std::string::npos);
}

TEST_F(Damaged, OneChangedDigitInTheHeader) {
  std::string bytes = bytes_;
  const std::size_t at = bytes.find(R"("taken":"4")");
  ASSERT_NE(at, std::string::npos);
  bytes[at + 9] = '8';
  EXPECT_NE(complaint(bytes).find("checksum"), std::string::npos);
}

TEST_F(Damaged, ForeignFiles) {
  EXPECT_NE(complaint("PK\x03\x04 this is a zip of pickles, of all things").find("damaged"), std::string::npos);
  std::string foreign = R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
  const std::uint64_t length = foreign.size();
  foreign = std::string(reinterpret_cast<const char*>(&length), 8) + foreign + std::string(4, '\0');
  EXPECT_NE(complaint(foreign).find("not a checkpoint"), std::string::npos);
}

TEST_F(Damaged, HostileHeaders) {
  const auto withHeader = [](const std::string& header) {
    const std::uint64_t length = header.size();
    return std::string(reinterpret_cast<const char*>(&length), 8) + header + std::string(16, '\0');
  };
  for (const char* header :
       {R"({"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,16]}})",
        R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})",
        R"({"a":{"dtype":"F32","shape":[4],"data_offsets":[8,4]}})",
        R"({"a":{"dtype":"F32","shape":[4],"data_offsets":[0,99999]}})",
        R"({"a":{"dtype":"BF16","shape":[4],"data_offsets":[0,8]}})", R"({"a":7})", R"([1,2])", R"({"a":)"}) {
    EXPECT_NE(complaint(withHeader(header)).find("damaged"), std::string::npos) << header;
  }
}

TEST_F(Damaged, ANewerFormat) {
  TensorFile state = readTensorFile(stateFile(directory_.path()));
  state.metadata["format"] = "2";
  writeTensorFile(stateFile(directory_.path()), state);
  const std::string text = complaint(readWholeFile(stateFile(directory_.path()), 1u << 30));
  EXPECT_NE(text.find("format 2"), std::string::npos) << text;
  EXPECT_NE(text.find("newer Ganvas"), std::string::npos) << text;
}

TEST_F(Damaged, OfOtherNetworks) {
  config::Experiment other = tinyExperiment();
  other.discriminator.layers = {"flatten", "linear 1"};
  Trainer stranger(other, source_);
  try {
    stranger.load(directory_.path());
    FAIL() << "loaded another network's checkpoint";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("other layers"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace ganvas::engine
