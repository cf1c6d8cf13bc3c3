#include <gmock/gmock.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "runs/history.h"
#include "support.h"

namespace ganvas::runs {
namespace {

using ::testing::HasSubstr;

class BadHistory : public InDirectory {
 protected:
  void SetUp() override {
    InDirectory::SetUp();
    file = directory / "history.db";
  }

  void makeGood() {
    HistoryWriter writer(file);
    writer.append({"a"}, std::vector<float>(20'000, 1.0F));
  }

  void execute(const char* text) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(database, text, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
  }

  // Neither opens, both say `words`, and not a byte changes.
  void expectRefused(const std::string& words) {
    const std::string before = readText(file);
    EXPECT_THAT(messageOf([&] { HistoryWriter writer(file); }), HasSubstr(words));
    EXPECT_THAT(messageOf([&] { HistoryReader reader(file); }), HasSubstr(words));
    EXPECT_THAT(messageOf([&] { HistoryReader reader(file); }), HasSubstr(file.string()));
    EXPECT_EQ(readText(file), before);
  }

  std::filesystem::path file;
};

TEST_F(BadHistory, NoDatabase) {
  writeText(file, std::string(50'000, 'x'));
  expectRefused("no SQLite database");
  writeText(file, "short");
  expectRefused("no SQLite database");
}

TEST_F(BadHistory, Truncated) {
  makeGood();
  const std::string good = readText(file);
  for (const std::size_t size : {std::size_t{4096}, std::size_t{10'000}, good.size() / 2, good.size() - 4096}) {
    writeText(file, good.substr(0, size));
    expectRefused("damaged");
  }
}

TEST_F(BadHistory, NewerFormat) {
  makeGood();
  execute("PRAGMA user_version = 2");
  expectRefused("format 2");
  EXPECT_THAT(messageOf([&] { HistoryReader reader(file); }), HasSubstr("newer Ganvas"));
}

TEST_F(BadHistory, AnotherProgramsDatabase) {
  execute("CREATE TABLE bookmarks(url TEXT)");
  expectRefused("another program");
}

TEST_F(BadHistory, EmptyIsBegunByAWriterAndRefusedByAReader) {
  writeText(file, "");
  EXPECT_THAT(messageOf([&] { HistoryReader reader(file); }), HasSubstr("empty"));
  { HistoryWriter(file).append({"a"}, std::vector<float>{1}); }
  EXPECT_EQ(HistoryReader(file).steps(), 1);
}

TEST_F(BadHistory, MissingAndNoPlainFile) {
  EXPECT_THAT(messageOf([&] { HistoryReader reader(file); }), HasSubstr("no history"));
  EXPECT_FALSE(std::filesystem::exists(file));
  EXPECT_THROW(HistoryWriter(directory / "none" / "history.db"), Error);
  ASSERT_EQ(mkfifo(file.c_str(), 0600), 0);  // opening one would wait for ever
  EXPECT_THAT(messageOf([&] { HistoryReader reader(file); }), HasSubstr("plain file"));
  EXPECT_THAT(messageOf([&] { HistoryWriter writer(file); }), HasSubstr("plain file"));
}

TEST_F(BadHistory, NonsenseInsideIsAnErrorOrNan) {
  makeGood();
  execute("UPDATE run SET steps = -1");
  EXPECT_THROW(static_cast<void>(HistoryReader(file).steps()), Error);
  EXPECT_THROW(HistoryWriter{file}, Error);
  execute("UPDATE run SET steps = 9223372036854775807");
  EXPECT_THROW(static_cast<void>(HistoryReader(file).curve("a", 1, INT64_MAX, 10)), Error);
  execute("UPDATE run SET steps = 200000000000000");
  const HistoryReader reader(file);
  EXPECT_THROW(static_cast<void>(reader.values("a", 1, INT64_MAX)), Error);
  EXPECT_LE(reader.curve("a", 1, INT64_MAX, 1000).size(), 1000U);
  execute("UPDATE chunks SET data = x'0102030405'; UPDATE run SET steps = 20000");
  EXPECT_EQ(reader.values("a", 1, 20'000).size(), 20'000U);
  EXPECT_LE(reader.curve("a", 1, 20'000, 100).size(), 100U);
  { HistoryWriter(file).append({"a"}, std::vector<float>(3000, 2.0F)); }
  EXPECT_EQ(reader.values("a", 23'000, 23'000).at(0), 2.0F);
  execute("DROP TABLE chunks");
  EXPECT_THROW(HistoryReader{file}, Error);
  EXPECT_THROW(HistoryWriter{file}, Error);
}

}  // namespace
}  // namespace ganvas::runs
