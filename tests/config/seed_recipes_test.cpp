// Every system of the seed documents is a recipe, and plays for what its document says.
#include <gmock/gmock.h>

#include <set>
#include <utility>

#include "config/network_plan.h"
#include "config/recipes.h"
#include "config/reported.h"
#include "config/seed_recipes.h"

namespace ganvas::config {
namespace {

using ::testing::HasSubstr;
using testing::pictureOf;
using testing::planOf;

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
      {"dcgan-3-no-outliers", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"dcgan-3-sharpened", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"dcgan-3-oversampled", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"cgan-1-no-outliers", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"cgan-1-sharpened", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"cgan-1-oversampled", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"dcgan-3-augmented", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"dcgan-3-cutmix", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"cgan-1-augmented", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"cgan-1-cutmix", "001", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200, 1, half},
      {"ddpm-baseline", "001", "denoising", "adam", 2e-4, 0.9, 100, 64, 200},
      {"mlp-gan-minimax", "002", "minimax", "adam", 2e-4, 0.5, 100, 128, 70, half},
      {"mlp-gan-nonsaturating", "002", "non-saturating", "adam", 2e-4, 0.5, 100, 128, 70, half},
      {"mnist-gan", "003", "non-saturating", "adam", 2e-4, 0.5, 100, 128, 200, 1, half},
      {"mnist-wgan", "003", "wasserstein", "rmsprop", 5e-5, 0.5, 100, 128, 200},
      {"mnist-wgan-gp", "003", "wasserstein", "adam", 1e-4, 0.0, 100, 128, 200},
      {"mnist-cgan", "003", "least-squares", "adam", 2e-4, 0.5, 100, 128, 200, 1, half},
      {"dogs-dcgan-64", "004", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200},
      {"dogs-cgan-64", "004", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200},
      {"dogs-dcgan-64-boxes", "004", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200},
      {"dogs-cgan-64-boxes", "004", "non-saturating", "adam", 2e-4, 0.5, 128, 128, 200},
  };
  return all;
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

// The same networks on a set that is prepared otherwise.
TEST(SeedRecipes, PreparationsAreAllThatTheseImprovementsChange) {
  Preparation filtered, sharpened, oversampled;
  filtered.outliers = 0.05;
  sharpened.sharpen = "unsharp";
  oversampled.oversample = "copies";
  for (const std::string base : {"dcgan-3", "cgan-1"}) {
    Experiment wanted = loadRecipe(base);
    for (const auto& [name, preparation] :
         {std::pair{"-no-outliers", filtered}, {"-sharpened", sharpened}, {"-oversampled", oversampled}}) {
      const Experiment improved = loadRecipe(base + name);
      wanted.about = improved.about;
      wanted.preparation = preparation;
      EXPECT_EQ(improved, wanted) << base << name;
    }
  }
}

// An improvement is its base with one part of the experiment changed.
TEST(SeedRecipes, ImprovementsDifferFromTheirBaseInOnePartOnly) {
  const auto with = [](const std::string& base, const Augmentation& augmentation, const std::string& name) {
    Experiment e = loadRecipe(base);
    e.augmentation = augmentation;
    e.about = loadRecipe(name).about;
    return e;
  };
  Augmentation turned, mixed;
  turned.rotation = 15;
  turned.shift = 0.1;
  turned.flip = 0.5;
  mixed.cutmix = 1;
  for (const std::string base : {"dcgan-3", "cgan-1"}) {
    EXPECT_EQ(loadRecipe(base + "-augmented"), with(base, turned, base + "-augmented"));
    EXPECT_EQ(loadRecipe(base + "-cutmix"), with(base, mixed, base + "-cutmix"));
  }
  for (const std::string base : {"dogs-dcgan-64", "dogs-cgan-64"}) {
    EXPECT_EQ(loadRecipe(base + "-boxes"), with(base, {}, base + "-boxes"));  // the user names the boxes
  }
}

TEST(SeedRecipes, LogitsAndPictures) {
  for (const System& system : systems()) {
    const ExperimentPlan plan = planOf(system.name);
    for (const LayerPlan& layer : plan.discriminator.layers) EXPECT_NE(layer.kind, LayerKind::Sigmoid) << system.name;
    if (system.name == "ddpm-baseline") continue;  // ends in noise, which has no bounds
    EXPECT_EQ(plan.generator.layers.back().kind, LayerKind::Tanh) << system.name;
  }
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

std::set<std::string> conditional() {
  std::set<std::string> names;
  for (const System& system : systems()) {
    if (planOf(system.name).generator.usesLabels()) names.insert(system.name);
  }
  return names;
}

TEST(SeedRecipes, ConditionalOnesShowAClassInEachColumn) {
  EXPECT_THAT(conditional(),
              ::testing::ElementsAre("cgan-1", "cgan-1-augmented", "cgan-1-cosine", "cgan-1-cutmix",
                                     "cgan-1-exponential", "cgan-1-no-outliers", "cgan-1-oversampled",
                                     "cgan-1-sharpened", "cgan-2", "cgan-3", "cgan-bce-cifar10", "cgan-test",
                                     "dogs-cgan-64", "dogs-cgan-64-boxes", "ebgan-autoencoder-cifar10", "ebgan-cifar10",
                                     "ebgan-normalized-cifar10", "ebgan-pt-cifar10", "mnist-cgan"));
  for (const std::string& name : conditional()) EXPECT_EQ(loadRecipe(name).evaluation.sampleColumns, 10) << name;
}

}  // namespace
}  // namespace ganvas::config
