#include "data/folder_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>

#include "base/error_text.h"
#include "data/data_files.h"
#include "data/open_source.h"
#include "data/parallel.h"
#include "data/read_all.h"
#include "imaging/picture_file.h"

namespace ganvas::data {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using namespace ganvas::testing;

class FolderSource : public DataFiles {
 protected:
  // A picture of one grey, 8 × 6.
  void paint(const std::string& name, std::uint8_t grey) {
    fs::create_directories((path() / name).parent_path());
    imaging::writePng(path() / name, Picture{8, 6, 1, std::vector<std::uint8_t>(48, grey)});
  }
  config::Data data(const std::string& split = "train", std::int64_t limit = 0) const {
    config::Data data;
    data.source = "folder";
    data.path = path().string();
    data.split = split;
    data.limit = limit;
    data.width = 4, data.height = 3, data.channels = 3;
    return data;
  }
  std::unique_ptr<BatchSource> open(const std::string& split = "train", std::int64_t limit = 0) {
    return openFolder(data(split, limit));
  }
  std::string openError(const std::string& split = "train") {
    return errorOf([&] { open(split); });
  }
  // The grey of each picture.
  static std::vector<int> greys(BatchSource& source, std::int64_t atOnce = 1 << 20) {
    const ImageBatch all = readAll(source, atOnce);
    std::vector<int> result;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto first = all.pixels.begin() + static_cast<std::ptrdiff_t>(i * all.pictureBytes());
      EXPECT_THAT(std::vector<std::uint8_t>(first, first + static_cast<std::ptrdiff_t>(all.pictureBytes())),
                  Each(*first));
      result.push_back(*first);
    }
    return result;
  }

  TemporaryDirectory cache_;
  EnvironmentVariable cacheHome_{"XDG_CACHE_HOME", cache_.path().c_str()};
};

TEST_F(FolderSource, SubFoldersAreTheClassesInOrder) {
  paint("dogs/b.png", 4);
  paint("dogs/a.PNG", 3);
  paint("cats/deeper/x.png", 2);
  paint("cats/a.png", 1);
  paint("cats-too/z.png", 9);
  fs::create_directory(path() / "empty");
  const auto source = open();
  const SetInfo& info = source->info();
  EXPECT_EQ(info.name, path().filename());
  EXPECT_EQ(info.width, 4);
  EXPECT_EQ(info.height, 3);
  EXPECT_EQ(info.channels, 3);
  EXPECT_EQ(info.count, 5);
  EXPECT_THAT(info.classNames, ElementsAre("cats", "cats-too", "dogs"));
  EXPECT_THAT(info.warnings, IsEmpty());
  for (const std::int64_t atOnce : {1, 2, 5}) EXPECT_THAT(greys(*source, atOnce), ElementsAre(9, 1, 2, 3, 4));
  EXPECT_THAT(readAll(*source).labels, ElementsAre(1, 0, 0, 2, 2));  // "cats-too/z.png" is before "cats/a.png"
  EXPECT_THAT(errorOf([&] { readSome(*source, 3, 3); }), HasSubstr("the set has 5"));
}

TEST_F(FolderSource, PicturesWithoutSubFoldersHaveNoLabels) {
  for (std::uint8_t i = 0; i < 40; ++i) paint("p" + std::to_string(10 + i) + ".png", i);
  const auto source = open();
  EXPECT_THAT(source->info().classNames, IsEmpty());
  EXPECT_THAT(readAll(*source).labels, Each(0));
  const std::vector<int> all = greys(*source);
  ASSERT_EQ(all.size(), 40u);
  for (int i = 0; i < 40; ++i) EXPECT_EQ(all[static_cast<std::size_t>(i)], i);
}

TEST_F(FolderSource, WhatIsNoPictureOrHiddenIsPassedOver) {
  paint("a.png", 1);
  paint(".hidden.png", 2);
  paint(".hidden/b.png", 3);
  write("readme.txt", "hello");
  write("png", "hello");
  write("notes/letter.md", "hello");
  fs::create_directory(path() / "folder.png");
  ASSERT_EQ(::mkfifo((path() / "pipe.png").c_str(), 0600), 0);
  fs::create_symlink("nowhere", path() / "lost.png");
  EXPECT_THAT(greys(*open()), ElementsAre(1));
}

