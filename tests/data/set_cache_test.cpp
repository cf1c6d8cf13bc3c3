#include "data/set_cache.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "base/error_text.h"
#include "base/temporary_directory.h"

namespace ganvas::data {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using namespace ganvas::testing;
using namespace std::chrono_literals;

/// A set of one grey picture of 1 × 1.
void writeTinySet(const fs::path& directory, const CacheKey& key) {
  PreparedHeader header;
  header.key = key.name();
  header.info = {"tiny", 1, 1, 1, 1, {}, {}};
  const std::vector<std::uint8_t> pixel{7};
  const std::vector<std::int32_t> labels{0};
  RawFile::create(directory / kPixelsFile).writeAt(0, pixel);
  RawFile::create(directory / kLabelsFile).writeAt(0, std::vector<std::uint8_t>(4));
  header.labelsHash = hashOf(labels);
  IndexFiles::write(directory, {{{3, 1, 1, 1, 0}}, "a.b"});
  header.namesBytes = 3;
  writeHeader(directory, header);
}

class SetCache : public ::testing::Test {
 protected:
  std::unique_ptr<PreparedSet> open(const CacheKey& key, const std::stop_token& stop = {}) {
    return findOrPrepare(
        room_, key,
        [&](const fs::path& directory) {
          ++made_;
          writeTinySet(directory, key);
        },
        stop);
  }
  fs::path place(const CacheKey& key) const { return room_.directory() / key.name(); }
  std::vector<std::string> names() const {
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(room_.directory())) found.push_back(entry.path().filename());
    return found;
  }
  /// A child process that makes the set of `key`, and hangs there when `hangs`, until it is killed.
  pid_t makeInChild(const CacheKey& key, bool hangs) {
    const pid_t child = ::fork();
    if (child != 0) return child;
    findOrPrepare(room_, key, [&](const fs::path& directory) {
      RawFile::create(directory / "begun");
      if (hangs) ::pause();
      std::this_thread::sleep_for(300ms);
      writeTinySet(directory, key);
    });
    ::_exit(0);
  }
  void awaitBeginning(const CacheKey& key) {
    const fs::path file = place(key).string() + ".part/begun";
    for (int i = 0; i < 5000 && !fs::exists(file); ++i) std::this_thread::sleep_for(1ms);
    ASSERT_TRUE(fs::exists(file));
  }

  TemporaryDirectory directory_;
  CacheRoom room_{directory_ / "sets", 1000};
  const CacheKey key_{"one"}, other_{"two"};
  int made_ = 0;
};

TEST_F(SetCache, ASetIsMadeOnce) {
  EXPECT_TRUE(open(key_)->isNew);
  const auto again = open(key_);
  EXPECT_FALSE(again->isNew);
  EXPECT_EQ(made_, 1);
  EXPECT_THAT(again->mapped.bytes(), ElementsAre(7));
  EXPECT_EQ(again->index.origin(0).name, "a.b");
  EXPECT_THAT(names(), ElementsAre(key_.name()));
  open(other_);
  EXPECT_EQ(made_, 2);
  EXPECT_NE(key_.name(), other_.name());
}

TEST_F(SetCache, WhatIsNotWholeIsMadeAnew) {
  const auto spoil = [&](const std::string& file, const std::function<void(const fs::path&)>& change) {
    open(key_);
    made_ = 0;
    change(place(key_) / file);
    EXPECT_TRUE(open(key_)) << file;
    EXPECT_EQ(made_, 1) << file;
    EXPECT_THAT(names(), ElementsAre(key_.name()));
  };
  const auto empty = [](const fs::path& file) { fs::resize_file(file, 0); };
  const auto longer = [](const fs::path& file) { fs::resize_file(file, fs::file_size(file) + 1); };
  const auto gone = [](const fs::path& file) { fs::remove(file); };
  for (const char* file : {"pixels", "labels", "index", "names", "header.json"}) {
    spoil(file, empty);
    spoil(file, gone);
    if (fs::path(file).extension() != ".json") spoil(file, longer);
  }
  spoil("labels", [](const fs::path& file) {
    RawFile::create(file).writeAt(0, std::vector<std::uint8_t>{1, 0, 0, 0});
  });
  spoil("header.json", [](const fs::path& file) {
    std::string text = readWholeFile(file, 10000);
    text.replace(text.find("\"format\": 1"), 11, "\"format\": 2");
    writeFileAtomically(file, text);
  });
  spoil("header.json", [](const fs::path& file) {
    std::string text = readWholeFile(file, 10000);
    text.replace(text.find("\"width\": 1"), 10, "\"width\": 1e99");
    writeFileAtomically(file, text);
  });
  spoil("pixels", [](const fs::path& file) {
    fs::remove(file);
    fs::create_directory(file);
  });
}

