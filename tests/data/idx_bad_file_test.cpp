#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "base/error_text.h"
#include "data/data_files.h"
#include "data/idx_source.h"
#include "data/read_all.h"

namespace ganvas::data {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using namespace ganvas::testing;
using namespace std::string_literals;

class IdxBadFile : public DataFiles {
 protected:
  std::string openError(const std::string& images, const std::string& labels = "") {
    return errorOf([&] { openIdx("set", images, labels, {}, 0); });
  }
  std::string errorFor(const std::string& bytes) { return openError(write("pictures", bytes)); }
  std::string readError(const std::string& bytes) {  // of opening or reading: small files are unpacked by then
    return errorOf([&] {
      const auto source = openIdx("set", write("pictures", bytes), "", {}, 0);
      readAll(*source);
    });
  }

  const std::string images_ = idxImages(7, 3, 5);
  const std::string labels_ = idxLabels("\0\1\2\3\2\1\0"s);
};

TEST_F(IdxBadFile, MissingOrNoPlainFile) {
  EXPECT_THAT(openError(path() / "none"), AllOf(HasSubstr("none"), HasSubstr("no such file")));
  EXPECT_THAT(openError(path()), HasSubstr("directory"));
  const std::filesystem::path pipe = path() / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_THAT(openError(pipe), HasSubstr("pipe or device"));
  EXPECT_THAT(openError(write("images", images_), path() / "no-labels"), HasSubstr("no-labels"));
}

TEST_F(IdxBadFile, EmptyOrOnlyAPartOfTheHeader) {
  EXPECT_THAT(errorFor(""), HasSubstr("empty"));
  for (std::size_t length = 1; length < 16; ++length) {
    EXPECT_THAT(errorFor(images_.substr(0, length)), AllOf(HasSubstr("pictures"), HasSubstr("truncated"))) << length;
  }
}

TEST_F(IdxBadFile, WrongMagicSaysWhatTheFileIs) {
  EXPECT_THAT(errorFor("PK\3\4 and so on, more than a header"), HasSubstr("starts with the bytes 50 4b 03 04"));
  EXPECT_THAT(errorFor("\x03\x08\x00\x00 and so on, more than a header"s), HasSubstr("03 08 00 00"));
  EXPECT_THAT(errorFor("\0\0\x0D\3 and so on, more than a header"s), HasSubstr("32-bit floats (type 0x0d) in 3"));
  EXPECT_THAT(errorFor("\0\0\x08\4 and so on, more than a header"s), HasSubstr("in 4 dimensions"));
  EXPECT_THAT(errorFor("\0\0\x07\3 and so on, more than a header"s), HasSubstr("not an IDX file"));
  EXPECT_THAT(errorFor(labels_), HasSubstr("labels, not pictures"));
  EXPECT_THAT(openError(write("a", images_), write("b", images_)), HasSubstr("pictures, not labels"));
}

TEST_F(IdxBadFile, AbsurdDimensions) {
  const std::string magic = bigEndian(0x803);
  EXPECT_THAT(errorFor(magic + bigEndian(0) + bigEndian(28) + bigEndian(28)), HasSubstr("items is 0"));
  EXPECT_THAT(errorFor(magic + bigEndian(0x80000001) + bigEndian(28) + bigEndian(28)), HasSubstr("2147483649"));
  EXPECT_THAT(errorFor(magic + bigEndian(1) + bigEndian(0) + bigEndian(28)), HasSubstr("height is 0"));
  EXPECT_THAT(errorFor(magic + bigEndian(1) + bigEndian(28) + bigEndian(4097)), HasSubstr("width is 4097"));
  EXPECT_THAT(errorFor(magic + bigEndian(0x80000000) + bigEndian(4096) + bigEndian(4096)), HasSubstr("truncated"));
}

TEST_F(IdxBadFile, WrongLengthOfPlainFiles) {
  EXPECT_THAT(errorFor(images_.substr(0, 16 + 2 * 15 + 4)), HasSubstr("truncated: 2 of the 7 pictures"));
  EXPECT_THAT(errorFor(images_.substr(0, 16)), HasSubstr("truncated: 0 of the 7 pictures"));
  EXPECT_THAT(errorFor(images_ + "x"), AllOf(HasSubstr("wrong length"), HasSubstr("122"), HasSubstr("121")));
  EXPECT_THAT(openError(write("a", images_), write("b", labels_ + "x")), HasSubstr("wrong length"));
  EXPECT_THAT(openError(write("a", images_), write("b", labels_.substr(0, 12))), HasSubstr("4 of the 7 labels"));
}

TEST_F(IdxBadFile, WrongLengthInsidePackedFiles) {
  EXPECT_THAT(readError(gzip(images_.substr(0, 16 + 2 * 15 + 4))), HasSubstr("truncated: 2 of the 7 pictures"));
  EXPECT_THAT(readError(gzip(images_ + "x")), HasSubstr("wrong length: bytes follow after the 7 pictures"));
  EXPECT_THAT(openError(write("a", images_), write("b", gzip(labels_ + "x"))), HasSubstr("wrong length"));
}

TEST_F(IdxBadFile, SkippingPastTheEndOfAPackedFileCountsRight) {
  const auto source = openIdx("set", write("pictures", gzip(images_.substr(0, 16 + 2 * 15))), "", {}, 0);
  EXPECT_THAT(errorOf([&] { readSome(*source, 5, 1); }), HasSubstr("truncated: 2 of the 7 pictures"));
  EXPECT_EQ(readSome(*source, 1, 1).pixels[0], pixelByte(15));  // what is there can still be read
}

// Cut anywhere, a packed file is an Error at the latest when all of it was read: its checksum is looked at, too.
TEST_F(IdxBadFile, TruncatedPackedFiles) {
  const std::string packed = gzip(images_);
  for (std::size_t length = 1; length < packed.size(); ++length) {
    EXPECT_THAT(readError(packed.substr(0, length)), AllOf(HasSubstr("pictures"), HasSubstr("truncated"))) << length;
  }
}

TEST_F(IdxBadFile, DamagedPackedFiles) {
  std::string packed = gzip(images_);
  packed[packed.size() - 6] ^= 1;  // the checksum
  EXPECT_THAT(readError(packed), AllOf(HasSubstr("pictures"), HasSubstr("damaged (incorrect data check)")));
  packed = gzip(images_);
  packed[10] = 0x07;  // a block type that there is not
  EXPECT_THAT(errorFor(packed), HasSubstr("damaged"));
}

TEST_F(IdxBadFile, APackedFileThatPromisesMoreThanItCanHold) {
  const std::string header = bigEndian(0x803) + bigEndian(0x80000000) + bigEndian(4096) + bigEndian(4096);
  EXPECT_THAT(errorFor(gzip(header)), HasSubstr("packed bytes can hold"));
}

TEST_F(IdxBadFile, LabelsThatDoNotMatch) {
  const std::string images = write("images", images_);
  EXPECT_THAT(openError(images, write("labels", idxLabels("\0\1"s))), HasSubstr("2 labels for 7 pictures"));
  EXPECT_THAT(openError(images, images), HasSubstr("same file"));
  std::filesystem::create_symlink(images, path() / "link");
  EXPECT_THAT(openError(images, path() / "link"), HasSubstr("same file"));
}

TEST_F(IdxBadFile, LabelsOutOfRangeNameThePicture) {
  const auto source = openIdx("set", write("images", images_), write("labels", labels_), {"a", "b", "c"}, 0);
  EXPECT_EQ(readSome(*source, 0, 3).labels[2], 2);
  EXPECT_THAT(errorOf([&] { readSome(*source, 1, 5); }), AllOf(HasSubstr("labels"), HasSubstr("picture 3 (counted")));
}

TEST_F(IdxBadFile, AFileCutAfterOpening) {
  const std::string file = write("pictures", idxImages(100, 64, 64));  // more than any buffer holds
  const auto source = openIdx("set", file, "", {}, 0);
  readSome(*source, 0, 1);
  std::filesystem::resize_file(file, 16 + 90 * 64 * 64);
  EXPECT_THAT(errorOf([&] { readSome(*source, 80, 20); }), HasSubstr("truncated: 90 of the 100"));
}

}  // namespace
}  // namespace ganvas::data
