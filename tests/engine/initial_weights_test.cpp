#include <gmock/gmock.h>

#include <filesystem>
#include <string>
#include <vector>

#include "base/error_text.h"
#include "engine/checkpoint.h"
#include "engine/safetensors.h"
#include "engine/trainer.h"
#include "helpers.h"

namespace ganvas::engine {
namespace {

using ganvas::testing::errorOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class InitialWeights : public ::testing::Test {
 protected:
  /// Trains `experiment` a little and keeps its checkpoint.
  TensorFile trainSource(const config::Experiment& experiment) {
    Trainer trainer(experiment, set_);
    for (int i = 0; i < 5; ++i) trainer.step();
    trainer.save(source_);
    return readTensorFile(stateFile(source_));
  }
  /// Another experiment than the source's: other weights from its own seed.
  static config::Experiment next() {
    config::Experiment e = tinyExperiment();
    e.seed = 2;
    return e;
  }
  static void expectSame(const TensorFile& a, const std::string& inA, const TensorFile& b, const std::string& inB) {
    for (const char* part : {".parameters", ".buffers"}) {
      EXPECT_TRUE(a.tensors.at(inA + part).equal(b.tensors.at(inB + part))) << inA << part;
    }
  }

  TemporaryDirectory folder_;
  std::filesystem::path source_ = folder_ / "source";
  SyntheticSource set_ = tinySet();
};

TEST_F(InitialWeights, AreTakenAndNothingElse) {
  const TensorFile source = trainSource(tinyExperiment());
  Trainer fresh(next(), set_), trainer(next(), set_);
  const TakenWeights taken = trainer.loadWeights(source_);
  EXPECT_EQ(taken.step, 5);
  EXPECT_THAT(taken.networks, ElementsAre("discriminator", "generator"));
  EXPECT_THAT(taken.differences, IsEmpty());
  EXPECT_EQ(trainer.stepsDone(), 0);
  EXPECT_EQ(trainer.epoch(), 0);
  TensorFile state = stateOf(trainer);
  for (const char* name : {"generator", "discriminator", "generator.average"}) expectSame(state, name, source, name);
  const TensorFile untouched = stateOf(fresh);
  EXPECT_EQ(state.metadata, untouched.metadata);
  for (const auto& [name, tensor] : untouched.tensors) {
    if (name.ends_with(".parameters") || name.ends_with(".buffers")) continue;
    EXPECT_TRUE(tensor.equal(state.tensors.at(name))) << name;
  }
  EXPECT_FALSE(
      untouched.tensors.at("generator.parameters").equal(state.tensors.at("generator.parameters")));  // else in vain
  trainer.step();
}

TEST_F(InitialWeights, OfARunWithoutAnAverageBeginOneAsItsGenerator) {
  config::Experiment plain = tinyExperiment();
  plain.generator.emaDecay = 0;
  const TensorFile source = trainSource(plain);
  Trainer trainer(next(), set_);
  trainer.loadWeights(source_);
  expectSame(stateOf(trainer), "generator.average", source, "generator");
}

TEST_F(InitialWeights, OfARunWithAnAverageAreItsGeneratorsWhereNoneIsKept) {
  const TensorFile source = trainSource(tinyExperiment());
  config::Experiment plain = next();
  plain.generator.emaDecay = 0;
  Trainer trainer(plain, set_);
  trainer.loadWeights(source_);
  expectSame(stateOf(trainer), "generator", source, "generator");
}

TEST_F(InitialWeights, OfOneNetworkWhereTheOtherHasOtherLayers) {
  const TensorFile source = trainSource(tinyExperiment());
  config::Experiment changed = next();
  changed.generator.layers[2] = "leaky_relu 0.1";
  Trainer fresh(changed, set_), trainer(changed, set_);
  const TakenWeights taken = trainer.loadWeights(source_);
  EXPECT_THAT(taken.networks, ElementsAre("discriminator"));
  EXPECT_THAT(taken.differences,
              ElementsAre(R"(the generator's layer 3 is "leaky_relu 0.1" here, "relu" in the checkpoint)"));
  const TensorFile state = stateOf(trainer), before = stateOf(fresh);
  expectSame(state, "discriminator", source, "discriminator");
  expectSame(state, "generator", before, "generator");
  expectSame(state, "generator.average", before, "generator.average");
}

TEST_F(InitialWeights, SayWhereTheLayersFirstDiffer) {
  trainSource(tinyExperiment());
  const auto differences = [&](const config::Experiment& e, std::int64_t pictures = 8) {
    SyntheticSource set({static_cast<int>(pictures), static_cast<int>(pictures), 1, 2, 10, 3});
    return Trainer(e, set).loadWeights(source_).differences;
  };
  config::Experiment other = next();
  other.generator.latent = 9;
  other.discriminator.layers.pop_back();
  other.discriminator.layers.insert(other.discriminator.layers.end(), {"linear 3", "linear 1"});
  EXPECT_THAT(differences(other),
              ElementsAre(R"(the discriminator's layer 5 is "linear 3" here, "linear 1" in the checkpoint)",
                          "the generator's input is 9 here, 8 in the checkpoint"));
  other = next();
  other.generator.layers.emplace_back("tanh");
  other.discriminator.layers = {"conv 8 k3 s2", "leaky_relu 0.2", "flatten", "linear 1"};
  EXPECT_THAT(differences(other),
              ElementsAre(R"(the discriminator's layer 3 is "flatten" here, "dropout 0.3" in the checkpoint)",
                          R"(the generator's layer 6 is "tanh" here, and there is none in the checkpoint)"));
}

// The layers read the same whatever the number of classes, which decides what their weights are.
TEST_F(InitialWeights, OfARunWithOtherClassesAreNotTaken) {
  config::Experiment conditional = next();
  conditional.generator.layers.insert(conditional.generator.layers.begin(), "label_one_hot");
  conditional.discriminator.layers.insert(conditional.discriminator.layers.begin(), "label_embedding 1");
  trainSource(conditional);
  SyntheticSource five({8, 8, 1, 5, 10, 3});
  const TakenWeights taken = Trainer(conditional, five).loadWeights(source_);
  EXPECT_THAT(taken.networks, IsEmpty());
  EXPECT_THAT(taken.differences, ElementsAre("the discriminator is of 5 classes here, of 2 in the checkpoint",
                                             "the generator is of 5 classes here, of 2 in the checkpoint"));
  EXPECT_THAT(Trainer(conditional, set_).loadWeights(source_).differences, IsEmpty());
  trainSource(tinyExperiment());  // sees no labels: their number does not matter
  EXPECT_THAT(Trainer(tinyExperiment(), five).loadWeights(source_).differences, IsEmpty());
}

TEST_F(InitialWeights, OfACheckpointWithoutADiscriminator) {
  trainSource(tinyDenoiser());
  const TakenWeights taken = Trainer(next(), set_).loadWeights(source_);
  EXPECT_THAT(taken.networks, IsEmpty());
  EXPECT_THAT(taken.differences, ElementsAre("the checkpoint has no discriminator", HasSubstr("input is 8 here")));
}

TEST_F(InitialWeights, OfADamagedFileChangeNothing) {
  trainSource(tinyExperiment());
  Trainer trainer(next(), set_);
  const auto before = trainer.sample(1, 0, 4);
  EXPECT_TRUE(isCheckpoint(source_));
  EXPECT_FALSE(isCheckpoint(folder_.path()));
  std::filesystem::resize_file(stateFile(source_), 2000);
  EXPECT_THAT(errorOf([&] { trainer.loadWeights(source_); }), HasSubstr("damaged"));
  EXPECT_THAT(errorOf([&] { trainer.loadWeights(folder_ / "nowhere"); }), HasSubstr("cannot read the checkpoint"));
  EXPECT_EQ(trainer.sample(1, 0, 4), before);
}

}  // namespace
}  // namespace ganvas::engine
