#include "config/recipes.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "base/error_text.h"
#include "base/files.h"
#include "base/temporary_directory.h"
#include "config/toml.h"

namespace ganvas::config {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using testing::EnvironmentVariable;
using testing::errorOf;
using ::testing::HasSubstr;
using testing::TemporaryDirectory;

// A user with an empty configuration directory.
class Recipes : public ::testing::Test {
 protected:
  Recipes() { fs::create_directories(folder_); }

  void write(const std::string& name, const std::string& text) { writeFileAtomically(folder_ / name, text); }

  TemporaryDirectory directory_;
  EnvironmentVariable variable_{"XDG_CONFIG_HOME", directory_.path().c_str()};
  fs::path folder_ = directory_.path() / "ganvas" / "recipes";
};

std::vector<std::string> names(const std::vector<Recipe>& all) {
  std::vector<std::string> result;
  for (const Recipe& recipe : all) result.push_back(recipe.name);
  return result;
}

TEST_F(Recipes, EmbeddedOnesComeQuickstartFirst) {
  const auto all = names(recipes());
  ASSERT_FALSE(all.empty());
  EXPECT_EQ(all.front(), "quickstart");
  EXPECT_TRUE(std::is_sorted(all.begin() + 1, all.end()));
  EXPECT_THAT(all, ::testing::IsSupersetOf({"quickstart", "mlp-gan-minimax", "dcgan-3", "ddpm-baseline"}));
}

TEST_F(Recipes, EmbeddedOnesAreTheFiles) {
  for (const Recipe& recipe : recipes()) {
    const fs::path file = fs::path(GANVAS_SOURCE_DIR) / "resources" / "recipes" / (recipe.name + ".toml");
    EXPECT_EQ(recipe.experiment, readTomlFile(file));
    EXPECT_EQ(recipe.experiment.about.name, recipe.name);
    EXPECT_FALSE(recipe.experiment.about.description.empty());
    EXPECT_TRUE(recipe.file.empty());
  }
}

TEST_F(Recipes, KnowTheirDocument) {
  EXPECT_EQ(documentOf("Seed document 001 (GAN-101 on CIFAR-10), CGAN 1"), "Seed document 001 (GAN-101 on CIFAR-10)");
  EXPECT_EQ(documentOf("Seed document 003 (GAN, WGAN on MNIST), WGAN; X"), "Seed document 003 (GAN, WGAN on MNIST)");
  EXPECT_EQ(documentOf("Goodfellow 2014; something"), "Goodfellow 2014");
  EXPECT_EQ(documentOf("Goodfellow 2014"), "Goodfellow 2014");
  EXPECT_EQ(documentOf(""), "");
}

TEST_F(Recipes, QuickstartSaysWhatTheFileSays) {
  const Experiment quickstart = loadRecipe("quickstart");
  EXPECT_EQ(quickstart.generator.latent, 64);
  EXPECT_EQ(quickstart.generator.emaDecay, 0.99);
  EXPECT_EQ(quickstart.generator.layers[3], "conv_transpose 64 k4 s2 no_bias init=normal:0.02");
  EXPECT_EQ(quickstart.generatorOptimiser.learningRate, 5e-4);
  EXPECT_EQ(quickstart.schedule.steps, 2000);
  EXPECT_EQ(quickstart.checkpoints.keepEvery, 0);
}

TEST_F(Recipes, TheUsersOwnAreAddedAndReplace) {
  write("mine.toml", "[about]\nname = \"mine\"");
  write("dcgan-3.toml", "[schedule]\nbatch_size = 3");
  write("notes.txt", "no recipe");
  const std::size_t embedded = names(recipes()).size() - 1;
  const auto all = recipes();
  EXPECT_EQ(all.size(), embedded + 1);
  EXPECT_EQ(all.back().name, "mine");
  EXPECT_EQ(all.back().file, folder_ / "mine.toml");
  const auto own = std::find_if(all.begin(), all.end(), [](const Recipe& r) { return r.name == "dcgan-3"; });
  EXPECT_EQ(own->experiment.schedule.batchSize, 3);
  EXPECT_EQ(loadRecipe("dcgan-3").schedule.batchSize, 3);
  EXPECT_EQ(loadRecipe("mine").about.name, "mine");
}

TEST_F(Recipes, BrokenFilesAreToldAndTheOthersListed) {
  write("bad.toml", "seed = 1\nsede = 1");
  write("dcgan-3.toml", "[schedule");
  fs::create_directory(folder_ / "folder.toml");
  write("mine.toml", "");
  std::vector<BrokenRecipe> broken;
  const auto all = recipes(&broken);
  EXPECT_THAT(names(all), ::testing::IsSupersetOf({"quickstart", "dcgan-3", "mine"}));
  ASSERT_EQ(broken.size(), 3u);
  EXPECT_EQ(broken[0].file, folder_ / "bad.toml");
  EXPECT_THAT(broken[0].reason, AllOf(HasSubstr("bad.toml:2"), HasSubstr("sede")));
  EXPECT_THAT(errorOf([] { loadRecipe("dcgan-3"); }), HasSubstr("dcgan-3.toml:1"));
  EXPECT_EQ(recipes().size(), all.size());
}

TEST_F(Recipes, LoadTakesFilesToo) {
  const fs::path file = directory_ / "other.toml";
  writeFileAtomically(file, "seed = 42");
  writeFileAtomically(directory_ / "plain", "seed = 43");
  EXPECT_EQ(loadRecipe(file.string()).seed, 42);
  EXPECT_EQ(loadRecipe((directory_ / "plain").string()).seed, 43);
  EXPECT_THAT(errorOf([&] { loadRecipe((directory_ / "none.toml").string()); }), HasSubstr("No such file"));
}

TEST_F(Recipes, UnknownNamesSuggestTheNearest) {
  EXPECT_THAT(errorOf([] { loadRecipe("quickstrat"); }),
              AllOf(HasSubstr("quickstrat"), HasSubstr("Did you mean quickstart?"), HasSubstr("dcgan-3")));
  EXPECT_THAT(errorOf([] { loadRecipe("sadcgan-3"); }), HasSubstr("Did you mean sadcgan-1?"));
  EXPECT_THAT(errorOf([] { loadRecipe("ebgan-pt"); }), HasSubstr("Did you mean ebgan-pt-cifar10?"));
  EXPECT_THAT(errorOf([] { loadRecipe("ddpm_baseline"); }), HasSubstr("Did you mean ddpm-baseline?"));
  EXPECT_THAT(errorOf([] { loadRecipe("cgan-1-exponental"); }), HasSubstr("Did you mean cgan-1-exponential?"));
  EXPECT_NE(errorOf([] { loadRecipe(""); }), "");
}

TEST_F(Recipes, AUserWithoutDirectoriesHasTheEmbeddedOnes) {
  fs::remove_all(directory_.path() / "ganvas");
  std::vector<BrokenRecipe> broken;
  EXPECT_GE(recipes(&broken).size(), 4u);
  EXPECT_TRUE(broken.empty());
}

}  // namespace
}  // namespace ganvas::config
