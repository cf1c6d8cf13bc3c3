#include "data/stl_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error_text.h"
#include "data/data_files.h"
#include "data/read_all.h"
#include "sets/archive_files.h"

namespace ganvas::data {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using namespace ganvas::testing;

constexpr std::size_t kPlane = 96 * 96;

class StlSource : public DataFiles {
 protected:
  // A picture whose planes, column after column, are those of a function.
  template <typename Value>
  static std::string picture(Value value) {
    std::string bytes;
    for (int c = 0; c < 3; ++c) {
      for (int x = 0; x < 96; ++x) {
        for (int y = 0; y < 96; ++y) bytes += static_cast<char>(value(x, y, c));
      }
    }
    return bytes;
  }
  static std::string flat(int value) {
    return picture([value](int, int, int) { return value; });
  }
  std::string openError(const std::string& split) {
    return errorOf([&] { openStl10(path(), split, 0); });
  }
};

TEST_F(StlSource, PlanesHoldColumns) {
  const auto value = [](int x, int y, int c) { return (x * 2 + y * 5 + c * 90) % 256; };
  write("train_X.bin", picture(value) + flat(3));
  write("train_y.bin", "\x01\x0a");
  const auto source = openStl10(path(), "train", 0);
  EXPECT_EQ(source->info().name, "STL-10 (train)");
  EXPECT_EQ(source->info().width, 96);
  EXPECT_EQ(source->info().height, 96);
  EXPECT_EQ(source->info().channels, 3);
  EXPECT_EQ(source->info().classNames.at(9), "truck");
  const ImageBatch all = readAll(*source);
  EXPECT_THAT(all.labels, ElementsAre(0, 9)) << "labels count from 1 in the file";
  for (int y = 0; y < 96; ++y) {
    for (int x = 0; x < 96; ++x) {
      for (int c = 0; c < 3; ++c) {
        ASSERT_EQ(all.pixels[static_cast<std::size_t>((y * 96 + x) * 3 + c)], value(x, y, c)) << x << ' ' << y;
      }
    }
  }
  EXPECT_EQ(all.pixels.at(3 * kPlane), 3);
}

TEST_F(StlSource, TheUnlabeledPartHasNoClasses) {
  write("stl10_binary/unlabeled_X.bin", flat(1) + flat(2) + flat(3));
  const auto source = openStl10(path(), "unlabeled", 2);
  EXPECT_EQ(source->info().count, 2);
  EXPECT_TRUE(source->info().classNames.empty());
  EXPECT_THAT(readAll(*source).labels, Each(0));
  EXPECT_THAT(openError("train"),
              AllOf(HasSubstr("no train_X.bin, but unlabeled_X.bin"), HasSubstr("data.split=unlabeled")));
}

TEST_F(StlSource, FromTheArchive) {
  const auto archive = pack(path() / "stl10_binary.tar.gz", Pack::TarGz,
                            {{"stl10_binary/test_X.bin", flat(1) + flat(2)},
                             {"stl10_binary/test_y.bin", "\x03\x04"},
                             {"stl10_binary/train_X.bin", flat(9)},
                             {"stl10_binary/train_y.bin", "\x05"}});
  for (const auto& place : {archive, path()}) {
    const auto source = openStl10(place, "test", 0);
    const ImageBatch all = readAll(*source, 1);
    EXPECT_THAT(all.labels, ElementsAre(2, 3));
    EXPECT_EQ(all.pixels.at(0), 1);
    EXPECT_EQ(all.pixels.at(3 * kPlane), 2);
    EXPECT_THAT(readAll(*openStl10(place, "train", 0)).labels, ElementsAre(4));
  }
}

TEST_F(StlSource, Faults) {
  EXPECT_THAT(openError("test"), HasSubstr("no test_X.bin"));
  write("test_X.bin", flat(1) + "x");
  EXPECT_THAT(openError("test"), AllOf(HasSubstr("test_X.bin"), HasSubstr("27648 bytes")));
  write("test_X.bin", flat(1));
  EXPECT_THAT(openError("test"), HasSubstr("no test_y.bin"));
  write("test_y.bin", "\x01\x02");
  EXPECT_THAT(openError("test"), AllOf(HasSubstr("test_y.bin"), HasSubstr("2 labels for 1 pictures")));
  for (const char label : {'\x00', '\x0b'}) {
    write("test_y.bin", std::string(1, label));
    const auto source = openStl10(path(), "test", 0);
    EXPECT_THAT(errorOf([&] { readAll(*source); }), AllOf(HasSubstr("test_y.bin"), HasSubstr("1 to 10")));
  }
}

}  // namespace
}  // namespace ganvas::data
