// The networks of the seed documents, layer by layer.
#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "config/seed_recipes.h"

namespace ganvas::config {
namespace {

using ::testing::ElementsAre;
using testing::planOf;

// The shapes that a sample goes through, each once.
std::vector<std::string> shapes(const NetworkPlan& plan) {
  std::vector<std::string> result{plan.input.text()};
  for (const LayerPlan& layer : plan.layers) {
    if (layer.output.text() != result.back()) result.push_back(layer.output.text());
  }
  return result;
}

TEST(SeedNetworks, NetworksShareWhatTheDocumentsShare) {
  const auto generator = [](const char* name) { return loadRecipe(name).generator.layers; };
  const auto discriminator = [](const char* name) { return loadRecipe(name).discriminator.layers; };
  EXPECT_EQ(generator("wgan-1"), generator("dcgan-1"));
  EXPECT_EQ(discriminator("wgan-1"), discriminator("dcgan-3"));
  EXPECT_EQ(generator("wgan-2"), generator("dcgan-2"));
  EXPECT_EQ(discriminator("wgan-2"), discriminator("dcgan-4"));
  EXPECT_EQ(generator("sadcgan-1"), generator("dcgan-2"));
  EXPECT_EQ(discriminator("dcgan-5"), discriminator("dcgan-3"));
  EXPECT_EQ(discriminator("cgan-2"), discriminator("cgan-1"));
  EXPECT_EQ(discriminator("cgan-3"), discriminator("cgan-1"));
  for (const std::string base : {"dcgan-3", "cgan-1"}) {
    for (const std::string change : {"-cosine", "-exponential"}) {
      const Experiment changed = loadRecipe(base + change), plain = loadRecipe(base);
      EXPECT_EQ(changed.generator, plain.generator) << base << change;
      EXPECT_EQ(changed.discriminator, plain.discriminator) << base << change;
      EXPECT_EQ("-" + changed.schedule.rate, change);
    }
  }
  for (const char* name : {"mnist-gan", "mnist-wgan", "mnist-wgan-gp", "mlp-gan-nonsaturating"}) {
    EXPECT_EQ(generator(name), generator("mlp-gan-minimax")) << name;
    EXPECT_EQ(discriminator(name), discriminator("mlp-gan-minimax")) << name;
  }
}

TEST(SeedNetworks, ShapesOfGan101) {
  const auto generator = [](const char* name) { return shapes(planOf(name).generator); };
  const auto discriminator = [](const char* name) { return shapes(planOf(name).discriminator); };
  EXPECT_THAT(generator("dcgan-1"),
              ElementsAre("128", "4×4×256", "8×8×256", "8×8×128", "16×16×128", "32×32×128", "32×32×3"));
  EXPECT_THAT(discriminator("dcgan-1"),
              ElementsAre("32×32×3", "32×32×64", "16×16×128", "8×8×128", "4×4×256", "4096", "1"));
  EXPECT_THAT(generator("dcgan-2"), ElementsAre("128", "8×8×128", "16×16×128", "32×32×3"));
  EXPECT_THAT(discriminator("dcgan-2"), ElementsAre("32×32×3", "16×16×64", "8×8×128", "8192", "1"));
  EXPECT_THAT(generator("dcgan-3"), ElementsAre("128", "8×8×128", "16×16×128", "32×32×128", "32×32×3"));
  EXPECT_THAT(discriminator("dcgan-3"), ElementsAre("32×32×3", "16×16×64", "8×8×128", "8192", "1"));
  EXPECT_THAT(generator("dcgan-4"), ElementsAre("128", "4×4×512", "8×8×256", "16×16×128", "32×32×3"));
  EXPECT_THAT(discriminator("dcgan-4"),
              ElementsAre("32×32×3", "16×16×64", "8×8×128", "4×4×256", "2×2×512", "2048", "1"));
  EXPECT_THAT(generator("dcgan-5"), ElementsAre("128", "2×2×512", "4×4×512", "4×4×128", "8×8×128", "8×8×64", "16×16×64",
                                                "32×32×64", "32×32×3"));
  EXPECT_THAT(discriminator("cgan-test"),
              ElementsAre("32×32×3", "32×32×13", "32×32×64", "16×16×128", "8×8×128", "8192", "1"));
  EXPECT_THAT(generator("cgan-1"),
              ElementsAre("128", "138", "2048", "2×2×512", "4×4×256", "8×8×128", "16×16×64", "32×32×3"));
  EXPECT_THAT(discriminator("cgan-1"),
              ElementsAre("32×32×3", "16×16×64", "8×8×128", "4×4×256", "2×2×512", "512", "522", "512", "1"));
}

TEST(SeedNetworks, ShapesOfTheOthers) {
  const auto generator = [](const char* name) { return shapes(planOf(name).generator); };
  const auto discriminator = [](const char* name) { return shapes(planOf(name).discriminator); };
  EXPECT_THAT(generator("ebgan-cifar10"), ElementsAre("100", "110", "8×8×128", "16×16×128", "32×32×64", "32×32×3"));
  EXPECT_THAT(discriminator("ebgan-cifar10"),
              ElementsAre("32×32×3", "32×32×4", "16×16×128", "8×8×128", "4×4×64", "1024", "64", "1"));
  EXPECT_THAT(discriminator("ebgan-autoencoder-cifar10"),
              ElementsAre("32×32×3", "32×32×4", "16×16×128", "8×8×128", "4×4×64", "1024", "64", "4×4×64", "8×8×128",
                          "16×16×128", "32×32×3"));
  EXPECT_THAT(generator("mnist-cgan"), ElementsAre("100", "110", "256", "512", "1024", "28×28×1"));
  EXPECT_THAT(discriminator("mnist-cgan"), ElementsAre("28×28×1", "784", "794", "1024", "512", "256", "1"));
  EXPECT_THAT(generator("dogs-dcgan-64"),
              ElementsAre("128", "4×4×1024", "8×8×512", "16×16×256", "32×32×128", "64×64×3"));
  EXPECT_THAT(discriminator("dogs-cgan-64"),
              ElementsAre("64×64×3", "32×32×128", "16×16×256", "8×8×512", "4×4×1024", "16384", "1"));
  EXPECT_THAT(generator("ddpm-baseline"),
              ElementsAre("32×32×3", "32×32×64", "16×16×128", "8×8×256", "16×16×256", "16×16×128", "16×16×256",
                          "16×16×128", "16×16×256", "16×16×128", "32×32×128", "32×32×64", "32×32×128", "32×32×64",
                          "32×32×128", "32×32×64", "32×32×3"));
}

TEST(SeedNetworks, AttentionStandsWhereItIsSaidTo) {
  const auto at = [](const NetworkPlan& plan) {
    std::vector<std::string> found;
    for (const LayerPlan& layer : plan.layers) {
      if (layer.kind == LayerKind::SelfAttention) found.push_back(layer.input.text());
    }
    return found;
  };
  EXPECT_THAT(at(planOf("sadcgan-1").generator), ElementsAre());
  EXPECT_THAT(at(planOf("sadcgan-1").discriminator), ElementsAre("8×8×128"));
  EXPECT_THAT(at(planOf("sadcgan-2").generator), ElementsAre("16×16×128"));
  EXPECT_THAT(at(planOf("sadcgan-2").discriminator), ElementsAre("8×8×128"));
  EXPECT_THAT(at(planOf("ddpm-baseline").generator), ElementsAre("8×8×256"));
}

// Keras's momentum where the document prints none, 0.8 where it prints that or MOMENTUM.
TEST(SeedNetworks, MomentumOfBatchNorms) {
  const std::set<std::string> printed = {"dcgan-2", "cgan-1", "cgan-2", "wgan-2", "sadcgan-1"};
  for (const char* name : {"dcgan-2", "dcgan-4", "dcgan-5", "cgan-1", "cgan-2", "cgan-3", "wgan-2", "sadcgan-1",
                           "sadcgan-2", "ebgan-cifar10"}) {
    for (const LayerPlan& layer : planOf(name).generator.layers) {
      if (layer.kind != LayerKind::BatchNorm) continue;
      EXPECT_EQ(layer.value, printed.contains(name) ? 0.8 : 0.99) << name;
      EXPECT_EQ(layer.epsilon, 1e-3) << name;
    }
  }
}

// CGAN 1 normalises the dense layer's 2,048 features, DCGAN 4 and CGAN 3 the 512 channels after the reshape.
TEST(SeedNetworks, ARowsOrderIsTheLayersOrder) {
  const auto firstNorm = [](const char* name) {
    for (const LayerPlan& layer : planOf(name).generator.layers) {
      if (layer.kind == LayerKind::BatchNorm) return layer.input.text();
    }
    return std::string();
  };
  EXPECT_EQ(firstNorm("cgan-1"), "2048");
  EXPECT_EQ(firstNorm("cgan-2"), "2048");
  EXPECT_EQ(firstNorm("cgan-3"), "2×2×512");
  EXPECT_EQ(firstNorm("dcgan-2"), "8×8×128");
  EXPECT_EQ(firstNorm("dcgan-4"), "4×4×512");
  const auto lines = loadRecipe("cgan-1").generator.layers;
  EXPECT_EQ(std::vector<std::string>(lines.begin(), lines.begin() + 6),
            (std::vector<std::string>{"label_one_hot", "linear 2048 init=normal:0.02", "relu", "batch_norm 0.8",
                                      "prelu", "reshape 2x2x512"}));
}

TEST(SeedNetworks, SpectralNormsOfGan101) {
  const auto count = [](const NetworkPlan& plan) {
    return std::count_if(plan.layers.begin(), plan.layers.end(), [](const auto& layer) { return layer.spectralNorm; });
  };
  EXPECT_EQ(count(planOf("dcgan-4").discriminator), 4);
  EXPECT_EQ(count(planOf("dcgan-4").generator), 0);
  EXPECT_EQ(count(planOf("cgan-1").generator), 0);
  EXPECT_EQ(count(planOf("cgan-2").generator), 3);
  EXPECT_EQ(count(planOf("cgan-3").generator), 3);
}

}  // namespace
}  // namespace ganvas::config
