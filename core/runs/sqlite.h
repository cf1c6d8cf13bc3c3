#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace ganvas::runs {

/// An Error that also knows SQLite's extended result code, so that opening can fall back on another way.
class SqlError : public Error {
 public:
  SqlError(int code, std::string what, std::string where, std::string advice)
      : Error(std::move(what), std::move(where), std::move(advice)), code_(code) {}
  int code() const { return code_; }

 private:
  int code_;
};

/// One connection. Hardened against hostile files: no trusted schema, rows of at most 16 MiB.
class Database {
 public:
  /// `flags` are SQLITE_OPEN_…; `immutable` promises that nobody writes the file (no locks, no -wal, no -shm).
  Database(const std::filesystem::path& file, int flags, bool immutable = false);
  ~Database();
  Database(Database&& other) noexcept;
  Database& operator=(Database&&) = delete;

  void execute(const char* text) const;
  std::int64_t integer(const char* query) const;  ///< first column of the first row; 0 where there is none
  void waitWhenBusy(int milliseconds) const;
  bool readOnly() const;
  sqlite3* handle() const { return handle_; }
  const std::filesystem::path& file() const { return file_; }
  /// Turns SQLite's result code into an Error with file, cause and advice.
  [[noreturn]] void fail(int code) const;

 private:
  std::filesystem::path file_;
  sqlite3* handle_ = nullptr;
};

/// A prepared statement. Must not outlive its Database; text and floats are bound by reference until it has run.
class Statement {
 public:
  Statement(const Database& database, const char* text);
  ~Statement();
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;

  template <typename... Values>
  Statement& bind(const Values&... values) {
    reset();
    int index = 0;
    (bindOne(++index, values), ...);
    return *this;
  }
  bool step();  ///< to the next row; false after the last one
  void run();   ///< to the end
  void reset();

  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string text(int column) const;
  /// The BLOB's floats, at most `most` of them; bytes that make no whole float are left out.
  std::vector<float> floats(int column, std::size_t most) const;

 private:
  void bindOne(int index, std::int64_t value);
  void bindOne(int index, double value);
  void bindOne(int index, std::string_view value);
  void bindOne(int index, std::span<const float> value);

  const Database* database_;
  sqlite3_stmt* handle_ = nullptr;
};

/// Rolls back unless committed.
class Transaction {
 public:
  enum class Kind { Read, Write };
  Transaction(const Database& database, Kind kind);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  const Database& database_;
  bool open_ = true;
};

}  // namespace ganvas::runs