TEST_F(SetCache, AFailureLeavesNothingBehind) {
  const auto fail = [](const fs::path& directory) {
    RawFile::create(directory / "pixels").writeAt(0, std::vector<std::uint8_t>(100));
    throw Error("no luck", "", "");
  };
  EXPECT_EQ(errorOf([&] { findOrPrepare(room_, key_, fail); }), "no luck");
  EXPECT_THAT(names(), IsEmpty());
}

TEST_F(SetCache, WhatAKilledImportLeftIsRemovedByTheNextOne) {
  const pid_t child = makeInChild(key_, true);
  awaitBeginning(key_);
  open(other_);
  EXPECT_THAT(names(), SizeIs(2));  // it still lives
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  open(CacheKey{"three"});
  EXPECT_THAT(names(), SizeIs(2));
  EXPECT_FALSE(fs::exists(place(key_).string() + ".part"));
  EXPECT_TRUE(open(key_));
}

TEST_F(SetCache, TheSameSetAfterAKilledImport) {
  const pid_t child = makeInChild(key_, true);
  awaitBeginning(key_);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  EXPECT_TRUE(open(key_));
  EXPECT_FALSE(fs::exists(place(key_) / "begun"));
}

TEST_F(SetCache, OneProcessMakesItTheOtherWaits) {
  const pid_t child = makeInChild(key_, false);
  awaitBeginning(key_);
  EXPECT_TRUE(open(key_));
  EXPECT_EQ(made_, 0);
  ::waitpid(child, nullptr, 0);
}

TEST_F(SetCache, WaitingCanBeGivenUp) {
  const pid_t child = makeInChild(key_, true);
  awaitBeginning(key_);
  std::stop_source stop;
  std::jthread later([&] {
    std::this_thread::sleep_for(30ms);
    stop.request_stop();
  });
  EXPECT_EQ(errorOf([&] { open(key_, stop.get_token()); }), "cancelled");
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
}

TEST_F(SetCache, TheLongestUnusedMakesRoomButNoneInUse) {
  const CacheKey third{"three"};
  auto used = open(key_);
  open(other_);
  open(third);
  fs::last_write_time(place(key_) / "lock", fs::file_time_type::clock::now() - 3h);
  fs::last_write_time(place(other_) / "lock", fs::file_time_type::clock::now() - 2h);
  fs::last_write_time(place(third) / "lock", fs::file_time_type::clock::now() - 1h);
  std::uintmax_t bytes = 0;
  for (const auto& file : fs::directory_iterator(place(third))) bytes += file.file_size();
  const CacheRoom small(room_.directory(), static_cast<std::int64_t>(3 * bytes + 10));
  small.makeRoom(0);
  EXPECT_THAT(names(), SizeIs(3));
  small.makeRoom(20);
  EXPECT_TRUE(fs::exists(place(key_)));
  EXPECT_FALSE(fs::exists(place(other_)));
  EXPECT_TRUE(fs::exists(place(third)));
  used.reset();
  small.makeRoom(static_cast<std::int64_t>(2 * bytes));
  EXPECT_FALSE(fs::exists(place(key_)));
  EXPECT_TRUE(fs::exists(place(third)));
}

TEST_F(SetCache, ASetThatTheDiskHasNoRoomForIsAnError) {
  open(key_);
  EXPECT_THAT(errorOf([&] { room_.makeRoom(std::int64_t{1} << 60); }),
              AllOf(HasSubstr("1152921504.6 GB"), HasSubstr("are free"), HasSubstr("XDG_CACHE_HOME")));
}

TEST_F(SetCache, ASetInUseSurvivesItsRemoval) {
  const auto set = open(key_);
  room_.discard(place(key_));
  EXPECT_THAT(names(), IsEmpty());
  EXPECT_THAT(set->mapped.bytes(), ElementsAre(7));
  EXPECT_TRUE(open(key_));
  EXPECT_EQ(made_, 2);
}

TEST_F(SetCache, ASetThatCannotBeReadBackIsAnErrorAndNoEndlessLoop) {
  EXPECT_THAT(errorOf([&] { findOrPrepare(room_, key_, [](const fs::path&) {}); }), HasSubstr("cannot be read back"));
}

TEST_F(SetCache, ACacheThatCannotBeWrittenIsAnError) {
  RawFile::create(directory_ / "file");
  const CacheRoom room(directory_ / "file");
  EXPECT_THAT(errorOf([&] { findOrPrepare(room, key_, [](const fs::path&) {}); }),
              AllOf(HasSubstr("cannot be made"), HasSubstr("XDG_CACHE_HOME")));
}

}  // namespace
}  // namespace ganvas::data
