#include "runs/history_file.h"

#include <sqlite3.h>
#include <sys/vfs.h>

#include <algorithm>
#include <array>
#include <bit>
#include <ctime>
#include <system_error>

namespace ganvas::runs {

namespace fs = std::filesystem;

static_assert(std::endian::native == std::endian::little, "chunks hold little-endian floats");

namespace {

constexpr std::int64_t kApplication = 0x47414E56;  // "GANV"
constexpr std::int64_t kFormat = 1;
constexpr std::int64_t kMostSteps = std::int64_t{1} << 48;
constexpr int kWriterPatience = 10000;  // milliseconds
constexpr int kReaderPatience = 2000;

constexpr const char* kSchema = R"sql(
CREATE TABLE run(
  id INTEGER PRIMARY KEY CHECK (id = 1),
  steps INTEGER NOT NULL,
  state TEXT NOT NULL,
  step INTEGER NOT NULL,
  total_steps INTEGER NOT NULL,
  seconds REAL NOT NULL,
  failure TEXT NOT NULL);
CREATE TABLE series(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE chunks(
  series INTEGER NOT NULL, level INTEGER NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL,
  PRIMARY KEY (series, level, number));
CREATE TABLE samples(step INTEGER PRIMARY KEY, epoch REAL NOT NULL, file TEXT NOT NULL,
  rows INTEGER NOT NULL, columns INTEGER NOT NULL);
CREATE TABLE events(id INTEGER PRIMARY KEY, time TEXT NOT NULL, step INTEGER NOT NULL, kind TEXT NOT NULL,
  text TEXT NOT NULL);
CREATE TABLE live_changes(id INTEGER PRIMARY KEY, step INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL);
INSERT INTO run VALUES(1, 0, 'created', 0, 0, 0, '');
PRAGMA application_id = 1195462230;
PRAGMA user_version = 1;
)sql";
static_assert(kApplication == 1195462230);

// WAL needs memory shared between all processes that open the file, which these do not give.
bool onNetwork(const fs::path& file) {
  static constexpr std::array<std::uint32_t, 16> kinds{
      0x6969,      // NFS
      0x517B,      // SMB
      0xFF534D42,  // CIFS
      0xFE534D42,  // SMB 2
      0x65735546,  // FUSE: sshfs and others
      0x01021997,  // 9P
      0x0BD00BD0,  // Lustre
      0x47504653,  // GPFS
      0x19830326,  // BeeGFS
      0x00C36400,  // Ceph
      0x01161970,  // GFS2
      0x7461636F,  // OCFS2
      0xAAD7AAEA,  // PanFS
      0x5346414F,  // AFS
      0x73757245,  // Coda
      0x786F4256,  // VirtualBox shared folder
  };
  struct statfs system {};
  if (statfs(file.c_str(), &system) != 0) return true;
  return std::find(kinds.begin(), kinds.end(), static_cast<std::uint32_t>(system.f_type)) != kinds.end();
}

// False for a database without any content; throws when the content is not a history that we know.
bool isHistory(const Database& database) {
  const std::int64_t application = database.integer("PRAGMA application_id");
  const std::int64_t format = database.integer("PRAGMA user_version");
  if (application == 0 && format == 0 && database.integer("SELECT count(*) FROM sqlite_schema") == 0) return false;
  if (application != kApplication) {
    throw Error("this is a database of another program, not a run's history", database.file().string(),
                "Move it away to go on without it");
  }
  if (format > kFormat) {
    throw Error("the history has format " + std::to_string(format) + ", this version of Ganvas knows format " +
                    std::to_string(kFormat) + " at most",
                database.file().string(), "Use a newer Ganvas");
  }
  return true;
}

void requirePlainFile(const fs::path& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (!fs::exists(status)) throw Error("the run has no history", file.string(), "It may not have begun yet");
  if (!fs::is_regular_file(status)) throw Error("the history is not a plain file", file.string(), "");
}

Database openReader(const fs::path& file, int flags, bool immutable) {
  Database database(file, flags, immutable);
  database.waitWhenBusy(kReaderPatience);
  database.execute("PRAGMA query_only = ON");
  if (!isHistory(database)) throw Error("the history is empty", file.string(), "The run may not have begun yet");
  return database;
}

}  // namespace

Database openHistoryForWriting(const fs::path& file) {
  std::error_code error;
  if (fs::exists(file, error)) requirePlainFile(file);
  Database database(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  database.waitWhenBusy(kWriterPatience);
  const bool made = isHistory(database);
  if (database.readOnly()) {
    throw Error("the history cannot be written", file.string(), "Check the permissions of the file and its directory");
  }
  if (!made) {
    Transaction transaction(database, Transaction::Kind::Write);
    database.execute(kSchema);
    transaction.commit();
  }
  // NORMAL in WAL mode survives a kill at any moment and stays consistent over a power cut; a rollback journal needs
  // FULL for the latter.
  database.execute(onNetwork(file) ? "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL"
                                   : "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
  return database;
}

Database openHistoryForReading(const fs::path& file) {
  requirePlainFile(file);
  try {
    return openReader(file, SQLITE_OPEN_READONLY, false);
  } catch (const SqlError& failure) {
    const int code = failure.code() & 0xff;
    if (code != SQLITE_CANTOPEN && code != SQLITE_READONLY) throw;
  }
  try {  // A killed writer's rollback journal has to be played back by somebody.
    return openReader(file, SQLITE_OPEN_READWRITE, false);
  } catch (const SqlError& failure) {
    const int code = failure.code() & 0xff;
    if (code != SQLITE_CANTOPEN && code != SQLITE_READONLY) throw;
  }
  // Nothing can be written beside the file, so nobody writes the file: read what is in it.
  return openReader(file, SQLITE_OPEN_READONLY, true);
}

void settleHistory(const Database& database) noexcept {
  try {
    database.waitWhenBusy(0);
    database.execute("PRAGMA wal_checkpoint(PASSIVE)");
    database.execute("PRAGMA journal_mode = DELETE");
  } catch (const Error&) {
    // A reader is there: the -wal stays, which is as good.
  }
}

std::int64_t checkedSteps(const Database& database, std::int64_t steps) {
  if (steps < 0 || steps > kMostSteps) {
    throw Error("the history says that it has " + std::to_string(steps) + " steps", database.file().string(),
                "The file is damaged; put back a copy of it");
  }
  return steps;
}

std::string utcNow() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text, length};
}

}  // namespace ganvas::runs
