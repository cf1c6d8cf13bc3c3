#include "imaging/contact_sheet.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "base/error_text.h"

namespace ganvas::imaging {
namespace {

using ::ganvas::testing::errorOf;
using ::testing::HasSubstr;

// Three grey pictures of 2×1: (1 2), (3 4), (5 6).
const ImageBatch kGrey{2, 1, 1, {1, 2, 3, 4, 5, 6}, {}};

TEST(ContactSheet, LaysPicturesOutRowByRow) {
  const Picture sheet = contactSheet(kGrey, {.columns = 2, .margin = 1, .scale = 1, .background = 9});
  EXPECT_EQ(sheet.width, 7);
  EXPECT_EQ(sheet.height, 5);
  EXPECT_EQ(sheet.channels, 1);
  const std::vector<std::uint8_t> expected = {
      9, 9, 9, 9, 9, 9, 9,  //
      9, 1, 2, 9, 3, 4, 9,  //
      9, 9, 9, 9, 9, 9, 9,  //
      9, 5, 6, 9, 9, 9, 9,  //
      9, 9, 9, 9, 9, 9, 9,  //
  };
  EXPECT_EQ(sheet.pixels, expected);
}

TEST(ContactSheet, LiesAsTheSheetLayoutSays) {
  const ImageBatch four{2, 1, 1, {1, 1, 2, 2, 3, 3, 4, 4}, {}};
  const Picture sheet = contactSheet(four, {.columns = 2});
  const auto layout = sheetLayout(sheet.width, sheet.height, 2, 2);
  ASSERT_TRUE(layout);
  EXPECT_EQ(*layout, (SheetLayout{.rows = 2, .columns = 2, .width = 2, .height = 1, .margin = kSheetMargin}));
  for (int y = 0; y < sheet.height; ++y) {
    for (int x = 0; x < sheet.width; ++x) {
      const int pixel = sheet.pixels[static_cast<std::size_t>(y * sheet.width + x)];
      EXPECT_EQ(layout->pictureAt(x, y), pixel == 255 ? -1 : pixel - 1) << x << ", " << y;
    }
  }
  EXPECT_FALSE(sheetLayout(sheet.width, sheet.height, 2, 3));
}

TEST(ContactSheet, ScalesAndDoesWithoutMargin) {
  const Picture sheet = contactSheet(kGrey, {.columns = 1, .margin = 0, .scale = 2, .background = 0});
  const std::vector<std::uint8_t> expected = {1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4, 5, 5, 6, 6, 5, 5, 6, 6};
  EXPECT_EQ(sheet, (Picture{4, 6, 1, expected}));
}

TEST(ContactSheet, KeepsColours) {
  const ImageBatch batch{1, 1, 3, {10, 20, 30, 40, 50, 60}, {}};
  const Picture sheet = contactSheet(batch, {.columns = 2, .margin = 1, .scale = 1, .background = 255});
  EXPECT_EQ(sheet.width, 5);
  EXPECT_EQ(sheet.height, 3);
  const std::vector<std::uint8_t> middle(sheet.pixels.begin() + 15, sheet.pixels.begin() + 30);
  EXPECT_EQ(middle, (std::vector<std::uint8_t>{255, 255, 255, 10, 20, 30, 255, 255, 255, 40, 50, 60, 255, 255, 255}));
}

TEST(ContactSheet, FewerPicturesThanColumnsLeaveEmptyCells) {
  const Picture sheet = contactSheet(kGrey, {.columns = 5, .margin = 0, .scale = 1, .background = 7});
  EXPECT_EQ(sheet, (Picture{10, 1, 1, {1, 2, 3, 4, 5, 6, 7, 7, 7, 7}}));
}

TEST(ContactSheet, AnEmptyBatchGivesAnEmptyPicture) {
  EXPECT_EQ(contactSheet(ImageBatch{}, {}), Picture{});
  EXPECT_EQ(contactSheet(ImageBatch{28, 28, 1, {}, {}}, {}), Picture{});
}

TEST(ContactSheet, NonsenseIsRefused) {
  EXPECT_THAT(errorOf([] { contactSheet(kGrey, {.columns = 0}); }), HasSubstr("column"));
  EXPECT_THAT(errorOf([] { contactSheet(kGrey, {.margin = -1}); }), HasSubstr("margin"));
  EXPECT_THAT(errorOf([] { contactSheet(kGrey, {.scale = 0}); }), HasSubstr("scale"));
  EXPECT_THAT(errorOf([] { contactSheet(ImageBatch{2, 2, 1, {1, 2, 3}, {}}, {}); }), HasSubstr("whole number"));
  EXPECT_THAT(errorOf([] { contactSheet(ImageBatch{2, 2, 2, {1, 2}, {}}, {}); }), HasSubstr("1 or 3 channels"));
}

TEST(ContactSheet, SheetsTooLargeForMemoryAreRefused) {
  constexpr int largest = std::numeric_limits<int>::max();
  EXPECT_THAT(errorOf([] { contactSheet(kGrey, {.columns = largest}); }), HasSubstr("268435456"));
  EXPECT_THAT(errorOf([] { contactSheet(kGrey, {.margin = largest}); }), HasSubstr("268435456"));
  EXPECT_THAT(errorOf([] { contactSheet(kGrey, {.scale = largest}); }), HasSubstr("268435456"));
}

}  // namespace
}  // namespace ganvas::imaging
