#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "base/error_text.h"
#include "data/data_files.h"
#include "data/folder_source.h"
#include "data/open_source.h"
#include "data/read_all.h"
#include "imaging/picture_file.h"

namespace ganvas::data {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using namespace ganvas::testing;
using namespace std::chrono_literals;

/// A folder of 12 pictures of two classes, and an empty cache.
class PreparedFolder : public DataFiles {
 protected:
  PreparedFolder() {
    for (int i = 0; i < 6; ++i) {
      paint("set/cats/" + std::to_string(i) + ".png", i);
      paint("set/dogs/" + std::to_string(i) + ".png", 100 + i);
    }
    data_.source = "folder";
    data_.path = path() / "set";
    data_.width = data_.height = 4;
    data_.channels = 1;
  }
  void paint(const std::string& name, int grey) {
    fs::create_directories((path() / name).parent_path());
    imaging::writePng(path() / name, Picture{8, 6, 1, std::vector<std::uint8_t>(48, static_cast<std::uint8_t>(grey))});
  }
  std::unique_ptr<BatchSource> open() {
    imported_ = false;
    return openSource(data_, {}, [&](std::int64_t, std::int64_t) { imported_ = true; });
  }
  std::vector<fs::path> sets() const {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(cache_ / "ganvas/sets")) found.push_back(entry.path());
    return found;
  }
  static std::vector<int> greys(BatchSource& source) {
    const ImageBatch all = readAll(source);
    std::vector<int> greys;
    for (std::size_t i = 0; i < all.size(); ++i) greys.push_back(all.pixels[i * all.pictureBytes()]);
    return greys;
  }
  static void flip(const fs::path& file, int byte) {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekg(byte);
    const int value = stream.get();
    stream.seekp(byte);
    stream.put(static_cast<char>(value ^ 1));
  }

  config::Data data_;
  bool imported_ = false;
  TemporaryDirectory cache_;
  EnvironmentVariable cacheHome_{"XDG_CACHE_HOME", cache_.path().c_str()};
};

TEST_F(PreparedFolder, TheSecondOpeningDecodesNothing) {
  const auto first = open();
  EXPECT_TRUE(imported_);
  const auto second = open();
  EXPECT_FALSE(imported_);
  EXPECT_THAT(greys(*first), ElementsAre(0, 1, 2, 3, 4, 5, 100, 101, 102, 103, 104, 105));
  EXPECT_EQ(readAll(*first), readAll(*second, 5));
  EXPECT_EQ(first->fingerprint(), second->fingerprint());
  EXPECT_THAT(second->info().classNames, ElementsAre("cats", "dogs"));
  EXPECT_THAT(readAll(*second).labels, ElementsAre(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1));
  const PictureOrigin origin = second->origin(7);
  EXPECT_EQ(origin.name, "dogs/1.png");
  EXPECT_EQ(origin.width, 8);
  EXPECT_EQ(origin.height, 6);
  EXPECT_EQ(origin.bytes, static_cast<std::int64_t>(fs::file_size(path() / "set/dogs/1.png")));
  EXPECT_EQ(second->origin(0).name, "cats/0.png");
  EXPECT_EQ(second->origin(12).name, "");
  ASSERT_THAT(second->mapped(), SizeIs(192));
  EXPECT_EQ(second->mapped()[16 * 11], 105);
  data_.path += "/";
  open();
  EXPECT_FALSE(imported_);
}

TEST_F(PreparedFolder, WhatChangesThePicturesMakesANewSet) {
  open();
  for (const std::function<void()>& change :
       {std::function<void()>([&] { data_.width = 5; }), std::function<void()>([&] { data_.height = 5; }),
        std::function<void()>([&] { data_.channels = 3; }), std::function<void()>([&] { data_.fit = "stretch"; })}) {
    change();
    open();
    EXPECT_TRUE(imported_);
    open();
    EXPECT_FALSE(imported_);
  }
  EXPECT_THAT(sets(), SizeIs(5));
}

TEST_F(PreparedFolder, AChangedFolderIsImportedAnew) {
  open();
  const fs::path file = path() / "set/cats/3.png";
  fs::last_write_time(file, fs::last_write_time(file) + 1s);
  open();
  EXPECT_TRUE(imported_);
  paint("set/cats/3.png", 33);
  EXPECT_EQ(greys(*open()).at(3), 33);
  paint("set/cats/9.png", 9);
  EXPECT_EQ(open()->info().count, 13);
  fs::rename(path() / "set/cats/9.png", path() / "set/cats/8.png");
  EXPECT_EQ(open()->origin(6).name, "cats/8.png");
  EXPECT_TRUE(imported_);
}

TEST_F(PreparedFolder, TheFingerprintIsOfTheContent) {
  const std::string before = open()->fingerprint();
  EXPECT_THAT(before, HasSubstr("pictures-1 "));
  fs::copy(path() / "set", path() / "copy", fs::copy_options::recursive);
  const config::Data original = data_;
  data_.path = path() / "copy";
  EXPECT_EQ(open()->fingerprint(), before);
  EXPECT_TRUE(imported_);
  data_.limit = 11;
  EXPECT_NE(open()->fingerprint(), before);
  data_ = original;
  data_.width = 5;
  EXPECT_NE(open()->fingerprint(), before);
  data_ = original;
  fs::rename(path() / "set/cats/3.png", path() / "set/cats/33.png");
  EXPECT_NE(open()->fingerprint(), before);
  fs::rename(path() / "set/cats/33.png", path() / "set/cats/3.png");
  EXPECT_EQ(open()->fingerprint(), before);
  paint("set/cats/3.png", 30);
  EXPECT_NE(open()->fingerprint(), before);
}

