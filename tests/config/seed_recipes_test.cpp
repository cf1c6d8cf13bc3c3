// Every system of the seed documents is a recipe, and says what its document says.
#include <gmock/gmock.h>

#include <map>
#include <set>

#include "config/network_plan.h"
#include "config/recipes.h"
#include "config/reported.h"

namespace ganvas::config {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// What decides a system beside its layers.
struct System {
  std::string name, source, loss, optimiser;
  double learningRate, beta1;
  std::int64_t latent, batch;
  double epochs;
  double scale = 1, discriminatorScale = 1;  // factors on the losses
};

const std::vector<System>& systems() {
  const double half = 0.5;
  static const std::vector<System> all = {
      {"cgan-bce-cifar10", "000", "non-saturating", "adam", 1e-4, 0.5, 100, 256, 200},
      {"ebgan-cifar10", "000", "energy", "adam", 1e-4, 0.5, 100, 256, 200},
      {"ebgan-normalized-cifar10", "000", "energy", "adam", 1e-4, 0.5, 100, 256, 200},
      {"ebgan-pt-cifar10", "000", "energy", "adam", 1e-4, 0.5, 100, 256, 200},
      {"ebgan-autoencoder-cifar10", "000", "energy", "adam", 1e-4, 0.5, 100, 256, 200},
      {"dcgan-1", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"dcgan-2", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"dcgan-3", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"dcgan-4", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"dcgan-5", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"cgan-test", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"cgan-1", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"cgan-2", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"cgan-3", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"wgan-1", "001", "wasserstein", "rmsprop", 5e-5, 0.5, 128, 128, 200},
      {"wgan-2", "001", "wasserstein", "rmsprop", 5e-5, 0.5, 128, 128, 200},
      {"sadcgan-1", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"sadcgan-2", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"dcgan-3-cosine", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"dcgan-3-exponential", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"cgan-1-cosine", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"cgan-1-exponential", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"ddpm-baseline", "001", "denoising", "adam", 2e-4, 0.9, 100, 64, 200},
      {"mlp-gan-minimax", "002", "minimax", "adam", 2e-4, 0.5, 100, 128, 70, half},
      {"mlp-gan-nonsaturating", "002", "non-saturating", "adam", 2e-4, 0.5, 100, 128, 70, half},
      {"mnist-gan", "003", "non-saturating", "adam", 2e-4, 0.5, 100, 128, 200, 1, half},
      {"mnist-wgan", "003", "wasserstein", "rmsprop", 5e-5, 0.5, 100, 128, 200},
      {"mnist-wgan-gp", "003", "wasserstein", "adam", 1e-4, 0.0, 100, 128, 200},
      {"mnist-cgan", "003", "least-squares", "adam", 2e-4, 0.5, 100, 128, 200, 1, half},
      {"dogs-dcgan-64", "004", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200},
      {"dogs-cgan-64", "004", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200},
  };
  return all;
}

Shape pictureOf(const Experiment& experiment) {
  const Data& data = experiment.data;
  if (data.source == "cifar10") return Shape::picture(32, 32, 3);
  if (data.source == "folder") return Shape::picture(data.height, data.width, data.channels);
  return Shape::picture(28, 28, 1);
}

ExperimentPlan planOf(const std::string& name) {
  const Experiment experiment = loadRecipe(name);
  return planExperiment(experiment, pictureOf(experiment), 10);
}

// The shapes that a sample goes through, each once.
std::vector<std::string> shapes(const NetworkPlan& plan) {
  std::vector<std::string> result{plan.input.text()};
  for (const LayerPlan& layer : plan.layers) {
    if (layer.output.text() != result.back()) result.push_back(layer.output.text());
  }
  return result;
}

std::set<std::string> conditional() {
  std::set<std::string> names;
  for (const System& system : systems()) {
    if (planOf(system.name).generator.usesLabels()) names.insert(system.name);
  }
  return names;
}

TEST(SeedRecipes, EverySystemIsThereAsItsDocumentSays) {
  for (const System& system : systems()) {
    SCOPED_TRACE(system.name);
    const Experiment e = loadRecipe(system.name);
    EXPECT_EQ(e.about.name, system.name);
    EXPECT_THAT(e.about.source, HasSubstr("Seed document " + system.source));
    EXPECT_FALSE(e.about.assumed.empty());
    EXPECT_FALSE(e.about.reportedNote.empty());
    EXPECT_EQ(e.objective.loss, system.loss);
    EXPECT_EQ(e.objective.lossScale, system.scale);
    EXPECT_EQ(e.objective.discriminatorScale, system.discriminatorScale);
    EXPECT_EQ(e.generator.latent, system.latent);
    EXPECT_EQ(e.schedule.batchSize, system.batch);
    EXPECT_EQ(e.schedule.epochs, system.epochs);
    EXPECT_EQ(e.schedule.steps, 0);
    EXPECT_EQ(e.generatorOptimiser.kind, system.optimiser);
    EXPECT_EQ(e.generatorOptimiser.learningRate, system.learningRate);
    EXPECT_EQ(e.generatorOptimiser.beta1, system.beta1);
    if (hasDiscriminator(e)) {
      EXPECT_EQ(e.discriminatorOptimiser, e.generatorOptimiser);
    }
  }
}

TEST(SeedRecipes, EveryRecipePlansForItsPictures) {
  for (const Recipe& recipe : recipes()) {
    EXPECT_NO_THROW(planExperiment(recipe.experiment, pictureOf(recipe.experiment), 10)) << recipe.name;
    EXPECT_NO_THROW(reportedFigures(recipe.experiment.about)) << recipe.name;
  }
  const Experiment dogs = loadRecipe("dogs-cgan-64");
  for (const std::int64_t classes : {1, 2, 120}) EXPECT_NO_THROW(planExperiment(dogs, pictureOf(dogs), classes));
  EXPECT_THAT(pictureOf(dogs).text(), "64×64×3");
}

TEST(SeedRecipes, WassersteinCriticsAreThoseOfThePapers) {
  for (const char* name : {"wgan-1", "wgan-2", "mnist-wgan"}) {
    const Objective objective = loadRecipe(name).objective;
    EXPECT_EQ(objective.criticSteps, 5) << name;
    EXPECT_EQ(objective.weightClip, 0.01) << name;
    EXPECT_EQ(objective.gradientPenalty, 0.0) << name;
  }
  const Experiment improved = loadRecipe("mnist-wgan-gp");
  EXPECT_EQ(improved.objective.criticSteps, 5);
  EXPECT_EQ(improved.objective.weightClip, 0.0);
  EXPECT_EQ(improved.objective.gradientPenalty, 10.0);
  EXPECT_EQ(improved.discriminatorOptimiser.beta2, 0.9);
}

TEST(SeedRecipes, EnergiesDifferAsTheirTableSays) {
  const auto objective = [](const char* name) { return loadRecipe(name).objective; };
  EXPECT_EQ(objective("ebgan-cifar10").margin, 1.0);
  EXPECT_EQ(objective("ebgan-cifar10").energy, "softplus");
  EXPECT_EQ(objective("ebgan-cifar10").energyUnits, "plain");
  EXPECT_EQ(objective("ebgan-cifar10").pullingAway, 0.0);
  EXPECT_EQ(objective("ebgan-normalized-cifar10").energyUnits, "normalised");
  EXPECT_EQ(objective("ebgan-normalized-cifar10").margin, 2.0);
  EXPECT_EQ(objective("ebgan-pt-cifar10").pullingAway, 0.1);
  EXPECT_EQ(objective("ebgan-autoencoder-cifar10").energy, "reconstruction");
  EXPECT_EQ(objective("ebgan-autoencoder-cifar10").margin, 0.2);
  const NetworkPlan judge = planOf("ebgan-pt-cifar10").discriminator;
  EXPECT_EQ(judge.layers[judge.features].input, Shape::vector(64));
  const NetworkPlan autoencoder = planOf("ebgan-autoencoder-cifar10").discriminator;
  EXPECT_EQ(autoencoder.layers[autoencoder.features].input, Shape::vector(64));
  // The five share their generator, the first three both networks.
  for (const char* name :
       {"ebgan-cifar10", "ebgan-normalized-cifar10", "ebgan-pt-cifar10", "ebgan-autoencoder-cifar10"})
    EXPECT_EQ(loadRecipe(name).generator, loadRecipe("cgan-bce-cifar10").generator) << name;
  for (const char* name : {"ebgan-cifar10", "ebgan-normalized-cifar10"})
    EXPECT_EQ(loadRecipe(name).discriminator, loadRecipe("cgan-bce-cifar10").discriminator) << name;
}

TEST(SeedRecipes, NetworksShareWhatTheDocumentsShare) {
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

TEST(SeedRecipes, ShapesOfGan101) {
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

TEST(SeedRecipes, ShapesOfTheOthers) {
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

TEST(SeedRecipes, AttentionStandsWhereItIsSaidTo) {
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
TEST(SeedRecipes, MomentumOfBatchNorms) {
  const std::map<std::string, double> printed = {
      {"dcgan-2", 0.8}, {"cgan-1", 0.8}, {"cgan-2", 0.8}, {"wgan-2", 0.8}, {"sadcgan-1", 0.8}};
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
TEST(SeedRecipes, ARowsOrderIsTheLayersOrder) {
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

TEST(SeedRecipes, SpectralNormsOfGan101) {
  const auto count = [](const NetworkPlan& plan) {
    return std::count_if(plan.layers.begin(), plan.layers.end(), [](const auto& layer) { return layer.spectralNorm; });
  };
  EXPECT_EQ(count(planOf("dcgan-4").discriminator), 4);
  EXPECT_EQ(count(planOf("dcgan-4").generator), 0);
  EXPECT_EQ(count(planOf("cgan-1").generator), 0);
  EXPECT_EQ(count(planOf("cgan-2").generator), 3);
  EXPECT_EQ(count(planOf("cgan-3").generator), 3);
}

TEST(SeedRecipes, LogitsAndPictures) {
  for (const System& system : systems()) {
    const ExperimentPlan plan = planOf(system.name);
    for (const LayerPlan& layer : plan.discriminator.layers) EXPECT_NE(layer.kind, LayerKind::Sigmoid) << system.name;
    if (system.name == "ddpm-baseline") continue;  // ends in noise, which has no bounds
    EXPECT_EQ(plan.generator.layers.back().kind, LayerKind::Tanh) << system.name;
  }
}

TEST(SeedRecipes, ConditionalOnesShowAClassInEachColumn) {
  EXPECT_THAT(conditional(),
              ElementsAre("cgan-1", "cgan-1-cosine", "cgan-1-exponential", "cgan-2", "cgan-3", "cgan-bce-cifar10",
                          "cgan-test", "dogs-cgan-64", "ebgan-autoencoder-cifar10", "ebgan-cifar10",
                          "ebgan-normalized-cifar10", "ebgan-pt-cifar10", "mnist-cgan"));
  for (const std::string& name : conditional()) EXPECT_EQ(loadRecipe(name).evaluation.sampleColumns, 10) << name;
}

const ReportedFigure* figure(const std::vector<ReportedFigure>& figures, const std::string& name, double epoch = -1) {
  for (const ReportedFigure& found : figures) {
    if (found.name == name && found.epoch.value_or(-1) == epoch) return &found;
  }
  return nullptr;
}

TEST(SeedRecipes, Gan101ReportsScoresAndLosses) {
  struct Row {
    const char* name;
    double fid, kid, discriminator, generator;
    bool mark;
  };
  for (const Row& row : {Row{"dcgan-1", 53.235623, 0.039666, 0.229398, 3.687913, true},
                         {"dcgan-3", 47.789308, 0.030753, 0.683071, 0.757343, true},
                         {"cgan-1", 36.450094, 0.020338, 0.110001, 6.623448, true},
                         {"cgan-3", 36.428541, 0.018707, 0.113654, 6.526493, true},
                         {"wgan-1", 129.074924, 0.085398, 0.515937, -0.469762, false},
                         {"wgan-2", 182.955915, 0.190047, 0.523048, -0.046282, false},
                         {"sadcgan-2", 49.595077, 0.032582, 0.634288, 0.931837, true},
                         {"dcgan-3-cosine", 46.440363, 0.02945601, 0.685025, 0.751231, true},
                         {"cgan-1-exponential", 32.555592, 0.01869066, 0.108475, 6.636795, true}}) {
    SCOPED_TRACE(row.name);
    const auto figures = reportedFigures(loadRecipe(row.name).about);
    ASSERT_EQ(figures.size(), 4u);
    EXPECT_EQ(figure(figures, "FID")->value, row.fid);
    EXPECT_EQ(figure(figures, "KID")->value, row.kid);
    EXPECT_EQ(figure(figures, "d_loss")->value, row.discriminator);
    EXPECT_EQ(figure(figures, "g_loss")->value, row.generator);
    EXPECT_EQ(figure(figures, "d_loss")->mark, row.mark);
    EXPECT_EQ(figure(figures, "g_loss")->mark, row.mark);
    EXPECT_FALSE(figure(figures, "FID")->mark);
  }
  for (const char* name : {"dcgan-4", "dcgan-5", "cgan-1-cosine", "cgan-1-exponential"})
    EXPECT_THAT(loadRecipe(name).about.reportedNote, HasSubstr("copy error")) << name;
}

TEST(SeedRecipes, OfOneDocumentReportEpochs) {
  for (const char* name : {"mlp-gan-minimax", "mlp-gan-nonsaturating"}) {
    const auto figures = reportedFigures(loadRecipe(name).about);
    ASSERT_NE(figure(figures, "d_loss", 70), nullptr) << name;
    EXPECT_FALSE(figure(figures, "d_loss", 70)->mark) << name;
    EXPECT_FALSE(figure(figures, "g_loss", 70)->mark) << name;
  }
  for (const char* name : {"mnist-gan", "mnist-wgan", "mnist-wgan-gp", "mnist-cgan"}) {
    const auto figures = reportedFigures(loadRecipe(name).about);
    ASSERT_EQ(figures.size(), 12u) << name;
    for (const double epoch : {1, 5, 10, 50, 100, 200}) {
      ASSERT_NE(figure(figures, "d_loss", epoch), nullptr) << name << epoch;
      EXPECT_EQ(figure(figures, "g_loss", epoch)->mark, name != std::string("mnist-wgan") || epoch != 100) << name;
    }
  }
  const auto wgan = reportedFigures(loadRecipe("mnist-wgan").about);
  EXPECT_EQ(figure(wgan, "d_loss", 1)->value, -3.244686);
  EXPECT_EQ(figure(wgan, "g_loss", 200)->value, -0.210387);
  EXPECT_EQ(figure(reportedFigures(loadRecipe("mnist-cgan").about), "d_loss", 200)->value, 0.096442);
}

TEST(SeedRecipes, TheDiffusionBaselineIsDdpms) {
  const Experiment e = loadRecipe("ddpm-baseline");
  EXPECT_EQ(e.diffusion, (Diffusion{1000, 1e-4, 0.02, 50}));
  EXPECT_TRUE(e.discriminator.layers.empty());
  const NetworkPlan plan = planOf("ddpm-baseline").generator;
  EXPECT_TRUE(plan.usesTimesteps());
  EXPECT_EQ(plan.layers.back().initialiser.kind, Initialiser::Kind::Zero);
  EXPECT_LT(plan.multiplyAdds(), 800'000'000);
  EXPECT_LT(plan.parameters(), 5'000'000);
}

}  // namespace
}  // namespace ganvas::config
