#include "data/cifar_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/error_text.h"
#include "data/data_files.h"
#include "data/read_all.h"
#include "sets/archive_files.h"

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
  EXPECT_THAT(errorOf([&] { openCifar10(write("file", "x"), "train", 0); }), HasSubstr("not a .zip or .tar archive"));
  std::filesystem::remove(path() / "file");
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

// The official archive's order is neither that of the names nor that of the splits.
TEST_F(CifarSource, TheArchiveGivesWhatTheDirectoryGives) {
  writeTrain("cifar-10-batches-bin/");
  write("cifar-10-batches-bin/test_batch.bin", cifarRecord(8, 1, 2, 3) + cifarRecord(9, 4, 5, 6));
  write("cifar-10-batches-bin/batches.meta.txt", "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n");
  std::vector<Member> members{{"cifar-10-batches-bin/", "", AE_IFDIR}};
  for (const char* name : {"data_batch_1.bin", "batches.meta.txt", "data_batch_3.bin", "data_batch_4.bin",
                           "test_batch.bin", "readme.html", "data_batch_5.bin", "data_batch_2.bin"}) {
    const std::string member = std::string("cifar-10-batches-bin/") + name;
    members.push_back({member, readWholeBytes(path() / member)});
  }
  const std::filesystem::path archive = pack(path() / "other" / "cifar.tar.gz", Pack::TarGz, members);
  for (const std::string split : {"train", "test"}) {
    const auto expected = openCifar10(path(), split, 0);
    for (const auto& place : {archive, archive.parent_path()}) {
      const auto source = openCifar10(place, split, 0);
      EXPECT_EQ(source->info().classNames, expected->info().classNames);
      for (const std::int64_t atOnce : {2, 100}) {
        const ImageBatch all = readAll(*source, atOnce);
        EXPECT_EQ(all.labels, readAll(*expected).labels);
        EXPECT_EQ(all.pixels, readAll(*expected).pixels);
      }
      EXPECT_EQ(readSome(*source, 0, 1).labels, readSome(*expected, 0, 1).labels) << "backwards";
    }
  }
  EXPECT_NE(openCifar10(archive, "train", 0)->fingerprint(), openCifar10(archive, "test", 0)->fingerprint());
}

TEST_F(CifarSource, FaultsInAnArchiveNameTheMember) {
  const auto archive = pack(path() / "c.zip", Pack::Zip, {{"x/test_batch.bin", cifarRecord(10, 0, 0, 0)}});
  const auto source = openCifar10(archive, "test", 0);
  EXPECT_THAT(errorOf([&] { readAll(*source); }), AllOf(HasSubstr("c.zip: x/test_batch.bin"), HasSubstr("label 10")));
  EXPECT_THAT(errorOf([&] { openCifar10(archive, "train", 0); }),
              AllOf(HasSubstr("'test' only"), HasSubstr("data.split=test")));
  pack(archive, Pack::Zip, {{"x/test_batch.bin", "short"}});
  EXPECT_THAT(errorOf([&] { openCifar10(archive, "test", 0); }),
              AllOf(HasSubstr("c.zip: x/test_batch.bin"), HasSubstr("wrong length")));
  pack(archive, Pack::Zip, {{"x/readme.txt", "short"}});
  EXPECT_THAT(errorOf([&] { openCifar10(archive, "test", 0); }), HasSubstr("the archive holds no test_batch.bin"));
}

std::string cifar100Record(std::uint8_t coarse, std::uint8_t fine, std::uint8_t value) {
  return std::string{static_cast<char>(coarse), static_cast<char>(fine)} + std::string(3072, static_cast<char>(value));
}

TEST_F(CifarSource, Cifar100HasTwoLevelsOfLabels) {
  write("cifar-100-binary/train.bin", cifar100Record(19, 99, 7) + cifar100Record(0, 4, 8));
  write("cifar-100-binary/test.bin", cifar100Record(14, 35, 9));
  const auto fine = openCifar100(path(), "train", "", 0);
  EXPECT_EQ(fine->info().name, "CIFAR-100 (train)");
  const ImageBatch all = readAll(*fine);
  EXPECT_THAT(all.labels, ElementsAre(99, 4));
  EXPECT_EQ(all.pixels.at(0), 7);
  EXPECT_EQ(all.pixels.at(3072), 8);
  ASSERT_EQ(fine->info().classNames.size(), 100u);
  EXPECT_EQ(fine->info().classNames[99], "worm");
  EXPECT_EQ(fine->info().classNames[4], "beaver");
  EXPECT_EQ(fine->info().classNames[35], "girl");
  EXPECT_TRUE(std::is_sorted(fine->info().classNames.begin(), fine->info().classNames.end()));
  const auto coarse = openCifar100(path() / "cifar-100-binary", "train", "coarse", 0);
  EXPECT_THAT(readAll(*coarse).labels, ElementsAre(19, 0));
  ASSERT_EQ(coarse->info().classNames.size(), 20u);
  EXPECT_EQ(coarse->info().classNames[0], "aquatic_mammals");
  EXPECT_EQ(coarse->info().classNames[14], "people");
  EXPECT_NE(coarse->fingerprint(), fine->fingerprint());
  EXPECT_TRUE(openCifar100(path(), "test", "none", 0)->info().classNames.empty());
  EXPECT_THAT(errorOf([&] { openCifar100(path(), "test", "middle", 0); }), HasSubstr("fine, coarse or none"));
}

TEST_F(CifarSource, Cifar100sFaults) {
  write("train.bin", cifar100Record(20, 100, 7));
  EXPECT_THAT(errorOf([&] { readAll(*openCifar100(path(), "train", "", 0)); }),
              AllOf(HasSubstr("label 100"), HasSubstr("CIFAR-100's are 0 to 99")));
  EXPECT_THAT(errorOf([&] { readAll(*openCifar100(path(), "train", "coarse", 0)); }), HasSubstr("0 to 19"));
  EXPECT_THAT(errorOf([&] { openCifar100(path(), "test", "", 0); }), HasSubstr("'train' only"));
  write("train.bin", cifarRecord(1, 2, 3, 4));
  EXPECT_THAT(errorOf([&] { openCifar100(path(), "train", "", 0); }), HasSubstr("3074 bytes"));
}

}  // namespace
}  // namespace ganvas::data