TEST_F(FolderSource, PicturesBesideTheClassesAreLeftOutAndTold) {
  paint("a.png", 1);
  paint("cats/b.png", 2);
  const auto source = open();
  EXPECT_THAT(greys(*source), ElementsAre(2));
  EXPECT_THAT(source->info().warnings, ElementsAre(AllOf(HasSubstr("1 left out"), HasSubstr("a.png (it lies beside"))));
}

TEST_F(FolderSource, TrainAndTestAreSplits) {
  paint("train/cats/a.png", 1);
  paint("train/dogs/a.png", 2);
  paint("test/cats/a.png", 3);
  EXPECT_THAT(greys(*open("train")), ElementsAre(1, 2));
  EXPECT_THAT(open("train")->info().classNames, ElementsAre("cats", "dogs"));
  EXPECT_EQ(open("train")->info().name, path().filename().string() + " (train)");
  EXPECT_THAT(greys(*open("test")), ElementsAre(3));
  fs::remove_all(path() / "test");
  EXPECT_THAT(openError("test"), AllOf(HasSubstr("'train' only"), HasSubstr("data.split=train")));
  paint("cars/a.png", 4);  // "train" is a class among others
  EXPECT_THAT(open("test")->info().classNames, ElementsAre("cars", "train"));
}

TEST_F(FolderSource, ALimitTakesEvenlyOfAllClasses) {
  for (std::uint8_t i = 0; i < 5; ++i) {
    paint("a/" + std::to_string(i) + ".png", i);
    paint("c/" + std::to_string(i) + ".png", static_cast<std::uint8_t>(20 + i));
  }
  paint("b/0.png", 10);
  EXPECT_THAT(greys(*open("train", 6)), ElementsAre(0, 1, 2, 10, 20, 21));
  EXPECT_THAT(greys(*open("train", 1)), ElementsAre(0));
  EXPECT_EQ(open("train", 11)->info().count, 11);
  EXPECT_EQ(open("train", 100)->info().count, 11);
  EXPECT_THAT(open("train", 1)->info().classNames, ElementsAre("a", "b", "c"));
  EXPECT_THAT(errorOf([&] { open("train", -1); }), HasSubstr("data.limit"));
}

TEST_F(FolderSource, LinksAreFollowedButNotInCircles) {
  paint("a/1.png", 1);
  paint("b/2.png", 2);
  fs::create_symlink("..", path() / "a" / "up");
  fs::create_symlink(".", path() / "itself");
  fs::create_symlink("b", path() / "c");
  fs::create_symlink("../a/1.png", path() / "b" / "3.png");
  const auto source = open();
  EXPECT_THAT(source->info().classNames, ElementsAre("a", "b"));  // no directory twice
  EXPECT_THAT(greys(*source), ElementsAre(1, 2, 1));
}

TEST_F(FolderSource, PlacesWithoutPicturesAreErrors) {
  EXPECT_THAT(openError(), AllOf(HasSubstr("no picture"), HasSubstr("PNG, JPEG")));
  write("scan.txt", "II*");
  EXPECT_THAT(openError(), HasSubstr("no picture"));
  config::Data missing = data();
  missing.path = path() / "none";
  EXPECT_THAT(errorOf([&] { openFolder(missing); }), HasSubstr("/none"));
}

TEST_F(FolderSource, SizesOutOfRangeAreErrors) {
  paint("a.png", 1);
  const auto error = [&](auto change) {
    config::Data changed = data();
    change(changed);
    return errorOf([&] { openFolder(changed); });
  };
  EXPECT_THAT(error([](config::Data& data) { data.width = 0; }), HasSubstr("data.width"));
  EXPECT_THAT(error([](config::Data& data) { data.height = 4097; }), HasSubstr("data.height"));
  EXPECT_THAT(error([](config::Data& data) { data.channels = 2; }), HasSubstr("data.channels"));
  EXPECT_THAT(error([](config::Data& data) { data.fit = "tight"; }), HasSubstr("data.fit"));
}

