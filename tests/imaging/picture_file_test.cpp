#include "imaging/picture_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "base/error_text.h"
#include "base/temporary_directory.h"
#include "imaging/picture_bytes.h"
#include "imaging/picture_header.h"
#include "imaging/sample_pictures.h"

namespace ganvas::imaging {
namespace {

using ::ganvas::testing::asText;
using ::ganvas::testing::errorOf;
using ::ganvas::testing::FileBytes;
using ::testing::Each;
using ::testing::HasSubstr;

class PictureFile : public ::testing::Test {
 protected:
  std::filesystem::path write(const std::string& name, const FileBytes& bytes) {
    std::filesystem::remove(directory_ / name);  // some file systems flush a file that is cut to be rewritten
    std::ofstream(directory_ / name, std::ios::binary) << asText(bytes);
    return directory_ / name;
  }
  Picture read(const FileBytes& bytes) { return readPicture(write("picture", bytes)); }
  std::string errorFor(const FileBytes& bytes) {
    const std::filesystem::path file = write("picture", bytes);
    return errorOf([&] { readPicture(file); });
  }

  ganvas::testing::TemporaryDirectory directory_;
};

TEST_F(PictureFile, ReadsPngsOfEveryKind) {
  EXPECT_EQ(read(testing::kRgbPng),
            (Picture{3, 2, 3, {255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 128, 0}}));
  EXPECT_EQ(read(testing::kGreyPng), (Picture{2, 2, 1, {0, 85, 170, 255}}));
  EXPECT_EQ(read(testing::kRgbaPng), (Picture{2, 1, 3, {10, 20, 30, 40, 50, 60}}));
  EXPECT_EQ(read(testing::kGrey16Png), (Picture{2, 1, 1, {0x12, 0xFE}}));
  EXPECT_EQ(read(testing::kPalettePng), (Picture{2, 1, 3, {200, 100, 50, 1, 2, 3}}));
}

TEST_F(PictureFile, ReadsBmpAndWebp) {
  EXPECT_EQ(read(testing::kBmp), (Picture{2, 2, 3, {255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9}}));
  const Picture webp = read(testing::kRedWebp);
  ASSERT_EQ(webp.pixels.size(), 8u * 8 * 3);
  for (std::size_t i = 0; i < webp.pixels.size(); ++i) EXPECT_EQ(webp.pixels[i], i % 3 == 0 ? 255 : 0);
}

TEST_F(PictureFile, ReadsJpegs) {
  for (const FileBytes& bytes : {testing::kRedJpeg, testing::kRedProgressiveJpeg}) {
    const Picture jpeg = read(bytes);
    EXPECT_EQ(jpeg.width, 8);
    EXPECT_EQ(jpeg.height, 8);
    ASSERT_EQ(jpeg.pixels.size(), 8u * 8 * 3);
    for (std::size_t i = 0; i < jpeg.pixels.size(); ++i) EXPECT_NEAR(jpeg.pixels[i], i % 3 == 0 ? 255 : 0, 3);
  }
}

TEST_F(PictureFile, WhatIsWrittenReadsBack) {
  for (const int channels : {1, 3}) {
    Picture picture{31, 17, channels, {}};
    for (int i = 0; i < 31 * 17 * channels; ++i) picture.pixels.push_back(static_cast<std::uint8_t>(i * 37 % 256));
    writePng(directory_ / "written.png", picture);
    EXPECT_EQ(readPicture(directory_ / "written.png"), picture);
  }
}

TEST_F(PictureFile, EncodedPngSaysItsSizeAndKind) {
  const std::string png = encodePng(Picture{3, 2, 3, std::vector<std::uint8_t>(18, 7)});
  ASSERT_GT(png.size(), 26u);
  EXPECT_EQ(png.substr(0, 8), "\x89PNG\r\n\x1a\n");
  EXPECT_EQ(png.substr(16, 10), std::string("\0\0\0\3\0\0\0\2\x08\x02", 10));  // width, height, 8 bits, RGB
}

TEST_F(PictureFile, UnsoundPicturesAreNotEncoded) {
  EXPECT_THAT(errorOf([] { encodePng(Picture{}); }), HasSubstr("0×0×0"));
  EXPECT_THAT(errorOf([] { encodePng(Picture{2, 2, 1, {1, 2, 3}}); }), HasSubstr("2×2×1 with 3 bytes"));
  EXPECT_THAT(errorOf([] { encodePng(Picture{1, 1, 2, {1, 2}}); }), HasSubstr("1×1×2"));
  EXPECT_THAT(errorOf([] { encodePng(Picture{-1, -1, 1, {1}}); }), HasSubstr("-1×-1"));
}

TEST_F(PictureFile, WritingSaysWhichFileFailed) {
  const std::filesystem::path file = directory_ / "missing/picture.png";
  EXPECT_THAT(errorOf([&] { writePng(file, Picture{1, 1, 1, {0}}); }), HasSubstr(file.string()));
}

TEST_F(PictureFile, MissingEmptyAndForeignFilesAreErrors) {
  EXPECT_THAT(errorOf([&] { readPicture(directory_ / "none.png"); }), HasSubstr("none.png"));
  EXPECT_THAT(errorOf([&] { readPicture(directory_.path()); }), HasSubstr("directory"));
  EXPECT_THAT(errorFor({}), HasSubstr("empty"));
  EXPECT_THAT(errorFor({'h', 'e', 'l', 'l', 'o'}), HasSubstr("no picture"));
  EXPECT_THAT(errorFor({'G', 'I', 'F', '8', '9', 'a'}), HasSubstr("JPEG, PNG, WebP, BMP and TIFF"));
}

TEST_F(PictureFile, PipesAreRefused) {
  const std::filesystem::path pipe = directory_ / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_THAT(errorOf([&] { readPicture(pipe); }), HasSubstr("plain file"));
}

TEST_F(PictureFile, HugeFilesAreRefusedUnread) {
  const std::filesystem::path file = write("huge.png", testing::kRgbPng);
  std::filesystem::resize_file(file, (std::uintmax_t{256} << 20) + 1);  // sparse
  EXPECT_THAT(errorOf([&] { readPicture(file); }), HasSubstr("268435456"));
}

// Every way to cut each file short ends in an Error that names it, never in a picture with grey for the rest.
TEST_F(PictureFile, TruncatedFilesAreErrors) {
  const std::vector<FileBytes> files = {testing::kRgbPng,  testing::kGreyPng,
                                        testing::kRedJpeg, testing::kRedProgressiveJpeg,
                                        testing::kBmp,     testing::kRedWebp};
  for (std::size_t which = 0; which < files.size(); ++which) {
    for (std::size_t length = 0; length < files[which].size(); ++length) {
      const FileBytes cut(files[which].begin(), files[which].begin() + static_cast<std::ptrdiff_t>(length));
      EXPECT_THAT(errorFor(cut), HasSubstr("picture")) << "file " << which << " cut to " << length;
    }
  }
}

// Whatever single byte is wrong: a picture or an Error, never a crash.
TEST_F(PictureFile, DamagedFilesNeverCrash) {
  for (const FileBytes& good : {testing::kRgbPng, testing::kRedJpeg, testing::kBmp, testing::kRedWebp}) {
    for (std::size_t place = 0; place < good.size(); ++place) {
      for (const int change : {0x01, 0x80, 0xFF}) {
        FileBytes bytes = good;
        bytes[place] = static_cast<std::uint8_t>(bytes[place] ^ change);
        const std::optional<PictureHeader> header = readPictureHeader(asText(bytes));
        if (header && header->width * header->height > 1 << 20) continue;  // large is possible but slow
        errorFor(bytes);
      }
    }
  }
}

TEST_F(PictureFile, HeadersOfAbsurdSizeAreRefusedUndecoded) {
  FileBytes png = testing::kRgbPng;  // 65536 × 65536
  png[17] = 1, png[18] = 0, png[19] = 0;
  png[21] = 1, png[22] = 0, png[23] = 0;
  EXPECT_THAT(errorFor(png), HasSubstr("65536×65536"));

  FileBytes bmp = testing::kBmp;
  bmp[20] = 0x7F;  // width 2 + 0x7F0000
  bmp[24] = 0x7F, bmp[25] = 0;
  EXPECT_THAT(errorFor(bmp), HasSubstr("8323074"));

  FileBytes jpeg = testing::kRedJpeg;
  for (std::size_t i = 0; i + 8 < jpeg.size(); ++i) {
    if (jpeg[i] != 0xFF || jpeg[i + 1] != 0xC0) continue;
    for (std::size_t j = i + 5; j < i + 9; ++j) jpeg[j] = 0xFF;
    break;
  }
  EXPECT_THAT(errorFor(jpeg), HasSubstr("65535×65535"));
}

}  // namespace
}  // namespace ganvas::imaging
