#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ganvas::sets {

/// The rows of a text file of values apart by ',', ';' or tabs, or else by spaces: the first line decides. A byte-order
/// mark, CRLF and empty lines are passed over. Fields may be quoted, and then hold anything.
class TableReader {
 public:
  TableReader(std::string_view text, std::string where);

  /// Reads the next row into fields(); false at the end. Throws Error with the line: a quote that is not closed.
  bool next();

  const std::vector<std::string>& fields() const { return fields_; }
  std::int64_t line() const { return line_; }  ///< where the row begins, counted from 1

  [[noreturn]] void fail(const std::string& problem, const std::string& advice) const;

 private:
  void readField();
  void readQuoted(std::string& field);
  bool atRowEnd() const { return text_.empty() || text_.front() == '\n'; }
  void skipSpaces();

  std::string_view text_;  ///< what is left
  std::string where_;
  char separator_ = ',';  ///< ' ': any number of spaces
  std::vector<std::string> fields_;
  std::int64_t line_ = 0, nextLine_ = 1;
};

/// Without the spaces around it.
std::string_view trimmed(std::string_view text);

}  // namespace ganvas::sets
