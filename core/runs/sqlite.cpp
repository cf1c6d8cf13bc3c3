#include "runs/sqlite.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace ganvas::runs {

namespace {

constexpr int kLargestRow = 16 << 20;  // bytes; a history's rows are 8 KiB and less

std::string explain(int code, sqlite3* handle) {
  switch (code & 0xff) {
    case SQLITE_NOTADB:
      return "this is no SQLite database";
    case SQLITE_CORRUPT:
      return "the database is damaged";
    case SQLITE_FULL:
      return "the disk is full";
    default:
      break;
  }
  std::string text = handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
  const int cause = handle ? sqlite3_system_errno(handle) : 0;
  if (cause != 0) text += std::string(" (") + std::strerror(cause) + ")";
  return text;
}

const char* advise(int code) {
  switch (code & 0xff) {
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return "It was left as it is; put back a copy of it, or move it away to go on without its history";
    case SQLITE_FULL:
      return "Free some space and try again";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "Another program keeps the file locked; close it and try again";
    case SQLITE_IOERR:
      return "Check the free space, any size limits and the health of the disk";
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
      return "Check that the directory exists and that you may read and write it";
    default:
      return "";
  }
}

// A file name as part of a "file:" URI.
std::string encoded(const std::string& path) {
  static const char digits[] = "0123456789ABCDEF";
  std::string text;
  for (const unsigned char c : path) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::strchr("/-_.", c) != nullptr;
    if (plain && c != 0) {
      text += static_cast<char>(c);
    } else {
      text += {'%', digits[c >> 4], digits[c & 15]};
    }
  }
  return text;
}

}  // namespace

Database::Database(const std::filesystem::path& file, int flags, bool immutable) : file_(file) {
  const std::string name =
      immutable ? "file://" + encoded(std::filesystem::absolute(file).string()) + "?immutable=1" : file.string();
  if (immutable) flags |= SQLITE_OPEN_URI;
  const int code =
      sqlite3_open_v2(name.c_str(), &handle_, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  if (code != SQLITE_OK) {
    const SqlError error(code, explain(code, handle_), file_.string(), advise(code));
    sqlite3_close(handle_);
    throw error;
  }
  sqlite3_limit(handle_, SQLITE_LIMIT_LENGTH, kLargestRow);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
}

Database::~Database() {
  sqlite3_close(handle_);
}

Database::Database(Database&& other) noexcept
    : file_(std::move(other.file_)), handle_(std::exchange(other.handle_, nullptr)) {}

void Database::fail(int code) const {
  throw SqlError(code, explain(code, handle_), file_.string(), advise(code));
}

void Database::execute(const char* text) const {
  const int code = sqlite3_exec(handle_, text, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

std::int64_t Database::integer(const char* query) const {
  Statement statement(*this, query);
  return statement.step() ? statement.integer(0) : 0;
}

void Database::waitWhenBusy(int milliseconds) const {
  sqlite3_busy_timeout(handle_, milliseconds);
}

bool Database::readOnly() const {
  return sqlite3_db_readonly(handle_, "main") != 0;
}

Statement::Statement(const Database& database, const char* text) : database_(&database) {
  const int code = sqlite3_prepare_v3(database.handle(), text, -1, SQLITE_PREPARE_PERSISTENT, &handle_, nullptr);
  if (code != SQLITE_OK) database.fail(code);
}

Statement::~Statement() {
  sqlite3_finalize(handle_);
}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_), handle_(std::exchange(other.handle_, nullptr)) {}

bool Statement::step() {
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  // The message belongs to the connection and would go with the reset: keep it first.
  const SqlError error(code, explain(code, database_->handle()), database_->file().string(), advise(code));
  sqlite3_reset(handle_);
  throw error;
}

void Statement::run() {
  while (step()) {
  }
  reset();
}

void Statement::reset() {
  sqlite3_reset(handle_);
  sqlite3_clear_bindings(handle_);
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(handle_, column);
}

double Statement::real(int column) const {
  return sqlite3_column_double(handle_, column);
}

std::string Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
  return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))) : std::string();
}

std::vector<float> Statement::floats(int column, std::size_t most) const {
  const void* bytes = sqlite3_column_blob(handle_, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_, column));
  std::vector<float> values(std::min(size / sizeof(float), most));
  if (!values.empty()) std::memcpy(values.data(), bytes, values.size() * sizeof(float));
  return values;
}

void Statement::bindOne(int index, std::int64_t value) {
  sqlite3_bind_int64(handle_, index, value);
}

void Statement::bindOne(int index, double value) {
  sqlite3_bind_double(handle_, index, value);
}

void Statement::bindOne(int index, std::string_view value) {
  sqlite3_bind_text64(handle_, index, value.data() ? value.data() : "", value.size(), SQLITE_STATIC, SQLITE_UTF8);
}

void Statement::bindOne(int index, std::span<const float> value) {
  sqlite3_bind_blob64(handle_, index, value.data(), value.size_bytes(), SQLITE_STATIC);
}

Transaction::Transaction(const Database& database, Kind kind) : database_(database) {
  database_.execute(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
  if (open_) sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  database_.execute("COMMIT");
  open_ = false;
}

}  // namespace ganvas::runs
