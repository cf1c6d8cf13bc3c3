#include "runs/notes.h"

#include <gmock/gmock.h>

#include "runs/run_list.h"
#include "support.h"

namespace ganvas::runs {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

using Notes = InDirectory;

std::string repeated(const std::string& text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

TEST_F(Notes, AreReadAsTheyWereWritten) {
  EXPECT_EQ(readNotes(directory), RunNotes());
  const RunNotes notes{"a/b \"c\" \\ \U0001F600", {"good", "é, with comma"}, "first line\n\tsecond"};
  writeNotes(directory, notes);
  EXPECT_EQ(readNotes(directory), notes);
  writeNotes(directory, {});
  EXPECT_EQ(readNotes(directory), RunNotes());
}

TEST_F(Notes, AreTidiedAndBounded) {
  const RunNotes kept = tidied({"  two\nlines\x7f ", {" a ", "", "b", "a", "\n"}, "\n note \n"});
  EXPECT_EQ(kept.name, "two lines");
  EXPECT_THAT(kept.tags, ElementsAre("a", "b"));
  EXPECT_EQ(kept.note, "note");
  const std::string emoji = "\U0001F600";
  EXPECT_EQ(tidied({repeated(emoji, 300), {}, ""}).name, repeated(emoji, 300));
  EXPECT_THAT(messageOf([&] { writeNotes(directory, {repeated(emoji, 301), {}, ""}); }), HasSubstr("301 characters"));
  EXPECT_THAT(messageOf([&] { tidied({"", {repeated("x", 61)}, ""}); }), HasSubstr("60 at most"));
  EXPECT_THAT(messageOf([&] { tidied({"\xff", {}, ""}); }), HasSubstr("UTF-8"));
  RunNotes many;
  for (int i = 0; i < 33; ++i) many.tags.push_back(std::to_string(i));
  EXPECT_THAT(messageOf([&] { tidied(many); }), HasSubstr("33 tags"));
  EXPECT_FALSE(fs::exists(directory / "notes.toml"));
}

TEST_F(Notes, DamagedOnesAreAProblemTextAndCanBeReplaced) {
  const RunDirectory run = RunDirectory::create(directory, "x", {}, {});
  const fs::path file = run.path() / "notes.toml";
  for (const char* bad : {"format = ", "\xff\xfe", "name = \"no format\"\n"}) {
    writeText(file, bad);
    const RunSummary summary = summarise(run.path());
    EXPECT_THAT(summary.notesProblem, HasSubstr("notes.toml")) << bad;
    EXPECT_EQ(summary.problem, "") << bad;
    EXPECT_EQ(summary.displayName(), "x") << bad;
  }
  writeNotes(run.path(), {"y", {}, ""});
  EXPECT_EQ(summarise(run.path()).displayName(), "y");
  writeText(file, "format = 1\nname = 3\ntags = [1, \"t\"]\n");
  EXPECT_THAT(readNotes(run.path()).tags, ElementsAre("t"));
}

TEST_F(Notes, DeepKeysAreRefusedButDotsInATextAreNot) {
  std::string deep = "a";
  for (int i = 0; i < 200000; ++i) deep += ".a";
  writeText(directory / "notes.toml", deep + " = 1\n");
  EXPECT_THAT(messageOf([&] { readNotes(directory); }), HasSubstr("nested too deeply"));
  RunNotes notes{"v1.2", {"a.b"}, ""};
  for (int i = 0; i < 100; ++i) notes.note += "see results.csv of v1.2\n";
  writeNotes(directory, notes);
  EXPECT_EQ(readNotes(directory), tidied(notes));
}

TEST_F(Notes, OfANewerFormatAreLeftAlone) {
  writeText(directory / "notes.toml", "format = 2\nmood = \"good\"\n");
  EXPECT_THAT(messageOf([&] { writeNotes(directory, {"y", {}, ""}); }), HasSubstr("newer Ganvas"));
  EXPECT_THAT(readText(directory / "notes.toml"), HasSubstr("mood"));
}

TEST_F(Notes, TheGivenNameFindsTheRun) {
  const RunDirectory one = RunDirectory::create(directory, "quickstart", {}, {});
  const RunDirectory two = RunDirectory::create(directory, "quickstart", {}, {});
  writeNotes(two.path(), {"the good one", {}, ""});
  EXPECT_EQ(findRun(directory, "the good one"), two.path());
  EXPECT_THAT(messageOf([&] { findRun(directory, "quickstart"); }), HasSubstr("names 2 runs"));
  EXPECT_THAT(messageOf([&] { findRun(directory, "the god one"); }), HasSubstr(two.path().filename().string()));
}

}  // namespace
}  // namespace ganvas::runs
