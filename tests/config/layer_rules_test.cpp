// Shapes, counts and errors of the layers beyond those in network_plan_test.cpp.
#include <gmock/gmock.h>

#include "base/error_text.h"
#include "config/network_plan.h"

namespace ganvas::config {
namespace {

using ::testing::AllOf;
using testing::errorOf;
using ::testing::HasSubstr;

const NetworkInput kNoise{Shape::vector(100), 10, false};
const NetworkInput kPicture{Shape::picture(8, 8, 16), 10, false};
const NetworkInput kNoisy{Shape::picture(8, 8, 16), 10, true};

NetworkPlan network(const std::vector<std::string>& lines, const NetworkInput& input = kPicture) {
  return planNetwork("generator", lines, input);
}

LayerPlan layer(const std::string& line, const NetworkInput& input = kPicture) {
  return network({line}, input).layers[0];
}

std::string error(const std::vector<std::string>& lines, const NetworkInput& input = kPicture) {
  return errorOf([&] { network(lines, input); });
}

// "line:column+length" of the LayerError that the lines give.
std::string place(const std::vector<std::string>& lines, const NetworkInput& input = kPicture) {
  try {
    network(lines, input);
  } catch (const LayerError& fault) {
    return std::to_string(fault.line()) + ":" + std::to_string(fault.column()) + "+" + std::to_string(fault.length());
  }
  return "none";
}

TEST(LayerRules, PixelsArePutTogetherAndApart) {
  EXPECT_EQ(layer("pixel_shuffle 2").output, Shape::picture(16, 16, 4));
  EXPECT_EQ(layer("average_pool 4").output, Shape::picture(2, 2, 16));
  EXPECT_EQ(layer("global_average_pool").output, Shape::vector(16));
  EXPECT_THAT(error({"pixel_shuffle 3"}), AllOf(HasSubstr("16 channels"), HasSubstr("multiple of 9")));
  EXPECT_THAT(error({"average_pool 3"}), HasSubstr("do not divide"));
  for (const char* line : {"pixel_shuffle 2", "average_pool 2", "global_average_pool", "upsample 2", "self_attention",
                           "instance_norm", "conv 8 k3", "conv_transpose 8 k3"}) {
    EXPECT_THAT(error({line}, kNoise), HasSubstr("expected a picture, found a vector of 100")) << line;
  }
}

TEST(LayerRules, NormsHaveScaleAndShift) {
  for (const char* line : {"batch_norm", "layer_norm", "instance_norm", "group_norm 4"}) {
    EXPECT_EQ(layer(line).parameters, 32) << line;
    EXPECT_EQ(layer(line).output, kPicture.shape) << line;
  }
  EXPECT_EQ(layer("layer_norm").groups, 1);
  EXPECT_EQ(layer("instance_norm").groups, 16);
  EXPECT_EQ(layer("group_norm 4").groups, 4);
  EXPECT_EQ(layer("group_norm 4").epsilon, 1e-5);
  EXPECT_THAT(error({"group_norm 5"}), HasSubstr("do not divide into 5 groups"));
  EXPECT_THAT(error({"instance_norm"}, {Shape::picture(1, 1, 16), 0, false}), HasSubstr("no spread"));
}

TEST(LayerRules, PreluHasASlopeForEachElementOrChannel) {
  EXPECT_EQ(layer("prelu").parameters, 8 * 8 * 16);
  EXPECT_EQ(layer("prelu").value, 0.0);
  EXPECT_EQ(layer("prelu channel 0.25").parameters, 16);
  EXPECT_EQ(layer("prelu channel 0.25").value, 0.25);
  EXPECT_EQ(layer("prelu", kNoise).parameters, 100);
}

TEST(LayerRules, SpectralNormKeepsVectorsAndLearnsNothingMore) {
  EXPECT_EQ(layer("conv 32 k3 spectral_norm").parameters, layer("conv 32 k3").parameters);
  EXPECT_EQ(layer("conv 32 k3 spectral_norm").buffers, 32 + 9 * 16);
  EXPECT_EQ(layer("label_projection spectral_norm", kNoise).buffers, (1 + 100) + (10 + 100));
  EXPECT_TRUE(layer("linear 7 spectral_norm", kNoise).spectralNorm);
  EXPECT_FALSE(layer("linear 7", kNoise).spectralNorm);
}

TEST(LayerRules, SelfAttentionIsZhangsCount) {
  const LayerPlan plan = layer("self_attention");
  EXPECT_EQ(plan.width, 2);
  EXPECT_EQ(plan.parameters, 2 * (16 * 2 + 2) + 16 * 16 + 16 + 1);
  EXPECT_EQ(layer("self_attention 4").width, 4);
  EXPECT_EQ(layer("self_attention 64").width, 1);
  EXPECT_THAT(error({"upsample 64", "self_attention"}), HasSubstr("pairs of pixels"));
}

TEST(LayerRules, LabelsJoinVectorsAndPictures) {
  EXPECT_EQ(layer("label_one_hot", kNoise).output, Shape::vector(110));
  EXPECT_EQ(layer("label_one_hot").output, Shape::picture(8, 8, 26));
  EXPECT_EQ(layer("label_embedding 5", kNoise).output, Shape::vector(105));
  EXPECT_EQ(layer("label_embedding 1").output, Shape::picture(8, 8, 17));
  EXPECT_EQ(layer("label_embedding 5").parameters, 50);
  EXPECT_EQ(layer("label_projection", kNoise).output, Shape::vector(1));
  EXPECT_EQ(layer("label_projection", kNoise).parameters, 100 + 1 + 10 * 100);
  EXPECT_TRUE(network({"label_one_hot"}).usesLabels());
  EXPECT_FALSE(network({"relu"}).usesLabels());
}

TEST(LayerRules, LabelsNeedADataSetThatHasThem) {
  for (const char* line : {"label_one_hot", "label_embedding 5", "label_projection"}) {
    EXPECT_THAT(error({line}, {Shape::vector(100), 0, false}),
                AllOf(HasSubstr(line), HasSubstr("the data set has no labels")));
  }
}

TEST(LayerRules, TimeStepsNeedADiffusionProcess) {
  const LayerPlan plan = layer("add_timestep", kNoisy);
  EXPECT_EQ(plan.width, 128);
  EXPECT_EQ(plan.parameters, 128 * 16 + 16 + 16 * 16 + 16);
  EXPECT_EQ(plan.output, kNoisy.shape);
  EXPECT_THAT(error({"add_timestep"}), HasSubstr("denoising"));
  EXPECT_THAT(error({"add_timestep 7"}, kNoisy), HasSubstr("odd"));
}

TEST(LayerRules, SavedValuesComeBack) {
  const NetworkPlan plan = network({"save a", "conv 32 k3 s2", "save b", "load a", "average_pool 2", "concat b"});
  EXPECT_EQ(plan.output, Shape::picture(4, 4, 48));
  EXPECT_EQ(plan.layers[3].from, 0u);
  EXPECT_EQ(plan.layers[5].from, 2u);
  EXPECT_EQ(network({"save a", "relu", "add a"}).output, kPicture.shape);
  EXPECT_EQ(network({"save a", "relu", "concat a"}, kNoise).output, Shape::vector(200));
}

TEST(LayerRules, MisuseOfSavedValues) {
  EXPECT_THAT(error({"save a", "relu"}), AllOf(HasSubstr("line 1 \"save a\""), HasSubstr("never used")));
  EXPECT_EQ(place({"relu", "save a", "relu"}), "2:1+0");
  EXPECT_THAT(error({"add a"}), HasSubstr("Write `save a`"));
  EXPECT_THAT(error({"save skip16", "relu", "add skip61"}), HasSubstr("Did you mean `skip16`?"));
  EXPECT_THAT(error({"save a", "conv 8 k3", "add a"}), AllOf(HasSubstr("8×8×16"), HasSubstr("8×8×8")));
  EXPECT_THAT(error({"save a", "conv 8 k3 s2", "concat a"}), HasSubstr("cannot be joined"));
  EXPECT_THAT(error({"save a", "flatten", "concat a"}), HasSubstr("cannot be joined"));
  EXPECT_THAT(error({"save a", "relu", "load a"}), AllOf(HasSubstr("line 3"), HasSubstr("would be lost")));
  EXPECT_THAT(error({"load a"}), HasSubstr("would be lost"));
  EXPECT_THAT(error({"save a", "save a", "add a"}), HasSubstr("saved already"));
  for (const char* line : {"save", "add", "concat", "save 3", "save a-b"}) EXPECT_NE(error({line}), "") << line;
}

TEST(LayerRules, FeaturesAreMarkedOnceOrBeforeTheLastDenseLayer) {
  EXPECT_EQ(network({"linear 5", "features", "relu", "linear 1"}, kNoise).features, 1u);
  EXPECT_EQ(network({"linear 5", "relu", "linear 1"}, kNoise).features, 2u);
  EXPECT_EQ(network({"relu"}, kNoise).features, 1u);
  EXPECT_THAT(error({"features", "relu", "features"}), AllOf(HasSubstr("line 3"), HasSubstr("already")));
}

TEST(LayerRules, OutputsOfNoSizeAreErrors) {
  EXPECT_THAT(error({"conv 8 k9 valid"}), HasSubstr("does not fit into 8 pixels"));
  EXPECT_THAT(error({"average_pool 16"}), HasSubstr("do not divide"));
  for (const char* line : {"linear 0", "linear 0x4x4", "reshape 0x0x100", "label_embedding 0"}) {
    EXPECT_NE(error({line}, kNoise), "") << line;
  }
  for (const char* line : {"conv 0 k3", "upsample 0", "pixel_shuffle 0", "group_norm 0", "minibatch_stddev 0"}) {
    EXPECT_NE(error({line}), "") << line;
  }
}

TEST(LayerRules, ErrorsPointAtTheWord) {
  EXPECT_EQ(place({"relu", "  conv 8 k3 k5"}), "2:13+2");
  EXPECT_EQ(place({"linear 4x4 no_bias"}, kNoise), "1:8+3");
  EXPECT_EQ(place({"linear 0 spectral_norm"}, kNoise), "1:8+1");
  EXPECT_EQ(place({"conv 8 k3 init=he s2"}), "1:11+7");
  EXPECT_EQ(place({"conv 8 k3 s0"}), "1:11+2");
  EXPECT_EQ(place({"batchnorm"}), "1:1+9");
  EXPECT_EQ(place({"linear 3"}), "1:1+6");
  EXPECT_EQ(place({""}), "1:1+0");
  EXPECT_EQ(place({std::string(501, 'x')}), "1:1+0");
}

TEST(LayerRules, ABillionParametersAreRefusedWithTheFigure) {
  EXPECT_EQ(network({"linear 999999999 no_bias"}, {Shape::vector(1)}).parameters(), 999'999'999);
  EXPECT_THAT(error({"linear 1000000000 no_bias"}, {Shape::vector(1)}), HasSubstr("1000000000 parameters"));
  EXPECT_THAT(error({"linear 1000", "linear 1000000", "linear 1"}, kNoise),
              AllOf(HasSubstr("line 2"), HasSubstr("would have 1002101001 parameters"), HasSubstr("1001000000 of them"),
                    HasSubstr("up to 999999999")));
  EXPECT_THAT(error({"linear 1000000x1000x1"}, kNoise), HasSubstr("101000000000 parameters"));
  EXPECT_EQ(place({"linear 1000", "linear 1000000", "linear 1"}, kNoise), "2:1+0");
}

TEST(LayerRules, LabelsInOneNetworkOnlyAreAnError) {
  const auto plan = [](const std::string& generator, const std::string& discriminator) {
    Experiment experiment;
    experiment.generator.layers = {generator, "linear 28x28x1"};
    experiment.discriminator.layers = {discriminator, "flatten", "linear 1"};
    return errorOf([&] { planExperiment(experiment, Shape::picture(28, 28, 1), 10); });
  };
  EXPECT_EQ(plan("label_one_hot", "label_embedding 1"), "");
  EXPECT_THAT(plan("label_one_hot", "relu"), AllOf(HasSubstr("the generator sees labels"), HasSubstr("projection")));
  EXPECT_THAT(plan("relu", "label_one_hot"), HasSubstr("the discriminator sees labels"));
}

TEST(LayerRules, AnEnergyOfReconstructionNeedsAnAutoencoder) {
  Experiment experiment;
  experiment.generator.layers = {"linear 28x28x1"};
  experiment.objective.loss = "energy";
  experiment.objective.energy = "reconstruction";
  const auto plan = [&](std::vector<std::string> discriminator) {
    experiment.discriminator.layers = std::move(discriminator);
    return errorOf([&] { planExperiment(experiment, Shape::picture(28, 28, 1), 0); });
  };
  EXPECT_EQ(plan({"conv 8 k3", "conv 1 k3"}), "");
  EXPECT_THAT(plan({"flatten", "linear 1"}), AllOf(HasSubstr("ends in 1"), HasSubstr("28×28×1")));
  experiment.objective.pullingAway = 0.1;
  EXPECT_THAT(plan({"conv 8 k3", "conv 1 k3"}), HasSubstr("`features`"));
  EXPECT_EQ(plan({"conv 8 k3", "features", "conv 1 k3"}), "");
}

TEST(LayerRules, DenoisingNeedsNoDiscriminator) {
  Experiment experiment;
  experiment.objective.loss = "denoising";
  experiment.generator.layers = {"add_timestep", "conv 3 k3"};
  const ExperimentPlan plan = planExperiment(experiment, Shape::picture(16, 16, 3), 0);
  EXPECT_EQ(plan.generator.input, Shape::picture(16, 16, 3));
  EXPECT_TRUE(plan.generator.usesTimesteps());
  EXPECT_TRUE(plan.discriminator.layers.empty());
}

TEST(LayerRules, EveryFormPlansUnderItsName) {
  for (const LayerForm& form : layerForms()) {
    EXPECT_TRUE(form.usage.starts_with(form.name)) << form.name;
    EXPECT_TRUE(form.help.ends_with(".")) << form.name;
    EXPECT_THAT(error({std::string(form.name) + " ?"}), ::testing::Not(HasSubstr("unknown layer"))) << form.name;
  }
}

}  // namespace
}  // namespace ganvas::config
