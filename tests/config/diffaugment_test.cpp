#include "config/diffaugment.h"

#include <gtest/gtest.h>

namespace ganvas::config {
namespace {

TEST(DiffAugment, ItsKindsAreNamesSeparatedByCommas) {
  EXPECT_EQ(parseDiffAugment(""), (DiffAugment{}));
  EXPECT_EQ(parseDiffAugment("  "), (DiffAugment{}));
  EXPECT_EQ(parseDiffAugment("colour"), (DiffAugment{true, false, false}));
  EXPECT_EQ(parseDiffAugment(" cutout ,translation"), (DiffAugment{false, true, true}));
  EXPECT_FALSE((DiffAugment{}).any());
  EXPECT_TRUE(parseDiffAugment("cutout")->any());
}

TEST(DiffAugment, AnythingElseIsNone) {
  for (const char* text : {"color", "colour,", ",", "colour cutout", "colour,,cutout", "Colour"}) {
    EXPECT_FALSE(parseDiffAugment(text)) << text;
  }
}

}  // namespace
}  // namespace ganvas::config