TEST_F(PreparedFolder, ALimitChoosesFromTheWholeSet) {
  open();
  data_.limit = 5;
  const auto some = open();
  EXPECT_FALSE(imported_);
  EXPECT_THAT(sets(), SizeIs(1));
  EXPECT_THAT(greys(*some), ElementsAre(0, 1, 2, 100, 101));
  EXPECT_THAT(readAll(*some, 2).labels, ElementsAre(0, 0, 0, 1, 1));
  EXPECT_EQ(some->origin(3).name, "dogs/0.png");
  EXPECT_THAT(some->mapped(), IsEmpty());
  data_.limit = 1;
  EXPECT_THAT(open()->mapped(), SizeIs(16));  // one stretch of the file
}

TEST_F(PreparedFolder, WhatWasLeftOutIsKept) {
  write("set/cats/2.png", "hello");
  open();
  const auto source = open();
  EXPECT_FALSE(imported_);
  EXPECT_THAT(greys(*source), ElementsAre(0, 1, 3, 4, 5, 100, 101, 102, 103, 104, 105));
  EXPECT_THAT(source->leftOut(), SizeIs(1));
  EXPECT_EQ(source->leftOut().front().name, "cats/2.png");
  EXPECT_THAT(source->leftOut().front().reason, HasSubstr("no picture"));
  EXPECT_THAT(source->info().warnings, ElementsAre(HasSubstr("cats/2.png")));
}

TEST_F(PreparedFolder, AFlippedByteIsFoundInTheBackground) {
  open();
  flip(sets().front() / "pixels", 100);
  const auto source = open();
  EXPECT_FALSE(imported_);
  std::string error;
  for (int i = 0; i < 2000 && error.empty(); ++i) {
    try {
      readAll(*source);
      std::this_thread::sleep_for(5ms);
    } catch (const Error& problem) {
      error = problem.what();
    }
  }
  EXPECT_THAT(error, AllOf(HasSubstr("damaged"), HasSubstr("Start again")));
  EXPECT_THAT(greys(*open()), ElementsAre(0, 1, 2, 3, 4, 5, 100, 101, 102, 103, 104, 105));
  EXPECT_TRUE(imported_);
}

TEST_F(PreparedFolder, ADamagedIndexIsFoundInTheBackground) {
  for (const char* file : {"index", "names"}) {
    open();
    flip(sets().front() / file, 5);
    const auto source = open();
    for (int i = 0; i < 2000 && !sets().empty(); ++i) std::this_thread::sleep_for(5ms);
    EXPECT_THAT(sets(), IsEmpty());
    EXPECT_THAT(errorOf([&] { readAll(*source); }), HasSubstr("damaged"));
  }
}

TEST_F(PreparedFolder, ATruncatedFileIsImportedAnew) {
  open();
  fs::resize_file(sets().front() / "pixels", 100);
  EXPECT_THAT(greys(*open()), SizeIs(12));
  EXPECT_TRUE(imported_);
}

TEST_F(PreparedFolder, ASetThatIsCutWhileItIsReadIsAnErrorAndNoCrash) {
  open();
  const auto source = open();
  fs::resize_file(sets().front() / "pixels", 100);
  // By whoever comes first: this read, or the check in the background.
  EXPECT_THAT(errorOf([&] { readAll(*source); }), AnyOf(HasSubstr("ends early"), HasSubstr("damaged")));
}

TEST_F(PreparedFolder, ASetThatIsRemovedWhileItIsReadCanBeReadOn) {
  const auto source = open();
  fs::remove_all(cache_.path());
  EXPECT_THAT(greys(*source), SizeIs(12));
  EXPECT_THAT(source->leftOut(), IsEmpty());
}

TEST_F(PreparedFolder, AFullDiskIsAnErrorAndLeavesNothing) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{100, 100};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const std::string error = errorOf([&] { open(); });
    ::_exit(error.find("/pixels: cannot write the file: File too large. ") != std::string::npos ? 0 : 1);
  }
  int status = -1;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  EXPECT_THAT(sets(), IsEmpty());
}

TEST_F(PreparedFolder, LookingDecodesNothing) {
  data_.limit = 5;
  SetInfo info = lookAtSource(data_);
  EXPECT_FALSE(fs::exists(cache_ / "ganvas"));
  EXPECT_EQ(info.name, "set");
  EXPECT_EQ(info.count, 5);
  EXPECT_EQ(info.width, 4);
  EXPECT_THAT(info.classNames, ElementsAre("cats", "dogs"));
  write("set/cats/2.png", "hello");
  data_.limit = 0;
  EXPECT_EQ(lookAtSource(data_).count, 12);
  open();
  EXPECT_EQ(lookAtSource(data_).count, 11);
}

}  // namespace
}  // namespace ganvas::data
