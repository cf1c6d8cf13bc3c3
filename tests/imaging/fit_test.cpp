#include "imaging/fit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/error_text.h"
#include "base/temporary_directory.h"
#include "imaging/made_tiff.h"
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
  static Pixels fit(const std::string& bytes, const FitOptions& options) {
    Pixels pixels(static_cast<std::size_t>(options.width) * static_cast<std::size_t>(options.height) *
                  static_cast<std::size_t>(options.channels));
    decodeFitted(bytes, "the picture", options, pixels);
    return pixels;
  }
  static Pixels fit(const FileBytes& bytes, int width, int height, int channels) {
    return fit(asText(bytes), {width, height, channels, Fit::Centre, {}});
  }
  static Pixels fit(const Picture& picture, int width, int height, int channels) {
    return fit(encodePng(picture), {width, height, channels, Fit::Centre, {}});
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

// A grey picture of 3×2 pixels, 1 2 3 / 4 5 6, as each orientation turns it.
const std::vector<std::pair<int, Pixels>> kTurned = {
    {1, {1, 2, 3, 4, 5, 6}}, {2, {3, 2, 1, 6, 5, 4}}, {3, {6, 5, 4, 3, 2, 1}}, {4, {4, 5, 6, 1, 2, 3}},
    {5, {1, 4, 2, 5, 3, 6}}, {6, {4, 1, 5, 2, 6, 3}}, {7, {6, 3, 5, 2, 4, 1}}, {8, {3, 6, 2, 5, 1, 4}}};

// The PNG with an eXIf chunk that holds nothing but the orientation. Decoders want the checksum right.
std::string withOrientation(const std::string& png, int orientation) {
  std::string chunk = "eXIf" + std::string("MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 19) +
                      static_cast<char>(orientation) + std::string(6, '\0');
  std::uint32_t sum = 0xFFFFFFFF;
  for (const char byte : chunk) {
    sum ^= static_cast<std::uint8_t>(byte);
    for (int bit = 0; bit < 8; ++bit) sum = sum >> 1 ^ (sum & 1 ? 0xEDB88320 : 0);
  }
  sum = ~sum;
  chunk = std::string("\0\0\0\x1a", 4) + chunk;
  for (int shift = 24; shift >= 0; shift -= 8) chunk += static_cast<char>(sum >> shift & 0xFF);
  return png.substr(0, 33) + chunk + png.substr(33);  // behind the header's chunk
}

TEST_F(FittedPicture, AllEightOrientationsAreFollowed) {
  const std::string png = encodePng({3, 2, 1, {1, 2, 3, 4, 5, 6}});
  for (const auto& [orientation, turned] : kTurned) {
    SCOPED_TRACE(orientation);
    const int width = orientation < 5 ? 3 : 2, height = 5 - width;
    const FitOptions options{width, height, 1, Fit::Stretch, {}};
    for (const bool bigEndian : {false, true}) {
      const std::string tiff =
          testing::makeTiff({3, 2, 1, 8, static_cast<std::uint16_t>(orientation), 0, bigEndian}, {1, 2, 3, 4, 5, 6});
      EXPECT_EQ(fit(tiff, options), turned);
      EXPECT_EQ(lookAtPicture(tiff, "").width, width);
    }
    const std::string turnedPng = withOrientation(png, orientation);
    EXPECT_EQ(fit(turnedPng, options), turned);
    EXPECT_EQ(lookAtPicture(turnedPng, "").height, height);
    const std::string jpeg = asText(withOrientation(testing::kHalvesJpeg, static_cast<std::uint8_t>(orientation)));
    EXPECT_EQ(lookAtPicture(jpeg, "").width, orientation < 5 ? 64 : 32);
    // The red half is left, right, on top or at the bottom.
    const Pixels small = fit(jpeg, {width - 1, height - 1, 3, Fit::Stretch, {}});
    const bool redFirst = orientation == 1 || orientation == 4 || orientation == 5 || orientation == 6;
    EXPECT_NEAR(small[0], redFirst ? 255 : 0, 4);
    EXPECT_NEAR(small[3], redFirst ? 0 : 255, 4);
  }
  std::string webp = std::string("RIFF\x38\0\0\0WEBPVP8X\x0a\0\0\0\x08\0\0\0\x04\0\0\x02\0\0", 30);  // 5×3
  webp += std::string("EXIF\x1a\0\0\0", 8) + std::string("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0", 20) +
          std::string(6, '\0');
  EXPECT_EQ(lookAtPicture(webp, "").width, 3);
  EXPECT_EQ(lookAtPicture(webp, "").height, 5);
}

TEST_F(FittedPicture, PartsAreCutAtTheBorder) {
  const std::string png = encodePng({4, 3, 1, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}});
  const auto part = [&](int left, int top, int width, int height, int toWidth, int toHeight) {
    return fit(png, {toWidth, toHeight, 1, Fit::Centre, {left, top, width, height}});
  };
  EXPECT_THAT(part(1, 1, 2, 2, 2, 2), ElementsAre(6, 7, 10, 11));
  EXPECT_THAT(part(-5, -1, 7, 3, 2, 2), ElementsAre(1, 2, 5, 6));
  EXPECT_THAT(part(3, 1, 1000, 1000, 1, 2), ElementsAre(8, 12));
  EXPECT_THAT(part(2, 2, 2147483647, 2147483647, 2, 1), ElementsAre(11, 12));
  for (const Part outside : {Part{4, 0, 2, 2}, Part{0, -3, 2, 3}, Part{1, 1, -1, 1}, Part{1, 1, 1, 0}}) {
    EXPECT_THAT(errorOf([&] { part(outside.left, outside.top, outside.width, outside.height, 2, 2); }),
                AllOf(HasSubstr("outside"), HasSubstr("4×3"), HasSubstr("the picture")));
  }
  const std::string turned = withOrientation(png, 6);  // 9 5 1 / 10 6 2 / 11 7 3 / 12 8 4
  EXPECT_THAT(fit(turned, {2, 2, 1, Fit::Centre, {1, 0, 2, 2}}), ElementsAre(5, 1, 6, 2));
}

// Decoded at an eighth, a quarter, a half and at full size a part is the same one.
TEST_F(FittedPicture, PartsOfAJpegLieInTheRightPlace) {
  for (const int side : {1, 2, 4, 8, 16}) {
    const Pixels red = fit(asText(testing::kHalvesJpeg), {side, side, 3, Fit::Centre, {8, 16, 16, 16}});
    const Pixels blue = fit(asText(testing::kHalvesJpeg), {side, side, 3, Fit::Centre, {32, 0, 32, 32}});
    for (std::size_t i = 0; i < red.size(); i += 3) {
      EXPECT_NEAR(red[i], 255, 4) << side;
      EXPECT_NEAR(blue[i + 2], 255, 4) << side;
    }
  }
}

TEST_F(FittedPicture, StretchedAndLetterboxed) {
  const std::string wide = encodePng({4, 2, 1, {10, 20, 100, 200, 30, 40, 50, 250}});
  EXPECT_THAT(fit(wide, {2, 2, 1, Fit::Stretch, {}}), ElementsAre(15, 150, 35, 150));
  EXPECT_THAT(fit(wide, {2, 3, 1, Fit::Letterbox, {}}), ElementsAre(0, 0, 25, 150, 0, 0));
  EXPECT_THAT(fit(wide, {2, 1, 3, Fit::Letterbox, {}}), ElementsAre(25, 25, 25, 150, 150, 150));
  const std::string high = encodePng({1, 4, 1, {8, 8, 8, 8}});
  EXPECT_THAT(fit(high, {3, 4, 1, Fit::Letterbox, {}}), ElementsAre(0, 8, 0, 0, 8, 0, 0, 8, 0, 0, 8, 0));
  // Shrinks along one side (by area: the mean of black and white), grows along the other.
  Pixels stripes(64);
  for (std::size_t i = 0; i < stripes.size(); ++i) stripes[i] = i % 2 == 0 ? 0 : 200;
  EXPECT_THAT(fit(encodePng({64, 1, 1, stripes}), {2, 4, 1, Fit::Stretch, {}}), Each(100));
}

TEST_F(FittedPicture, TiffsAreRead) {
  const FitOptions grey{2, 1, 1, Fit::Centre, {}}, colour{2, 1, 3, Fit::Centre, {}};
  EXPECT_THAT(fit(testing::makeTiff({2, 1, 1}, {7, 250}), grey), ElementsAre(7, 250));
  EXPECT_THAT(fit(testing::makeTiff({2, 1, 3}, {1, 2, 3, 200, 100, 50}), colour), ElementsAre(1, 2, 3, 200, 100, 50));
  for (const bool bigEndian : {false, true}) {
    const std::string deep = testing::makeTiff({2, 1, 1, 16, 0, 0, bigEndian}, {0x1212, 0xFEFE});
    EXPECT_THAT(fit(deep, grey), ElementsAre(0x12, 0xFE));
    const std::string deepColour = testing::makeTiff({2, 1, 3, 16, 0, 0, bigEndian}, {257, 514, 771, 0, 65535, 0});
    EXPECT_THAT(fit(deepColour, colour), ElementsAre(1, 2, 3, 0, 255, 0));
  }
  for (const std::uint16_t bits : {8, 16}) {  // 2: alpha that the colours are not multiplied with
    const auto full = static_cast<std::uint16_t>(bits == 8 ? 255 : 65535);
    const std::string alpha = testing::makeTiff({2, 1, 4, bits, 0, 2}, {0, full, 0, full, 0, full, 0, 0});
    EXPECT_THAT(fit(alpha, colour), ElementsAre(0, 255, 0, 255, 255, 255)) << bits;
  }
  std::string big = testing::makeTiff({2, 1, 1}, {7, 250});
  big[2] = 43;  // BigTIFF
  EXPECT_THAT(errorOf([&] { fit(big, grey); }), HasSubstr("TIFF"));
}

TEST_F(FittedPicture, PrintersColoursAreTurnedIntoLight) {
  const Pixels red = fit(testing::kRedCmykJpeg, 1, 1, 3);
  EXPECT_NEAR(red[0], 255, 3);
  EXPECT_NEAR(red[1], 0, 3);
  EXPECT_NEAR(red[2], 0, 3);
  EXPECT_NEAR(fit(testing::kRedCmykJpeg, 8, 8, 1)[0], 76, 3);
}

TEST_F(FittedPicture, CutAndDamagedTiffsAreErrorsOrPictures) {
  const std::string good = testing::makeTiff({3, 2, 3, 8, 6}, std::vector<std::uint16_t>(18, 99));
  const FitOptions options{2, 2, 3, Fit::Centre, {}};
  for (std::size_t length = 0; length < good.size(); ++length) {
    EXPECT_NE(errorOf([&] { fit(good.substr(0, length), options); }), "") << length;
  }
  for (std::size_t place = 0; place < good.size(); ++place) {
    for (const int change : {0x01, 0x80, 0xFF}) {
      std::string bytes = good;
      bytes[place] = static_cast<char>(bytes[place] ^ change);
      errorOf([&] { fit(bytes, options); });
    }
  }
}

TEST_F(FittedPicture, HeadersOfAbsurdSizeAreRefusedUndecoded) {
  const auto refused = [&](const std::string& bytes, const char* size) {
    EXPECT_THAT(errorOf([&] { lookAtPicture(bytes, "huge"); }), AllOf(HasSubstr(size), HasSubstr("huge")));
    EXPECT_THAT(errorOf([&] { fit(bytes, {2, 2, 3, Fit::Centre, {}}); }), HasSubstr(size));
  };
  refused(testing::makeTiff({100000, 100000, 1}, {0, 0}), "100000×100000");
  std::string png = asText(testing::kRgbPng);
  for (const std::size_t place : {16U, 20U}) png.replace(place, 4, std::string("\0\x01\x86\xA0", 4));
  refused(png, "100000×100000");
  std::string bmp = asText(testing::kBmp);
  for (const std::size_t place : {18U, 22U}) bmp.replace(place, 4, std::string("\xA0\x86\x01\0", 4));
  refused(bmp, "100000×100000");
  refused(std::string("RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x9F\x86\x01\x9F\x86\x01", 30), "100000×100000");
  const std::string tiled = testing::makeTiff({2, 1, 1, 8, 0, 0, false, 100000}, {7, 250});
  EXPECT_NE(errorOf([&] { lookAtPicture(tiled, "huge"); }), "") << "decoders keep a tile whole";
}

TEST_F(FittedPicture, WhatCannotBeFittedIsToldApart) {
  Pixels pixels(12);
  for (const FitOptions options : {FitOptions{0, 2, 3, Fit::Centre, {}}, FitOptions{2, 4097, 3, Fit::Centre, {}},
                                   FitOptions{2, 2, 2, Fit::Centre, {}}, FitOptions{2, 3, 3, Fit::Centre, {}}}) {
    EXPECT_THAT(errorOf([&] { decodeFitted(asText(testing::kRgbPng), "x.png", options, pixels); }), HasSubstr("x.png"));
  }
}

TEST_F(FittedPicture, DamagedFilesAreErrorsThatNameThem) {
  EXPECT_THAT(errorOf([&] { fit(FileBytes{}, 2, 2, 3); }), AllOf(HasSubstr("empty"), HasSubstr("the picture")));
  FileBytes cut = testing::kHalvesJpeg;
  cut.resize(cut.size() / 2);
  EXPECT_THAT(errorOf([&] { fit(cut, 2, 2, 3); }), HasSubstr("truncated"));
  FileBytes broken = testing::kRgbPng;
  for (std::size_t i = 41; i + 12 < broken.size(); ++i) broken[i] = 0xAA;  // its pixels
  EXPECT_THAT(errorOf([&] { fit(broken, 2, 2, 3); }), HasSubstr("picture"));
}

}  // namespace
}  // namespace ganvas::imaging
