#include "config/toml_guard.h"

#include <algorithm>

#include "base/error.h"

namespace ganvas::config {

namespace {

constexpr int kMostDotsPerLine = 32;  // no honest line joins so many keys

bool isKeyEdge(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '"' || c == '\'';
}

// Where the text that begins with a quote at `begin` is over. Exactly as the parser sees it, up to the first mistake:
// what is skipped here must not be keys there.
std::size_t endOfString(std::string_view text, std::size_t begin) {
  const char quote = text[begin];
  const std::string three(3, quote);
  const bool hasLines = text.substr(begin, 3) == three;
  for (std::size_t i = begin + (hasLines ? 3 : 1); i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (!hasLines && text[i] == '\n') {
      return i;
    } else if (!hasLines && text[i] == quote) {
      return i + 1;
    } else if (hasLines && text.substr(i, 3) == three) {
      const std::size_t most = std::min(text.size(), i + 5);  // two quotes may stand before the three that end it
      for (i += 3; i < most && text[i] == quote;) ++i;
      return i;
    }
  }
  return text.size();
}

[[noreturn]] void refuse(const char* what, const char* advice, std::string_view text, std::size_t at,
                         const std::string& file) {
  const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  throw Error(what, file + ":" + std::to_string(line), advice);
}

// A section's '[' is at `at`. The parser takes it for granted that a key follows.
void checkSection(std::string_view text, std::size_t at, const std::string& file) {
  std::size_t i = at + 1;
  if (i < text.size() && text[i] == '[') ++i;
  i = std::min(text.find_first_not_of(" \t", i), text.size());
  if (i < text.size() && !isKeyEdge(text[i]) && text[i] != ']') {
    refuse("this is not the name of a section", "Sections look like [schedule]", text, at, file);
  }
}

}  // namespace

void refuseHostileKeys(std::string_view text, const std::string& file) {
  int dots = 0;
  int depth = 0;     // of the arrays and inline tables around
  char last = '\n';  // last character that is not blank
  bool afterDot = false;
  for (std::size_t i = text.starts_with("\xEF\xBB\xBF") ? 3 : 0; i < text.size();) {
    const char c = text[i];
    const std::size_t here = i++;
    if (c == ' ' || c == '\t') continue;
    if (c == '[' && last == '\n' && depth == 0) {
      checkSection(text, here, file);
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
    if (c == '#') i = std::min(text.find('\n', i), text.size());
    if (c == '"' || c == '\'') i = endOfString(text, here);
    if (c == '\n') dots = 0;
    if (afterDot && isKeyEdge(c) && ++dots > kMostDotsPerLine) {
      refuse("the keys on this line are nested too deeply", "Keys look like schedule.batch_size", text, here, file);
    }
    afterDot = c == '.' && isKeyEdge(last);
    if (c != '\r') last = c;
  }
}

}  // namespace ganvas::config