// What each kind of unusable file is called when it is all that the folder has.
TEST_F(FolderSource, UnusableFilesAreNamed) {
  paint("good.png", 1);
  std::string huge = [&] {
    std::ifstream file(path() / "good.png", std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }();
  const std::string cut = huge.substr(0, huge.size() - 10);
  huge.replace(16, 8, bigEndian(50000) + bigEndian(50000));
  fs::remove(path() / "good.png");
  const std::vector<std::pair<std::string, std::string>> cases = {{"", "empty"},
                                                                  {"hello", "no picture"},
                                                                  {cut, "truncated"},
                                                                  {"\xFF\xD8\xFF\xE0", "truncated"},
                                                                  {huge, "50000×50000"}};
  for (const auto& [bytes, problem] : cases) {
    write("bad.jpg", bytes);
    EXPECT_THAT(openError(), AllOf(HasSubstr(problem), HasSubstr("/bad.jpg")));
  }
}

TEST_F(FolderSource, AFewUnusableFilesAreLeftOutManyAreAnError) {
  for (std::uint8_t i = 0; i < 36; ++i) paint("a/" + std::to_string(10 + i) + ".png", i);
  for (const char* name : {"a/00.jpg", "a/15x.jpg", "a/20x.jpg"}) write(name, "hello");
  write("a/99.png", "");
  const auto source = open();
  EXPECT_EQ(source->info().count, 36);
  EXPECT_EQ(greys(*source).at(35), 35);
  EXPECT_THAT(source->info().warnings,
              ElementsAre(AllOf(HasSubstr("4 of 40 pictures"), HasSubstr("/00.jpg (this is no picture"),
                                HasSubstr("/15x.jpg"), HasSubstr("and 1 more"))));
  write("a/98.png", "");
  EXPECT_THAT(openError(), AllOf(HasSubstr("5 of the folder's 41"), HasSubstr("a/00.jpg"), HasSubstr("remove them")));
}

// More than is read at opening: the end is looked at.
TEST_F(FolderSource, ALargeFileThatIsCutOffIsLeftOut) {
  for (std::uint8_t i = 0; i < 9; ++i) paint("a/" + std::to_string(i) + ".png", i);
  Picture noise{400, 400, 3, std::vector<std::uint8_t>(480000)};
  std::uint32_t state = 1;
  for (std::uint8_t& pixel : noise.pixels)
    pixel = static_cast<std::uint8_t>((state = state * 1664525U + 1013904223U) >> 24);
  imaging::writePng(path() / "a/9.png", noise);
  ASSERT_GT(fs::file_size(path() / "a/9.png"), 300000U);
  EXPECT_EQ(open()->info().count, 10);
  fs::resize_file(path() / "a/9.png", 250000);
  const auto source = open();
  EXPECT_EQ(source->info().count, 9);
  EXPECT_THAT(source->info().warnings, ElementsAre(HasSubstr("a/9.png (the picture is truncated)")));
}

TEST_F(FolderSource, OpeningEndsWhenItIsAsked) {
  paint("a.png", 1);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(errorOf([&] { openFolder(data(), stop.get_token()); }), "cancelled");
  EXPECT_EQ(errorOf([&] { openSource(data(), stop.get_token()); }), "cancelled");
}

TEST(InParallel, BeginsNothingAfterAStop) {
  std::stop_source stop;
  std::atomic<int> done = 0;
  const auto work = [&](std::size_t) {
    if (++done == 3) stop.request_stop();
  };
  EXPECT_EQ(errorOf([&] { inParallel(100000, work, stop.get_token()); }), "cancelled");
  EXPECT_LT(done, 100);
}

TEST_F(FolderSource, AFolderThatMayNotBeListedIsAnError) {
  paint("a/1.png", 1);
  paint("b/2.png", 2);
  fs::permissions(path(), fs::perms::all);
  fs::permissions(path() / "b", fs::perms::none);
  const pid_t child = ::fork();
  if (child == 0) {  // root may list everything
    if (::geteuid() == 0 && ::seteuid(65534) != 0) ::_exit(2);
    const std::string error = openError();
    ::_exit(error.find("/b: the folder cannot be listed") != std::string::npos ? 0 : 1);
  }
  int status = -1;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  fs::permissions(path() / "b", fs::perms::all);
  EXPECT_EQ(status, 0);
}

TEST_F(FolderSource, OpensByTheExperimentsParameters) {
  paint("cats/1.png", 7);
  config::Data data;
  data.source = "folder";
  EXPECT_THAT(errorOf([&] { openSource(data); }), AllOf(HasSubstr("data.path"), HasSubstr("sub-folder")));
  data.path = path().string() + "/";
  data.width = 16, data.height = 12, data.channels = 1;
  const auto source = openSource(data);
  EXPECT_EQ(source->info().name, path().filename());
  EXPECT_EQ(source->info().pictureBytes(), 192u);
  EXPECT_THAT(greys(*source), ElementsAre(7));
}

}  // namespace
}  // namespace ganvas::data
