#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <cmath>
#include <numeric>

#include "runs/history.h"
#include "support.h"

namespace ganvas::runs {
namespace {

using HistoryProcess = InDirectory;

std::string integrityOf(const std::filesystem::path& file) {
  sqlite3* database = nullptr;
  std::string answer = "not opened";
  if (sqlite3_open(file.c_str(), &database) == SQLITE_OK) {
    sqlite3_exec(
        database, "PRAGMA integrity_check",
        [](void* text, int, char** columns, char**) {
          *static_cast<std::string*>(text) = columns[0];
          return 0;
        },
        &answer, nullptr);
  }
  sqlite3_close(database);
  return answer;
}

void execute(const std::filesystem::path& file, const char* text) {
  sqlite3* database = nullptr;
  EXPECT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(database, text, nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(database);
}

// Appends steps whose values are their numbers, 37 at a time, and tells the pipe after each flush.
int writeForEver(const std::filesystem::path& file, int tell) {
  HistoryWriter writer(file);
  for (;;) {
    std::vector<float> rows;
    for (std::int64_t step = writer.steps() + 1; rows.size() < 2 * 37; ++step) {
      rows.push_back(static_cast<float>(step));
      rows.push_back(static_cast<float>(-step));
    }
    writer.append({"up", "down"}, rows);
    writer.flush();
    const std::int64_t steps = writer.steps();
    if (write(tell, &steps, sizeof steps) != sizeof steps) return 1;
  }
}

void expectNumbers(const HistoryReader& reader) {
  const std::int64_t steps = reader.steps();
  const auto up = reader.values("up", 1, steps), down = reader.values("down", 1, steps);
  ASSERT_EQ(up.size(), static_cast<std::size_t>(steps));
  ASSERT_EQ(down.size(), up.size());
  for (std::size_t i = 0; i < up.size(); ++i) {
    ASSERT_EQ(up[i], static_cast<float>(i + 1));
    ASSERT_EQ(down[i], -up[i]);
  }
}

TEST_F(HistoryProcess, IsReadWhileWrittenAndSurvivesKill) {
  const auto file = directory / "history.db";
  std::int64_t durable = 0;
  for (int round = 0; round < 3; ++round) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = inChild([&] {
      close(ends[0]);
      return writeForEver(file, ends[1]);
    });
    close(ends[1]);
    std::int64_t told = 0;
    for (int i = 0; i < 60 + 13 * round; ++i) {
      ASSERT_EQ(read(ends[0], &told, sizeof told), static_cast<ssize_t>(sizeof told));
      if (i % 10 != 0) continue;
      const HistoryReader reader(file);
      EXPECT_GE(reader.steps(), told);
      const auto point = reader.curve("up", 1, told, 1).at(0);
      EXPECT_EQ(point.minimum, 1);
      EXPECT_GE(point.maximum, static_cast<float>(told));
      expectNumbers(reader);
    }
    kill(child, SIGKILL);
    EXPECT_EQ(ended(child), -SIGKILL);
    while (read(ends[0], &told, sizeof told) == static_cast<ssize_t>(sizeof told)) durable = told;
    close(ends[0]);
    durable = std::max(durable, told);
    const HistoryReader reader(file);  // beside the -wal that the dead one left
    EXPECT_GE(reader.steps(), durable);
    expectNumbers(reader);
    EXPECT_EQ(HistoryWriter(file).steps(), reader.steps());
  }
  EXPECT_EQ(integrityOf(file), "ok");
}

TEST_F(HistoryProcess, IsReadInADirectoryThatCannotBeWritten) {
  const auto closed = directory / "closed", killed = directory / "killed",
             copied = directory / "copied";  // in WAL mode, without the files beside it
  for (const auto& folder : {closed, killed, copied}) std::filesystem::create_directory(folder);
  { HistoryWriter(closed / "history.db").append({"a"}, std::vector<float>{1, 2}); }
  std::filesystem::copy_file(closed / "history.db", copied / "history.db");
  execute(copied / "history.db", "PRAGMA journal_mode = WAL");
  EXPECT_EQ(ended(inChild([&] {
              HistoryWriter writer(killed / "history.db");
              writer.append({"a"}, std::vector<float>{1, 2});
              writer.flush();
              return kill(getpid(), SIGKILL);
            })),
            -SIGKILL);
  chmod(directory.c_str(), 0755);
  for (const auto& folder : {closed, killed, copied}) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) chmod(entry.path().c_str(), 0444);
    chmod(folder.c_str(), 0555);
    const int code = ended(inChild([&] {
      if (getuid() == 0 && setuid(65534) != 0) return 77;
      return static_cast<int>(HistoryReader(folder / "history.db").steps());
    }));
    chmod(folder.c_str(), 0755);
    EXPECT_EQ(code, 2) << folder;
  }
}

// What a process leaves that is killed while it commits by rollback journal, as on a network file system.
TEST_F(HistoryProcess, PlaysBackTheJournalOfAKilledOne) {
  const auto file = directory / "history.db";
  { HistoryWriter(file).append({"a"}, std::vector<float>(50'000, 1.0F)); }
  EXPECT_EQ(ended(inChild([&] {
              sqlite3* database = nullptr;
              sqlite3_open(file.c_str(), &database);
              sqlite3_exec(database, "PRAGMA cache_size = 1; BEGIN IMMEDIATE; UPDATE chunks SET data = zeroblob(9000)",
                           nullptr, nullptr, nullptr);
              return kill(getpid(), SIGKILL);
            })),
            -SIGKILL);
  ASSERT_TRUE(std::filesystem::exists(directory / "history.db-journal"));
  const auto values = HistoryReader(file).values("a", 1, 50'000);
  EXPECT_EQ(values, std::vector<float>(50'000, 1.0F));
}

TEST_F(HistoryProcess, AFullDiskLosesNothing) {
  const auto file = directory / "history.db";
  const int code = ended(inChild([&] {
    signal(SIGXFSZ, SIG_IGN);
    HistoryWriter writer(file);
    writer.append({"a"}, std::vector<float>{1, 2});
    writer.flush();
    const rlimit tight{100'000, RLIM_INFINITY};
    setrlimit(RLIMIT_FSIZE, &tight);
    std::vector<float> many(200'000);
    std::iota(many.begin(), many.end(), 3.0F);
    writer.append({"a"}, many);
    try {
      writer.flush();
      return 1;
    } catch (const Error&) {
    }
    if (HistoryReader(file).steps() != 2) return 2;
    const rlimit wide{RLIM_INFINITY, RLIM_INFINITY};
    setrlimit(RLIMIT_FSIZE, &wide);
    writer.flush();
    return HistoryReader(file).values("a", 200'002, 200'002).at(0) == 200'002.0F ? 0 : 3;
  }));
  EXPECT_EQ(code, 0);
  EXPECT_EQ(integrityOf(file), "ok");
}

}  // namespace
}  // namespace ganvas::runs
