#include "config/network_plan.h"

#include <gmock/gmock.h>

#include "base/error_text.h"
#include "config/recipes.h"

namespace ganvas::config {
namespace {

using ::testing::AllOf;
using testing::errorOf;
using ::testing::HasSubstr;

LayerPlan layer(const std::string& line, const Shape& input) {
  return planNetwork("generator", {line}, {input}).layers[0];
}

std::string lineError(const std::string& line, const Shape& input) {
  return errorOf([&] { layer(line, input); });
}

const Shape kPicture = Shape::picture(8, 8, 16);

// Sizes and padding as TensorFlow's documentation of padding='SAME' computes them.
TEST(NetworkPlan, SamePaddingIsTensorFlows) {
  struct Case {
    std::int64_t in, kernel, stride, out, before, after;
  };
  for (const Case& c : {Case{7, 3, 2, 4, 1, 1},
                        {8, 3, 2, 4, 0, 1},
                        {32, 5, 2, 16, 1, 2},
                        {28, 4, 2, 14, 1, 1},
                        {28, 4, 1, 28, 1, 2},
                        {5, 3, 1, 5, 1, 1},
                        {5, 1, 2, 3, 0, 0},
                        {6, 1, 2, 3, 0, 0},
                        {3, 7, 2, 2, 3, 3},
                        {10, 2, 3, 4, 0, 1},
                        {1, 3, 1, 1, 1, 1}}) {
    const std::string line = "conv 2 k" + std::to_string(c.kernel) + " s" + std::to_string(c.stride);
    const LayerPlan plan = layer(line, Shape::picture(c.in, c.in, 3));
    EXPECT_EQ(plan.output, Shape::picture(c.out, c.out, 2)) << line << " in " << c.in;
    EXPECT_EQ(plan.padding, (Padding{c.before, c.after, c.before, c.after})) << line << " in " << c.in;
    EXPECT_EQ(layer(line + " same", Shape::picture(c.in, c.in, 3)).padding, plan.padding);
  }
}

TEST(NetworkPlan, HeightAndWidthArePaddedEachByItself) {
  const LayerPlan plan = layer("conv 4 k3 s2", Shape::picture(7, 8, 3));
  EXPECT_EQ(plan.output, Shape::picture(4, 4, 4));
  EXPECT_EQ(plan.padding, (Padding{1, 1, 0, 1}));
}

TEST(NetworkPlan, ValidAndGivenPadding) {
  EXPECT_EQ(layer("conv 4 k3 s2 valid", Shape::picture(8, 9, 3)).output, Shape::picture(3, 4, 4));
  EXPECT_EQ(layer("conv 4 k4 s2 p1", Shape::picture(28, 28, 3)).output, Shape::picture(14, 14, 4));
  EXPECT_EQ(layer("conv 4 k4 s2 p1", Shape::picture(28, 28, 3)).padding, (Padding{1, 1, 1, 1}));
  EXPECT_EQ(layer("conv 4 k5 p0", Shape::picture(5, 5, 3)).output, Shape::picture(1, 1, 4));
  EXPECT_THAT(lineError("conv 4 k9 valid", kPicture), HasSubstr("does not fit"));
  EXPECT_THAT(lineError("conv 4 k3 valid same", kPicture), HasSubstr("more than one padding"));
}

TEST(NetworkPlan, TransposedConvolutionsMultiplyTheSize) {
  const LayerPlan k5 = layer("conv_transpose 3 k5 s2", kPicture);
  EXPECT_EQ(k5.output, Shape::picture(16, 16, 3));
  EXPECT_EQ(k5.padding, (Padding{1, 2, 1, 2}));
  EXPECT_EQ(k5.parameters, 5 * 5 * 16 * 3 + 3);
  EXPECT_EQ(k5.multiplyAdds, 5 * 5 * 16 * 3 * 8 * 8);
  EXPECT_EQ(layer("conv_transpose 3 k4 s2 same", kPicture).padding, (Padding{1, 1, 1, 1}));
  EXPECT_EQ(layer("conv_transpose 3 k3", kPicture).output, Shape::picture(8, 8, 3));
  EXPECT_EQ(layer("conv_transpose 3 k2 s2", kPicture).padding, Padding{});
  EXPECT_THAT(lineError("conv_transpose 3 k2 s3", kPicture), HasSubstr("smaller than the stride"));
}

TEST(NetworkPlan, OtherLayersShapesAndCounts) {
  EXPECT_EQ(layer("linear 10", Shape::vector(7)).parameters, 80);
  EXPECT_EQ(layer("linear 10 no_bias", Shape::vector(7)).parameters, 70);
  EXPECT_EQ(layer("linear 10", Shape::vector(7)).multiplyAdds, 70);
  EXPECT_EQ(layer("linear 4x5x6", Shape::vector(7)).output, Shape::picture(4, 5, 6));
  EXPECT_EQ(layer("linear 4x5x6", Shape::vector(7)).parameters, 7 * 120 + 120);
  EXPECT_EQ(layer("reshape 4x5x6", Shape::vector(120)).output, Shape::picture(4, 5, 6));
  EXPECT_EQ(layer("flatten", kPicture).output, Shape::vector(1024));
  EXPECT_EQ(layer("upsample 3", kPicture).output, Shape::picture(24, 24, 16));
  for (const char* line : {"relu", "tanh", "leaky_relu", "dropout 0.5"})
    EXPECT_EQ(layer(line, kPicture).output, kPicture);
}

TEST(NetworkPlan, BatchNormNormalisesChannelsOrFeatures) {
  const LayerPlan picture = layer("batch_norm", kPicture);
  EXPECT_EQ(picture.value, 0.99);
  EXPECT_EQ(picture.epsilon, 1e-3);
  EXPECT_EQ(picture.parameters, 32);
  EXPECT_EQ(picture.buffers, 32);
  const LayerPlan vector = layer("batch_norm 0.8 eps=1e-5", Shape::vector(100));
  EXPECT_EQ(vector.value, 0.8);
  EXPECT_EQ(vector.epsilon, 1e-5);
  EXPECT_EQ(vector.parameters, 200);
}

TEST(NetworkPlan, ValuesAndInitialisers) {
  EXPECT_EQ(layer("leaky_relu", kPicture).value, 0.2);
  EXPECT_EQ(layer("leaky_relu .1", kPicture).value, 0.1);
  EXPECT_EQ(layer("dropout 0.4", kPicture).value, 0.4);
  EXPECT_EQ(layer("linear 1", Shape::vector(7)).initialiser, Initialiser{});
  EXPECT_EQ(layer("linear 1 init=glorot", Shape::vector(7)).initialiser.kind, Initialiser::Kind::GlorotUniform);
  const Initialiser normal{Initialiser::Kind::Normal, 0.05};
  EXPECT_EQ(layer("conv 3 k3 init=normal:0.05 s2", kPicture).initialiser, normal);
  EXPECT_FALSE(layer("conv 3 k3 no_bias", kPicture).bias);
  EXPECT_TRUE(layer("conv 3 k3", kPicture).bias);
  EXPECT_EQ(layer("conv 3 k3", kPicture).stride, 1);
}

// The counts of tf.keras's summary() for these layers, written as the sums that they are.
TEST(NetworkPlan, CountsOfKnownNetworks) {
  const ExperimentPlan dcgan3 = planExperiment(loadRecipe("dcgan-3"), Shape::picture(32, 32, 3), 10);
  EXPECT_EQ(dcgan3.generator.parameters(), 128 * 8192 + 8192 + 3 * 3 * 128 * 128 + 128 + 3 * 3 * 128 * 3 + 3);
  EXPECT_EQ(dcgan3.discriminator.parameters(), 3 * 3 * 3 * 64 + 64 + 3 * 3 * 64 * 128 + 128 + 8 * 8 * 128 + 1);
  EXPECT_EQ(dcgan3.generator.multiplyAdds(), 128 * 8192 + 16 * 16 * 3 * 3 * 128 * 128 + 32 * 32 * 3 * 3 * 128 * 3);
  EXPECT_EQ(dcgan3.generator.activations(), 2 * 8192 + 3 * 16 * 16 * 128 + 32 * 32 * 128 + 2 * 32 * 32 * 3);
  const ExperimentPlan mlp = planExperiment(loadRecipe("mlp-gan-minimax"), Shape::picture(28, 28, 1), 10);
  EXPECT_EQ(mlp.generator.parameters(), 1486352);
  EXPECT_EQ(mlp.discriminator.parameters(), 1460225);
}

TEST(NetworkPlan, ErrorsNameNetworkLineShapeAndForm) {
  const std::string message = errorOf([] {
    planNetwork("discriminator", {"conv 8 k3 s2", "linear 1"}, {Shape::picture(28, 28, 1)});
  });
  EXPECT_THAT(message, AllOf(HasSubstr("discriminator, line 2, column 1 \"linear 1\""), HasSubstr("14×14×8"),
                             HasSubstr("flatten")));
  EXPECT_THAT(lineError("conv 8 k3", Shape::vector(100)), AllOf(HasSubstr("expected a picture"), HasSubstr("100")));
  EXPECT_THAT(lineError("conv 8", kPicture), AllOf(HasSubstr("kernel"), HasSubstr("conv C kK")));
  EXPECT_THAT(lineError("conv 8 k3 k5", kPicture), HasSubstr("\"k5\" is not expected"));
  EXPECT_THAT(lineError("reshape 4x4x4", Shape::vector(100)), AllOf(HasSubstr("64"), HasSubstr("100")));
  EXPECT_THAT(lineError("linear 4x4", Shape::vector(9)), HasSubstr("HEIGHTxWIDTHxCHANNELS"));
  EXPECT_THAT(lineError("linear 1 init=he", Shape::vector(9)), HasSubstr("init=normal:STD"));
  EXPECT_THAT(lineError("dropout 1", kPicture), HasSubstr("0 ≤ x < 1"));
  EXPECT_THAT(lineError("dropout", kPicture), HasSubstr("dropout P"));
  EXPECT_THAT(lineError("relu 3", kPicture), HasSubstr("not expected"));
  EXPECT_THAT(lineError("  ", kPicture), HasSubstr("empty"));
}

TEST(NetworkPlan, UnknownLayersNameTheNearest) {
  EXPECT_THAT(lineError("batchnorm", kPicture), HasSubstr("Did you mean `batch_norm`?"));
  EXPECT_THAT(lineError("Conv 3 k3", kPicture), HasSubstr("Did you mean `conv`?"));
  EXPECT_THAT(lineError("transformer", kPicture), HasSubstr("Layers are: linear"));
}

TEST(NetworkPlan, AbsurdSizesAreErrors) {
  for (const char* line : {"linear 99999999999", "linear 0", "linear -3", "linear 99999999999999999999999",
                           "linear 1048576x1048576x1048576", "linear nan", "linear 2147483648"}) {
    EXPECT_NE(lineError(line, Shape::vector(100)), "") << line;
  }
  for (const char* line : {"conv 1048576 k1024", "conv 3 k0", "conv 3 k3 s0", "conv 3 k-3", "conv 3 k3 p-1",
                           "upsample 0", "upsample 1000", "dropout -0.1", "batch_norm 1", "leaky_relu inf",
                           "batch_norm eps=0", "conv 3 k3 init=normal:-1", "conv 3 k3 init=normal:nan"}) {
    EXPECT_NE(lineError(line, kPicture), "") << line;
  }
  EXPECT_THAT(errorOf([] { planNetwork("generator", std::vector<std::string>(12, "upsample 64"), {kPicture}); }),
              AllOf(HasSubstr("line 2"), HasSubstr("number of elements")));
  EXPECT_THAT(errorOf([] { planNetwork("generator", std::vector<std::string>(5000, "relu"), {kPicture}); }),
              HasSubstr("5000 layers"));
  EXPECT_THAT(lineError(std::string(100000, 'x'), kPicture), HasSubstr("longer than"));
  EXPECT_THAT(errorOf([] { planNetwork("generator", {}, {kPicture}); }), HasSubstr("no layers"));
  EXPECT_NE(lineError("relu", Shape{}), "");
}

TEST(NetworkPlan, TheNetworksMustFitThePictures) {
  const Shape grey = Shape::picture(28, 28, 1);
  const auto plan = [&](std::vector<std::string> generator, std::vector<std::string> discriminator) {
    Experiment experiment;
    experiment.generator.layers = std::move(generator);
    experiment.discriminator.layers = std::move(discriminator);
    return errorOf([&] { planExperiment(experiment, grey, 10); });
  };
  EXPECT_EQ(plan({"linear 28x28x1"}, {"flatten", "linear 1"}), "");
  EXPECT_THAT(plan({"linear 28x28x3"}, {}),
              AllOf(HasSubstr("ends in 28×28×3"), HasSubstr("are 28×28×1"), HasSubstr("1 channel (line 1)")));
  EXPECT_THAT(plan({"linear 14x14x1", "tanh"}, {}),
              AllOf(HasSubstr("line 2"), HasSubstr("14×14×1"), HasSubstr("upsample 2")));
  EXPECT_THAT(plan({"linear 8x8x1", "upsample 4"}, {}), AllOf(HasSubstr("32×32×1"), HasSubstr("28×28 pixels")));
  EXPECT_THAT(plan({"linear 784"}, {}), HasSubstr("reshape 28x28x1"));
  EXPECT_THAT(plan({"linear 10"}, {}), HasSubstr("linear 28x28x1"));
  EXPECT_THAT(plan({"linear 28x28x1"}, {"flatten", "linear 2"}), AllOf(HasSubstr("ends in 2"), HasSubstr("linear 1")));
  EXPECT_THAT(plan({"linear 28x28x1"}, {"conv 1 k3"}), HasSubstr("flatten"));
}

TEST(TotalSteps, RoundsUpAndIsAtLeastOne) {
  Experiment experiment;
  experiment.schedule = {128, 200, 0};
  EXPECT_EQ(totalSteps(experiment, 50000), 78125);
  EXPECT_EQ(totalSteps(experiment, 60000), 93750);
  experiment.schedule = {64, 1, 0};
  EXPECT_EQ(totalSteps(experiment, 65), 2);
  EXPECT_EQ(totalSteps(experiment, 64), 1);
  EXPECT_EQ(totalSteps(experiment, 1), 1);
  experiment.schedule = {1, 0.07, 0};
  EXPECT_EQ(totalSteps(experiment, 100), 7);
  experiment.schedule.steps = 5;
  EXPECT_EQ(totalSteps(experiment, 100), 5);
}

TEST(TotalSteps, ACriticTakesItsPicturesSeveralTimesAStep) {
  Experiment experiment;
  experiment.schedule = {100, 3, 0};
  experiment.objective.criticSteps = 5;
  EXPECT_EQ(totalSteps(experiment, 1000), 6);
  EXPECT_EQ(stepsPerEpoch(experiment, 1250), 2.5);
  experiment.objective.loss = "denoising";  // there is no critic then
  EXPECT_EQ(totalSteps(experiment, 1000), 30);
}

TEST(NetworkPlan, AttentionKeepsAWeightForEachPairOfPixels) {
  const NetworkPlan plan = planNetwork("discriminator", {"self_attention"}, {Shape::picture(4, 4, 16), 0, false});
  EXPECT_EQ(plan.activations(), 16 * 16 + 16 * (2 + 2 + 16) + 16 * 16);
}

TEST(NetworkPlan, AnAutoencoderIsGivenPicturesAndNoCritic) {
  Experiment experiment;
  experiment.objective.loss = "reconstruction";
  experiment.objective.criticSteps = 5;
  experiment.generator.layers = {"conv 4 k3 s2", "upsample 2", "conv 1 k3"};
  experiment.diffusion.betaLast = 0.999;  // no noise is looked at
  experiment.schedule = {100, 3, 0};
  const ExperimentPlan plan = planExperiment(experiment, Shape::picture(8, 8, 1), 0);
  EXPECT_EQ(plan.generator.input, Shape::picture(8, 8, 1));
  EXPECT_TRUE(plan.discriminator.layers.empty());
  EXPECT_EQ(totalSteps(experiment, 1000), 30);
  experiment.generator.layers.insert(experiment.generator.layers.begin(), "add_timestep");
  EXPECT_THAT(errorOf([&] { planExperiment(experiment, Shape::picture(8, 8, 1), 0); }), HasSubstr("denoising"));
  experiment.generator.layers = {"conv 4 k3 s2"};
  EXPECT_THAT(errorOf([&] { planExperiment(experiment, Shape::picture(8, 8, 1), 0); }), HasSubstr("4×4×4"));
}

// The last ᾱ is what sampling begins by dividing with: next to nothing makes pictures of NaN.
TEST(NetworkPlan, NoiseThatLeavesNothingOfAPictureIsAnError) {
  Experiment experiment;
  experiment.objective.loss = "denoising";
  experiment.generator.layers = {"conv 1 k3"};
  const auto errorWith = [&](std::int64_t steps, double first, double last) {
    experiment.diffusion.steps = steps, experiment.diffusion.betaFirst = first, experiment.diffusion.betaLast = last;
    return errorOf([&] { planExperiment(experiment, Shape::picture(8, 8, 1), 0); });
  };
  EXPECT_EQ(errorWith(1000, 1e-4, 0.02), "");
  EXPECT_EQ(errorWith(2, 0.1, 0.999), "");
  EXPECT_EQ(errorWith(1000, 1e-4, 0.05), "");
  for (const std::string& error : {errorWith(1000, 1e-4, 0.1), errorWith(100000, 1e-4, 0.02), errorWith(20, 0.9, 0.9)})
    EXPECT_THAT(error, AllOf(HasSubstr("diffusion.beta_first"), HasSubstr("diffusion.beta_last"),
                             HasSubstr("diffusion.steps")));
  experiment.objective.loss = "hinge";  // looks at no β
  experiment.generator.layers = {"linear 8x8x1"};
  experiment.discriminator.layers = {"flatten", "linear 1"};
  EXPECT_EQ(errorWith(1000, 1e-4, 0.9), "");
}

}  // namespace
}  // namespace ganvas::config
