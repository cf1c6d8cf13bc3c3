#include "imaging/fitted_picture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/error_text.h"
#include "base/temporary_directory.h"
#include "imaging/picture_bytes.h"
#include "imaging/picture_file.h"
#include "imaging/sample_pictures.h"

namespace ganvas::imaging {
namespace {

using ::ganvas::testing::asText;
using ::ganvas::testing::errorOf;
using ::ganvas::testing::FileBytes;
using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Pixels = std::vector<std::uint8_t>;

// The JPEG with an EXIF block that holds nothing but the orientation.
FileBytes withOrientation(const FileBytes& jpeg, std::uint8_t orientation) {
  const FileBytes exif = {
      0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M',         0, 42, 0, 0, 0, 8,  // TIFF, big endian
      0,    1,    1, 18, 0,   3,   0,   0,   0, 1, 0,   orientation, 0, 0,  0, 0, 0, 0};
  FileBytes bytes(jpeg.begin(), jpeg.begin() + 2);
  bytes.insert(bytes.end(), exif.begin(), exif.end());
  bytes.insert(bytes.end(), jpeg.begin() + 2, jpeg.end());
  return bytes;
}

class FittedPicture : public ::testing::Test {
 protected:
  std::filesystem::path write(const FileBytes& bytes) {
    std::filesystem::remove(directory_ / "picture");
    std::ofstream(directory_ / "picture", std::ios::binary) << asText(bytes);
    return directory_ / "picture";
  }
  Pixels fit(const std::filesystem::path& file, int width, int height, int channels) {
    Pixels pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) *
                  static_cast<std::size_t>(channels));
    readFitted(file, width, height, channels, pixels);
    return pixels;
  }
  Pixels fit(const FileBytes& bytes, int width, int height, int channels) {
    return fit(write(bytes), width, height, channels);
  }
  Pixels fit(const Picture& picture, int width, int height, int channels) {
    writePng(directory_ / "picture.png", picture);
    return fit(directory_ / "picture.png", width, height, channels);
  }

  ganvas::testing::TemporaryDirectory directory_;
};

TEST_F(FittedPicture, AtItsOwnSizeAPictureStaysAsItIs) {
  EXPECT_EQ(fit(testing::kRgbPng, 3, 2, 3),
            (Pixels{255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 128, 0}));
  EXPECT_EQ(fit(testing::kGreyPng, 2, 2, 1), (Pixels{0, 85, 170, 255}));
}

TEST_F(FittedPicture, ChannelsAreMadeOrDropped) {
  EXPECT_EQ(fit(testing::kGreyPng, 2, 2, 3), (Pixels{0, 0, 0, 85, 85, 85, 170, 170, 170, 255, 255, 255}));
  // Luma of ITU-R BT.601: 0.299, 0.587, 0.114.
  const Pixels grey = fit(testing::kRgbPng, 3, 2, 1);
  const std::vector<double> luma = {76.2, 149.7, 29.1, 0, 255, 151.4};
  for (std::size_t i = 0; i < luma.size(); ++i) EXPECT_NEAR(grey[i], luma[i], 1) << i;
}

TEST_F(FittedPicture, SixteenBitsBecomeEight) {
  EXPECT_EQ(fit(testing::kGrey16Png, 2, 1, 1), (Pixels{0x12, 0xFE}));
}

TEST_F(FittedPicture, WhatIsTransparentLiesOnWhite) {
  const Pixels rgba = fit(testing::kRgbaPng, 2, 1, 3);
  EXPECT_THAT(Pixels(rgba.begin(), rgba.begin() + 3), ElementsAre(10, 20, 30));
  const double opacity = 128 / 255.0;
  for (std::size_t c = 0; c < 3; ++c) {
    EXPECT_NEAR(rgba[3 + c], opacity * (40 + 10 * static_cast<double>(c)) + (1 - opacity) * 255, 0.51);
  }
  EXPECT_THAT(fit(testing::kTransparentPalettePng, 2, 1, 3), ElementsAre(255, 255, 255, 1, 2, 3));
  EXPECT_THAT(fit(testing::kGreyAlphaPng, 2, 1, 1), ElementsAre(255, 0x33));
}

TEST_F(FittedPicture, ShrinkingAveragesByArea) {
  const Picture picture{4, 2, 1, {10, 20, 100, 200, 30, 40, 50, 250}};
  EXPECT_THAT(fit(picture, 2, 1, 1), ElementsAre(25, 150));
}

TEST_F(FittedPicture, GrowingIsSmooth) {
  const Pixels grown = fit(Picture{2, 1, 1, {0, 200}}, 16, 8, 1);
  EXPECT_LE(grown.front(), 5);
  EXPECT_GE(grown[15], 195);
  for (std::size_t x = 4; x < 12; ++x) EXPECT_GT(grown[x], grown[x - 1]) << x;  // no steps
}

