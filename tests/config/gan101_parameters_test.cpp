// The recipes' counts against those of tests/golden/gan101-parameters, which a script works out by itself.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "config/network_plan.h"
#include "config/recipes.h"

namespace ganvas::config {
namespace {

TEST(Gan101, ParametersAreThoseOfTheKerasFormulas) {
  std::ifstream table(std::filesystem::path(GANVAS_SOURCE_DIR) / "tests/golden/gan101-parameters/counts.tsv");
  std::string line;
  ASSERT_TRUE(std::getline(table, line));
  std::size_t rows = 0;
  while (std::getline(table, line)) {
    std::istringstream words(line);
    std::string model;
    std::int64_t generator = 0, discriminator = 0;
    ASSERT_TRUE(words >> model >> generator >> discriminator) << line;
    const ExperimentPlan plan = planExperiment(loadRecipe(model), Shape::picture(32, 32, 3), 10);
    EXPECT_EQ(plan.generator.parameters(), generator) << model;
    EXPECT_EQ(plan.discriminator.parameters(), discriminator) << model;
    ++rows;
  }
  EXPECT_EQ(rows, 13u);
}

}  // namespace
}  // namespace ganvas::config
