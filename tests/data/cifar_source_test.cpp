#include "data/cifar_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error_text.h"
#include "data/data_files.h"
#include "data/read_all.h"

namespace ganvas::data {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using namespace ganvas::testing;

class CifarSource : public DataFiles {
 protected:
  // Batch k holds k records; record r of it has label k and the colours (k, 10 r, 200).
  void writeTrain(const std::string& directory = "") {
    for (std::uint8_t k = 1; k <= 5; ++k) {
      std::string bytes;
      for (std::uint8_t r = 0; r < k; ++r) bytes += cifarRecord(k, k, static_cast<std::uint8_t>(10 * r), 200);
      write(directory + "data_batch_" + std::to_string(k) + ".bin", bytes);
    }
  }
  std::string openError(const std::string& split = "train") {
    return errorOf([&] { openCifar10(path(), split, 0); });
  }
};

TEST_F(CifarSource, ReadsTheBatchesInOrder) {
  writeTrain();
  const auto source = openCifar10(path(), "train", 0);
  const SetInfo& info = source->info();
  EXPECT_EQ(info.name, "CIFAR-10 (train)");
  EXPECT_EQ(info.width, 32);
  EXPECT_EQ(info.height, 32);
  EXPECT_EQ(info.channels, 3);
  EXPECT_EQ(info.count, 15);
  EXPECT_EQ(info.classNames.at(3), "cat");
  for (const std::int64_t atOnce : {1, 4, 15}) {
    const ImageBatch all = readAll(*source, atOnce);
    EXPECT_THAT(all.labels, ElementsAre(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5));
    for (std::size_t i = 0; i < 1024; ++i) {  // the last picture
      EXPECT_EQ(all.pixels[14 * 3072 + 3 * i], 5);
      EXPECT_EQ(all.pixels[14 * 3072 + 3 * i + 1], 40);
      EXPECT_EQ(all.pixels[14 * 3072 + 3 * i + 2], 200);
    }
  }
  EXPECT_EQ(readSome(*source, 2, 1).pixels[1], 10);  // backwards, record 1 of batch 2
}

TEST_F(CifarSource, PlanesBecomeInterleavedPixels) {
  std::string record(1, '\7');
  for (int i = 0; i < 3072; ++i) record += static_cast<char>(i * 31 % 256);
  write("test_batch.bin", record);
  const auto source = openCifar10(path(), "test", 0);
  const ImageBatch batch = readAll(*source);
  EXPECT_THAT(batch.labels, ElementsAre(7));
  for (int y = 0; y < 32; ++y) {
    for (int x = 0; x < 32; ++x) {
      for (int c = 0; c < 3; ++c) {
        const int expected = (c * 1024 + y * 32 + x) * 31 % 256;
        ASSERT_EQ(batch.pixels[static_cast<std::size_t>((y * 32 + x) * 3 + c)], expected) << y << ' ' << x << ' ' << c;
      }
    }
  }
}

TEST_F(CifarSource, ManyRecordsComeWhole) {
  std::string bytes;
  for (int i = 0; i < 700; ++i) {
    bytes += cifarRecord(static_cast<std::uint8_t>(i % 10), static_cast<std::uint8_t>(i % 256),
                         static_cast<std::uint8_t>(i / 256), 0);
  }
  write("test_batch.bin", bytes);
  const auto source = openCifar10(path(), "test", 0);
  const ImageBatch all = readAll(*source);
  for (std::size_t i = 0; i < 700; ++i) {
    ASSERT_EQ(all.pixels[i * 3072] + 256 * all.pixels[i * 3072 + 1], static_cast<int>(i));
    ASSERT_EQ(all.labels[i], static_cast<int>(i % 10));
  }
}

TEST_F(CifarSource, FindsTheUnpackedArchiveBelow) {
  writeTrain("cifar-10-batches-bin/");
  EXPECT_EQ(openCifar10(path(), "train", 0)->info().count, 15);
}

TEST_F(CifarSource, LimitAndFingerprint) {
  writeTrain();
  const auto source = openCifar10(path(), "train", 4);
  EXPECT_THAT(readAll(*source).labels, ElementsAre(1, 2, 2, 3));
  EXPECT_THAT(errorOf([&] { readSome(*source, 3, 2); }), HasSubstr("the set has 4"));
  EXPECT_NE(source->fingerprint(), openCifar10(path(), "train", 0)->fingerprint());
  EXPECT_EQ(source->fingerprint(), openCifar10(path(), "train", 4)->fingerprint());
}

TEST_F(CifarSource, NamesComeFromTheirFile) {
  write("test_batch.bin", cifarRecord(0, 0, 0, 0));
  write("batches.meta.txt", "a\r\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n");
  EXPECT_THAT(openCifar10(path(), "test", 0)->info().classNames,
              ElementsAre("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"));
  write("batches.meta.txt", "a\nb\n");
  EXPECT_THAT(openError("test"), AllOf(HasSubstr("batches.meta.txt"), HasSubstr("2 class names, not 10")));
}

TEST_F(CifarSource, MissingFiles) {
  EXPECT_THAT(errorOf([&] { openCifar10(path() / "none", "train", 0); }), HasSubstr("no such directory"));
  EXPECT_THAT(errorOf([&] { openCifar10(write("file", "x"), "train", 0); }), HasSubstr("not a directory"));
  EXPECT_THAT(openError(), HasSubstr("holds no data_batch_1.bin"));
  writeTrain();
  EXPECT_THAT(openError("test"), AllOf(HasSubstr("'train' only"), HasSubstr("data.split=train")));
  std::filesystem::remove(path() / "data_batch_4.bin");
  EXPECT_THAT(openError(), HasSubstr("holds no data_batch_4.bin"));
  std::filesystem::create_directory(path() / "data_batch_4.bin");
  EXPECT_THAT(openError(), HasSubstr("data_batch_4.bin: this is a directory"));
}

TEST_F(CifarSource, ThePythonVersionIsRecognised) {
  for (int k = 1; k <= 5; ++k) write("data_batch_" + std::to_string(k), "pickled");
  EXPECT_THAT(openError(), AllOf(HasSubstr("Python version"), HasSubstr("cifar-10-binary.tar.gz")));
}

TEST_F(CifarSource, WrongLengths) {
  writeTrain();
  write("data_batch_3.bin", "");
  EXPECT_THAT(openError(), AllOf(HasSubstr("data_batch_3.bin"), HasSubstr("empty")));
  write("data_batch_3.bin", cifarRecord(1, 2, 3, 4) + "x");
  EXPECT_THAT(openError(), AllOf(HasSubstr("data_batch_3.bin"), HasSubstr("3074 bytes"), HasSubstr("1 whole")));
}

TEST_F(CifarSource, WrongLabelsNameFileAndRecord) {
  writeTrain();
  write("data_batch_2.bin", cifarRecord(9, 0, 0, 0) + cifarRecord(10, 0, 0, 0));
  const auto source = openCifar10(path(), "train", 0);
  EXPECT_THAT(errorOf([&] { readAll(*source); }),
              AllOf(HasSubstr("data_batch_2.bin"), HasSubstr("record 1 "), HasSubstr("label 10")));
}

TEST_F(CifarSource, AFileCutAfterOpening) {
  writeTrain();
  const auto source = openCifar10(path(), "train", 0);
  std::filesystem::resize_file(path() / "data_batch_5.bin", 3073);
  EXPECT_THAT(errorOf([&] { readAll(*source); }), HasSubstr("data_batch_5.bin"));
  EXPECT_EQ(readSome(*source, 0, 1).labels[0], 1);  // the others can still be read
}

}  // namespace
}  // namespace ganvas::data
