#include "base/picture_folder.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/temporary_directory.h"

namespace ganvas {
namespace {

namespace fs = std::filesystem;

// What the listing finds is tested with the data set (tests/data/folder_source_test.cpp).
TEST(LooksLikePictureFolder, LinksInCirclesEnd) {
  const testing::TemporaryDirectory directory;
  fs::create_directories(directory / "a");
  for (const char* name : {"a/1", "a/2", "a/3", "a/4", "a/5"}) fs::create_directory_symlink(".", directory / name);
  EXPECT_FALSE(looksLikePictureFolder(directory.path()));
  std::ofstream(directory / "a/b.png") << "x";
  EXPECT_TRUE(looksLikePictureFolder(directory.path()));
}

}  // namespace
}  // namespace ganvas
