#include "base/files.h"

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <thread>

#include "base/error.h"
#include "base/error_text.h"
#include "base/temporary_directory.h"

namespace ganvas {
namespace {

namespace fs = std::filesystem;
using testing::EnvironmentVariable;
using testing::errorOf;
using ::testing::HasSubstr;
using testing::TemporaryDirectory;

int filesIn(const fs::path& directory) {
  int count = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(directory)) ++count;
  return count;
}

// Limits the size of files that this process may write, without the signal that would end it.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : oldSignal_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &old_);
    const rlimit limit{bytes, old_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &old_);
    std::signal(SIGXFSZ, oldSignal_);
  }

 private:
  rlimit old_{};
  void (*oldSignal_)(int);
};

TEST(Files, WritesAndReplacesWholeFiles) {
  const TemporaryDirectory directory;
  const fs::path file = directory / "a.bin";
  const std::string first("a\0b\n", 4), second(200000, 'x');
  writeFileAtomically(file, first);
  EXPECT_EQ(readWholeFile(file, 4), first);
  writeFileAtomically(file, second);
  EXPECT_EQ(readWholeFile(file, 1 << 20), second);
  writeFileAtomically(file, "");
  EXPECT_EQ(readWholeFile(file, 0), "");
  EXPECT_EQ(filesIn(directory.path()), 1);
}

TEST(Files, AFullDiskLeavesTheOldFile) {
  const TemporaryDirectory directory;
  const fs::path file = directory / "a.bin";
  writeFileAtomically(file, "old");
  std::string message;
  {
    const FileSizeLimit limit(4096);
    message = errorOf([&] { writeFileAtomically(file, std::string(100000, 'x')); });
  }
  EXPECT_THAT(message, HasSubstr(file.string()));
  EXPECT_THAT(message, HasSubstr("File too large"));
  EXPECT_THAT(message, HasSubstr("free some space"));
  EXPECT_EQ(readWholeFile(file, 100), "old");
  EXPECT_EQ(filesIn(directory.path()), 1);
}

TEST(Files, WritersOfOneFileDoNotMix) {
  const TemporaryDirectory directory;
  const fs::path file = directory / "a.bin";
  {
    std::vector<std::jthread> writers;
    for (char c = 'a'; c < 'e'; ++c) {
      writers.emplace_back([&, c] {
        for (int i = 0; i < 20; ++i) writeFileAtomically(file, std::string(10000, c));
      });
    }
  }
  const std::string bytes = readWholeFile(file, 10000);
  EXPECT_EQ(bytes, std::string(10000, bytes[0]));
  EXPECT_EQ(filesIn(directory.path()), 1);
}

TEST(Files, WritingIntoAMissingDirectorySaysSo) {
  const TemporaryDirectory directory;
  const std::string message = errorOf([&] { writeFileAtomically(directory.path() / "no" / "a", "x"); });
  EXPECT_THAT(message, HasSubstr("No such file or directory"));
  EXPECT_THAT(message, HasSubstr("no/a"));
}

TEST(Files, WritingOverADirectoryLeavesNothingBehind) {
  const TemporaryDirectory directory;
  fs::create_directory(directory / "a");
  EXPECT_THAT(errorOf([&] { writeFileAtomically(directory / "a", "x"); }), HasSubstr("directory"));
  EXPECT_EQ(filesIn(directory.path()), 1);
}

TEST(Files, ReadingWhatIsNoPlainFileSaysWhatItIs) {
  const TemporaryDirectory directory;
  const fs::path pipe = directory / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_THAT(errorOf([&] { readWholeFile(directory.path(), 10); }), HasSubstr("this is a directory"));
  EXPECT_THAT(errorOf([&] { readWholeFile(directory / "none", 10); }), HasSubstr("No such file"));
  EXPECT_THAT(errorOf([&] { readWholeFile(pipe, 10); }), HasSubstr("not a plain file"));
}

TEST(Files, ReadingStopsAtTheLimit) {
  const TemporaryDirectory directory;
  writeFileAtomically(directory / "a", "12345");
  EXPECT_EQ(readWholeFile(directory / "a", 5), "12345");
  EXPECT_THAT(errorOf([&] { readWholeFile(directory / "a", 4); }), HasSubstr("larger than 4 bytes"));
  EXPECT_THAT(errorOf([&] { readWholeFile("/proc/self/maps", 4); }), HasSubstr("larger than 4 bytes"));
}

TEST(Files, SyncsWhatIsThereAndComplainsOfWhatIsNot) {
  const TemporaryDirectory directory;
  writeFileAtomically(directory / "a", "x");
  EXPECT_NO_THROW(syncFile(directory / "a"));
  EXPECT_NO_THROW(syncDirectory(directory.path()));
  EXPECT_THROW(syncFile(directory / "b"), Error);
  EXPECT_THROW(syncDirectory(directory / "a"), Error);
}

TEST(Files, FreeSpaceLooksAtTheNearestParent) {
  const TemporaryDirectory directory;
  const auto space = freeSpace(directory.path());
  EXPECT_GT(space, 0u);
  EXPECT_GT(freeSpace(directory.path() / "not" / "yet" / "there"), 0u);
  EXPECT_GT(freeSpace("not-yet-there"), 0u);
}

TEST(Files, FollowsTheBaseDirectorySpecification) {
  const EnvironmentVariable home("HOME", "/home/someone");
  const EnvironmentVariable runs("GANVAS_RUNS_DIR", nullptr);
  {
    const EnvironmentVariable config("XDG_CONFIG_HOME", nullptr), data("XDG_DATA_HOME", nullptr);
    EXPECT_EQ(userConfigDirectory(), "/home/someone/.config/ganvas");
    EXPECT_EQ(userDataDirectory(), "/home/someone/.local/share/ganvas");
    EXPECT_EQ(defaultRunsDirectory(), "/home/someone/.local/share/ganvas/runs");
  }
  {
    const EnvironmentVariable config("XDG_CONFIG_HOME", "/c"), data("XDG_DATA_HOME", "/d");
    EXPECT_EQ(userConfigDirectory(), "/c/ganvas");
    EXPECT_EQ(userDataDirectory(), "/d/ganvas");
  }
  {  // the specification: relative paths are to be ignored
    const EnvironmentVariable config("XDG_CONFIG_HOME", "c"), data("XDG_DATA_HOME", "");
    EXPECT_EQ(userConfigDirectory(), "/home/someone/.config/ganvas");
    EXPECT_EQ(userDataDirectory(), "/home/someone/.local/share/ganvas");
  }
  const EnvironmentVariable own("GANVAS_RUNS_DIR", "/scratch/runs");
  EXPECT_EQ(defaultRunsDirectory(), "/scratch/runs");
}

}  // namespace
}  // namespace ganvas
