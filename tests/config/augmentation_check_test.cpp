#include "config/augmentation_check.h"

#include <gmock/gmock.h>

#include "base/error_text.h"
#include "config/diffaugment.h"
#include "config/network_plan.h"
#include "config/parameter.h"
#include "config/recipes.h"

namespace ganvas::config {
namespace {

using ::testing::AllOf;
using testing::errorOf;
using ::testing::HasSubstr;

Experiment adaptive(const std::string& loss) {
  Experiment e;
  e.objective.loss = loss;
  e.augmentation.adaTarget = 0.6;
  e.augmentation.diffaugment = "colour";
  return e;
}

TEST(AugmentationCheck, AdaNeedsALossThatGivesTheSignAMeaning) {
  for (const char* loss : {"minimax", "non-saturating", "hinge"}) EXPECT_NO_THROW(checkAugmentation(adaptive(loss)));
  for (const char* loss : {"least-squares", "wasserstein", "energy"}) {
    EXPECT_THAT(errorOf([&] { checkAugmentation(adaptive(loss)); }),
                AllOf(HasSubstr("augmentation.ada_target"), HasSubstr(loss), HasSubstr("hinge")));
    Experiment without = adaptive(loss);
    without.augmentation.adaTarget = 0;
    EXPECT_NO_THROW(checkAugmentation(without));
  }
}

TEST(AugmentationCheck, AdaNeedsSomethingToSteer) {
  Experiment e = adaptive("hinge");
  for (const char* none : {"", " "}) {
    e.augmentation.diffaugment = none;
    EXPECT_THAT(errorOf([&] { checkAugmentation(e); }),
                AllOf(HasSubstr("augmentation.ada_target"), HasSubstr("augmentation.diffaugment")));
  }
  e.augmentation.cutmix = 1;  // is made whatever p is
  EXPECT_NE(errorOf([&] { checkAugmentation(e); }), "");
  e.augmentation.zoom = 0.1;
  EXPECT_NO_THROW(checkAugmentation(e));
}

TEST(AugmentationCheck, IsPartOfAnExperimentsCheck) {
  Experiment e = loadRecipe("wgan-1");
  e.augmentation = adaptive("").augmentation;
  EXPECT_THAT(errorOf([&] { planExperiment(e, Shape::picture(32, 32, 3), 10); }), HasSubstr("augmentation.ada_target"));
  Experiment denoiser = loadRecipe("ddpm-baseline");  // sees no augmentation
  denoiser.augmentation = e.augmentation;
  EXPECT_NO_THROW(planExperiment(denoiser, Shape::picture(32, 32, 3), 10));
}

TEST(DiffAugmentNames, ComeInAnyOrderWithSpacesOrNone) {
  EXPECT_EQ(parseDiffAugment(""), DiffAugment{});
  EXPECT_EQ(parseDiffAugment(" \t"), DiffAugment{});
  EXPECT_EQ(parseDiffAugment("cutout"), (DiffAugment{false, false, true}));
  EXPECT_EQ(parseDiffAugment(" translation ,colour"), (DiffAugment{true, true, false}));
  EXPECT_EQ(parseDiffAugment("colour,translation,cutout"), (DiffAugment{true, true, true}));
  for (const char* wrong : {"color", "colour,", ",", "colour translation", "Colour", "colour;cutout"}) {
    EXPECT_EQ(parseDiffAugment(wrong), std::nullopt) << wrong;
  }
}

TEST(AugmentationParameters, SayWhatTheyTake) {
  Experiment e;
  setFromText(e, "augmentation.diffaugment=colour, cutout", "--set");
  EXPECT_EQ(e.augmentation.diffaugment, "colour, cutout");
  EXPECT_THAT(errorOf([&] { setFromText(e, "augmentation.diffaugment=blur", "--set"); }),
              AllOf(HasSubstr("blur"), HasSubstr("of colour, translation, cutout")));
  EXPECT_NE(errorOf([&] { setFromText(e, "augmentation.shift=0.6", "--set"); }), "");
  const Parameter* length = findParameter("augmentation.ada_length");
  EXPECT_FALSE(length->appliesTo(e));
  e.augmentation.adaTarget = 0.6;
  EXPECT_TRUE(length->appliesTo(e));
  e.objective.loss = "denoising";
  for (const Parameter& parameter : parameters()) {
    const bool ours = parameter.key.starts_with("augmentation.");
    EXPECT_FALSE(ours && parameter.appliesTo(e)) << parameter.key;
  }
}

}  // namespace
}  // namespace ganvas::config
