#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error_text.h"
#include "base/files.h"
#include "engine/sampler.h"
#include "helpers.h"

namespace ganvas::engine {
namespace {

/// An autoencoder for tinySet().
config::Experiment tinyAutoencoder() {
  config::Experiment e = tinyExperiment();
  e.objective.loss = "reconstruction";
  e.generator.layers = {"conv 8 k3 s2", "leaky_relu 0.2", "upsample 2", "conv 1 k3", "tanh"};
  e.generatorOptimiser.learningRate = 3e-3;
  e.schedule.batchSize = 16;
  return e;
}

ImageBatch picturesOf(BatchSource& source) {
  const SetInfo& info = source.info();
  ImageBatch batch{info.width, info.height, info.channels, {}, {}};
  batch.labels.resize(static_cast<std::size_t>(info.count));
  batch.pixels.resize(batch.labels.size() * info.pictureBytes());
  source.read(0, batch.pixels, batch.labels);
  return batch;
}

TEST(Reconstruction, LearnsAndItsSamplesAreTheSetsPictures) {
  SyntheticSource source = tinySet(40);
  Trainer trainer(tinyAutoencoder(), source);
  EXPECT_EQ(trainer.picturesPerStep(), 16);
  for (int i = 0; i < 300; ++i) trainer.step();
  const ScalarBlock block = trainer.takeScalars();
  EXPECT_EQ(block.names, (std::vector<std::string>{"g_loss", "g_grad_norm", "g_lr"}));
  EXPECT_LT(scalarOf(block, "g_loss"), scalarOf(block, "g_loss", 0) / 5);

  const ImageBatch wanted = picturesOf(source), made = trainer.sample(1, 0, 42);
  ASSERT_EQ(made.size(), 42U);
  double squares = 0;
  for (std::size_t i = 0; i < wanted.pixels.size(); ++i) {
    const double difference = double(made.pixels[i]) - wanted.pixels[i];
    squares += difference * difference;
  }
  EXPECT_LT(squares / static_cast<double>(wanted.pixels.size()), 30 * 30);
  EXPECT_TRUE(std::equal(made.pixels.begin() + 40 * 64, made.pixels.end(), made.pixels.begin())) << "they repeat";
  EXPECT_EQ(trainer.sample(2, 5, 1).pixels, trainer.sample(1, 5, 1).pixels) << "no seed matters";
}

TEST(Reconstruction, ErrorsAreMeanSquares) {
  config::Experiment e = tinyAutoencoder();
  e.generator.emaDecay = 0;
  e.generator.layers = {"conv 1 k1 init=zero"};  // answers 0 whatever it sees
  SyntheticSource source = tinySet(20);
  Trainer trainer(e, source);
  std::int64_t told = 0;
  const std::vector<float> errors =
      trainer.reconstructionErrors(source, {}, [&](std::int64_t done, std::int64_t) { told = done; });
  const ImageBatch pictures = picturesOf(source);
  ASSERT_EQ(errors.size(), 20U);
  EXPECT_EQ(told, 20);
  for (std::size_t i = 0; i < errors.size(); ++i) {
    double sum = 0;
    for (std::size_t j = i * 64; j < (i + 1) * 64; ++j) sum += std::pow(pictures.pixels[j] / 127.5 - 1, 2);
    EXPECT_NEAR(errors[i], sum / 64, 1e-5) << i;
  }
  EXPECT_NEAR(std::accumulate(errors.begin(), errors.begin() + 20, 0.0) / 20, 1.0, 0.5);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_NE(ganvas::testing::errorOf([&] { trainer.reconstructionErrors(source, stop.get_token()); }), "");
}

TEST(Reconstruction, ResumesAndMakesNothingByItself) {
  SyntheticSource source = tinySet(40);
  Trainer trainer(tinyAutoencoder(), source), other(tinyAutoencoder(), source);
  const TemporaryDirectory directory;
  for (int i = 0; i < 6; ++i) trainer.step();
  trainer.save(directory.path());
  other.load(directory.path());
  trainer.step();
  other.step();
  const auto bytes = [&](const Trainer& saved, const char* name) {
    saved.save(directory.path() / name);
    return readWholeFile(stateFile(directory.path() / name), 1U << 30);
  };
  EXPECT_EQ(bytes(trainer, "a"), bytes(other, "b"));
  EXPECT_NE(ganvas::testing::errorOf([&] { Sampler(tinyAutoencoder(), directory.path()); }).find("reconstructs"),
            std::string::npos);
  SyntheticSource gan = tinySet();
  Trainer generator(tinyExperiment(), gan);
  EXPECT_THROW(generator.reconstructionErrors(gan), std::logic_error);
}

}  // namespace
}  // namespace ganvas::engine
