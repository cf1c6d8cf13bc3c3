#include "sets/table_reader.h"

#include <algorithm>
#include <utility>

#include "base/error.h"

namespace ganvas::sets {

namespace {

constexpr std::string_view kSpaces = " \t\r";

char separatorOf(std::string_view line) {
  char best = ' ';
  std::ptrdiff_t most = 0;
  for (const char candidate : {',', ';', '\t'}) {
    const std::ptrdiff_t count = std::count(line.begin(), line.end(), candidate);
    if (count > most) best = candidate, most = count;
  }
  return best;
}

std::string_view firstLine(std::string_view text) {
  const std::size_t start = std::min(text.find_first_not_of("\r\n"), text.size());
  return text.substr(start, text.find('\n', start) - start);
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kSpaces);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

TableReader::TableReader(std::string_view text, std::string where) : text_(text), where_(std::move(where)) {
  if (text_.starts_with("\xff\xfe") || text_.starts_with("\xfe\xff")) fail("the file is UTF-16", "Save it as UTF-8");
  if (text_.starts_with("\xef\xbb\xbf")) text_.remove_prefix(3);
  separator_ = separatorOf(firstLine(text_));
}

void TableReader::fail(const std::string& problem, const std::string& advice) const {
  throw Error(problem, line_ > 0 ? where_ + " line " + std::to_string(line_) : where_, advice);
}

bool TableReader::next() {
  for (;;) {
    if (text_.empty()) return false;
    line_ = nextLine_;
    fields_.clear();
    while (!atRowEnd()) readField();
    if (!text_.empty()) text_.remove_prefix(1), ++nextLine_;
    if (fields_.size() > 1 || (fields_.size() == 1 && !fields_.front().empty())) return true;
  }
}

void TableReader::skipSpaces() {
  while (!text_.empty() && text_.front() != separator_ && kSpaces.find(text_.front()) != std::string_view::npos) {
    text_.remove_prefix(1);
  }
}

// One field with the separator behind it. A separator at the row's end is followed by one more, empty field.
void TableReader::readField() {
  const bool spaces = separator_ == ' ';
  if (spaces) text_.remove_prefix(std::min(text_.find_first_not_of(kSpaces), text_.size()));
  if (spaces && atRowEnd()) return;
  skipSpaces();
  std::string& field = fields_.emplace_back();
  if (!text_.empty() && text_.front() == '"') readQuoted(field);
  std::size_t end = 0;
  while (end < text_.size() && text_[end] != '\n' && text_[end] != separator_ && !(spaces && text_[end] == '\t')) ++end;
  field += trimmed(text_.substr(0, end));
  text_.remove_prefix(end);
  if (atRowEnd()) return;
  text_.remove_prefix(1);
  if (!spaces && atRowEnd()) fields_.emplace_back();
}

void TableReader::readQuoted(std::string& field) {
  text_.remove_prefix(1);
  for (;;) {
    const std::size_t quote = text_.find('"');
    if (quote == std::string_view::npos) fail("a quote (\") is opened and not closed", "Close it");
    field += text_.substr(0, quote);
    nextLine_ += std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(quote), '\n');
    text_.remove_prefix(quote + 1);
    if (text_.empty() || text_.front() != '"') return;
    field += '"';
    text_.remove_prefix(1);
  }
}

}  // namespace ganvas::sets
