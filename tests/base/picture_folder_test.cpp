#include "base/picture_folder.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/temporary_directory.h"

namespace ganvas {
namespace {

namespace fs = std::filesystem;

// What the whole listing finds is tested with the data set (tests/data/folder_source_test.cpp).
class PictureFolderLook : public ::testing::Test {
 protected:
  void touch(const std::string& name) {
    fs::create_directories((directory_ / name).parent_path());
    std::ofstream(directory_ / name) << "x";
  }
  std::optional<std::int64_t> count(const std::string& split = "train") {
    return countPictureClasses(directory_.path(), split);
  }
  // What the quick look says, held against the listing.
  void expectClasses(std::int64_t classes, const std::string& split = "train") {
    EXPECT_EQ(count(split), classes);
    EXPECT_EQ(listPictureFolder(directory_.path(), split).classNames.size(), static_cast<std::size_t>(classes));
  }

  testing::TemporaryDirectory directory_;
};

TEST_F(PictureFolderLook, CountsWhatTheListingFinds) {
  touch("a.png");
  expectClasses(0);
  touch("cats/deep/er/b.JPEG");
  touch("texts/b.txt");
  touch(".hidden/b.png");
  expectClasses(1);
  touch("dogs/c.webp");
  expectClasses(2);
}

TEST_F(PictureFolderLook, CountsTheSplitsClasses) {
  touch("train/cats/a.png");
  touch("train/dogs/a.png");
  touch("test/cats/a.png");
  expectClasses(2, "train");
  expectClasses(1, "test");
  fs::remove_all(directory_ / "test");
  EXPECT_FALSE(count("test"));
}

TEST_F(PictureFolderLook, SaysNothingWhereItCannotTell) {
  EXPECT_FALSE(count());
  EXPECT_FALSE(countPictureClasses(directory_ / "none", "train"));
  touch("text.txt");
  EXPECT_FALSE(countPictureClasses(directory_ / "text.txt", "train"));
  EXPECT_FALSE(count());
}

TEST_F(PictureFolderLook, LinksInCirclesEnd) {
  fs::create_directories(directory_ / "a");
  for (const char* name : {"a/1", "a/2", "a/3", "a/4", "a/5"}) fs::create_directory_symlink(".", directory_ / name);
  EXPECT_FALSE(count());
  EXPECT_FALSE(looksLikePictureFolder(directory_.path()));
}

}  // namespace
}  // namespace ganvas
