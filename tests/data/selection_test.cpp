#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <numeric>
#include <set>

#include "base/error_text.h"
#include "base/random.h"
#include "data/preparation_draw.h"
#include "data/selection_classes.h"

namespace ganvas::data {
namespace {

using ::ganvas::testing::errorOf;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Places = std::vector<std::size_t>;

const std::vector<std::string> kNames = {"cat", "dog", "T-shirt/top", "7", "horse"};

TEST(ChosenClasses, AreNamesOrNumbers) {
  EXPECT_THAT(chosenClasses("dog,cat", kNames), ElementsAre(0, 1));
  EXPECT_THAT(chosenClasses(" T-shirt/top , 4,  4,horse,", kNames), ElementsAre(2, 4));
  EXPECT_THAT(chosenClasses("7", kNames), ElementsAre(3)) << "a name goes before a number";
  EXPECT_THAT(chosenClasses(" ", kNames), ElementsAre(0, 1, 2, 3, 4));
  EXPECT_THAT(chosenClasses("", {}), IsEmpty());
}

TEST(ChosenClasses, UnknownOnesNameTheMostSimilarFirst) {
  EXPECT_THAT(errorOf([] { chosenClasses("cat,hores", kNames); }),
              AllOf(HasSubstr("'hores'"), HasSubstr("There are: horse, "), HasSubstr("T-shirt/top"),
                    HasSubstr("preparation.classes"), HasSubstr("0 to 4")));
  EXPECT_THAT(errorOf([] { chosenClasses("5", kNames); }), HasSubstr("'5'"));
  EXPECT_THAT(errorOf([] { chosenClasses("-1", kNames); }), HasSubstr("'-1'"));
  EXPECT_THAT(errorOf([] { chosenClasses("cat", {}); }), HasSubstr("no labels"));
  std::vector<std::string> many;
  for (int i = 0; i < 100; ++i) many.push_back("class " + std::to_string(i));
  EXPECT_THAT(errorOf([&] { chosenClasses(std::string(100000, 'x'), many); }), HasSubstr("and 90 more"));
}

TEST(Draw, ASubsetIsOfTheSeed) {
  const Places subset = drawSubset(1000, 100, 7);
  EXPECT_EQ(subset.size(), 100U);
  EXPECT_TRUE(std::is_sorted(subset.begin(), subset.end()));
  EXPECT_EQ(std::set(subset.begin(), subset.end()).size(), 100U) << "each once";
  EXPECT_EQ(drawSubset(1000, 100, 7), subset);
  EXPECT_NE(drawSubset(1000, 100, 8), subset);
  const double mean = std::accumulate(subset.begin(), subset.end(), 0.0) / 100;
  EXPECT_NEAR(mean, 500, 4 * 289 / 10.0) << "evenly of all: four standard errors";
  EXPECT_THAT(drawSubset(3, 3, 1), ElementsAre(0, 1, 2));
  EXPECT_THAT(drawSubset(3, 9, 1), ElementsAre(0, 1, 2));
}

TEST(Draw, CopiesAreDrawnWithReplacement) {
  const Places copies = drawCopies(1000, 1.5, 7);
  EXPECT_EQ(copies.size(), 1500U);
  EXPECT_LT(copies.back(), 1000U);
  const auto distinct = std::set(copies.begin(), copies.end()).size();
  EXPECT_NEAR(static_cast<double>(distinct), 1000 * (1 - std::exp(-1.5)), 60);
  EXPECT_EQ(drawCopies(1000, 1.5, 7), copies);
  EXPECT_NE(drawCopies(1000, 1.5, 6), copies);
}

TEST(Draw, BalancingBringsEachClassToTheLargest) {
  const std::vector<std::int32_t> labels = {0, 0, 0, 0, 0, 1, 1, 3};  // no picture of class 2
  const Places places = drawBalanced(labels, 3);
  std::map<std::int32_t, int> counts;
  for (const std::size_t place : places) ++counts[labels[place]];
  EXPECT_EQ(counts, (std::map<std::int32_t, int>{{0, 5}, {1, 5}, {3, 5}}));
  EXPECT_EQ(std::set(places.begin(), places.end()).size(), labels.size()) << "nothing is lost";
  EXPECT_EQ(drawBalanced(labels, 3), places);
}

}  // namespace
}  // namespace ganvas::data