TEST_F(FittedPicture, WhatSticksOutIsCutOffEvenly) {
  const Picture wide{6, 2, 1, {1, 1, 50, 60, 9, 9, 1, 1, 70, 80, 9, 9}};
  EXPECT_THAT(fit(wide, 2, 2, 1), ElementsAre(50, 60, 70, 80));
  const Picture high{1, 5, 1, {1, 1, 77, 9, 9}};
  EXPECT_THAT(fit(high, 1, 1, 1), ElementsAre(77));
  EXPECT_THAT(fit(high, 4, 4, 1), Each(77));
  EXPECT_EQ(fit(Picture{1000, 1, 1, Pixels(1000, 40)}, 1, 64, 1), Pixels(64, 40));
}

TEST_F(FittedPicture, JpegsAreDecodedSmallAndInTheRightPlace) {
  for (const int height : {1, 2, 4, 8, 32}) {  // decoded at an eighth, a quarter, a half and at full size
    const int width = 2 * height;
    const Pixels pixels = fit(testing::kHalvesJpeg, width, height, 3);
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        const std::uint8_t* at = pixels.data() + (y * width + x) * 3;
        EXPECT_NEAR(at[0], 2 * x < width ? 255 : 0, 4) << height << ' ' << x << ' ' << y;
        EXPECT_NEAR(at[2], 2 * x < width ? 0 : 255, 4) << height << ' ' << x << ' ' << y;
      }
    }
  }
  EXPECT_NEAR(fit(testing::kHalvesJpeg, 2, 1, 1)[0], 76, 3);
}

TEST_F(FittedPicture, TheOrientationOfAPhotographIsFollowed) {
  // 3: upside down. 6: to be turned right by a quarter, so that its left side is on top.
  const Pixels turned = fit(withOrientation(testing::kHalvesJpeg, 3), 2, 1, 3);
  EXPECT_NEAR(turned[2], 255, 4);
  EXPECT_NEAR(turned[3], 255, 4);
  for (const int side : {1, 16}) {
    const Pixels upright = fit(withOrientation(testing::kHalvesJpeg, 6), side, 2 * side, 3);
    EXPECT_NEAR(upright[0], 255, 4);
    EXPECT_NEAR(upright[upright.size() - 1], 255, 4);
    EXPECT_NEAR(upright[static_cast<std::size_t>(3 * (side - 1))], 255, 4);  // the whole first row is red
  }
}

TEST_F(FittedPicture, DamagedFilesAreErrorsThatNameThem) {
  EXPECT_THAT(errorOf([&] { fit(FileBytes{}, 2, 2, 3); }), AllOf(HasSubstr("empty"), HasSubstr("/picture")));
  FileBytes cut = testing::kHalvesJpeg;
  cut.resize(cut.size() / 2);
  EXPECT_THAT(errorOf([&] { fit(cut, 2, 2, 3); }), HasSubstr("truncated"));
  FileBytes broken = testing::kRgbPng;
  for (std::size_t i = 41; i + 12 < broken.size(); ++i) broken[i] = 0xAA;  // its pixels
  EXPECT_THAT(errorOf([&] { fit(broken, 2, 2, 3); }), HasSubstr("picture"));
}

TEST_F(FittedPicture, CheckingFindsWhatTheStartTells) {
  EXPECT_EQ((checkPicture(write(testing::kRgbPng)), 0), 0);
  EXPECT_THAT(errorOf([&] { checkPicture(write({})); }), HasSubstr("empty"));
  EXPECT_THAT(errorOf([&] { checkPicture(write({'h', 'i'})); }), HasSubstr("no picture"));
  EXPECT_THAT(errorOf([&] { checkPicture(directory_ / "none"); }), HasSubstr("none"));
  EXPECT_THAT(errorOf([&] { checkPicture(directory_.path()); }), HasSubstr("directory"));
  FileBytes png = testing::kRgbPng;  // 50,000 × 50,000
  png[18] = 0xC3, png[19] = 0x50, png[22] = 0xC3, png[23] = 0x50;
  EXPECT_THAT(errorOf([&] { checkPicture(write(png)); }), HasSubstr("50000×50000"));
  png.resize(1 << 20, 7);  // only its start is read
  EXPECT_THAT(errorOf([&] { checkPicture(write(png)); }), HasSubstr("50000×50000"));
  FileBytes jpeg = testing::kHalvesJpeg;
  jpeg.resize(1 << 20, 7);
  EXPECT_EQ((checkPicture(write(jpeg)), 0), 0);
  EXPECT_THAT(errorOf([&] { checkPicture(write(FileBytes(1 << 20, 'x'))); }), HasSubstr("no picture"));
}

}  // namespace
}  // namespace ganvas::imaging
