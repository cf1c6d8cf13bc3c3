#include "config/layer_line.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/error.h"
#include "config/utf8.h"

namespace ganvas::config {

namespace {

constexpr std::size_t kLongestLine = 500;

// A word as it is shown in a message.
std::string quoted(std::string_view word) {
  const std::string_view shown = utf8Prefix(word, 60);
  return "\"" + std::string(shown) + (shown.size() < word.size() ? "…\"" : "\"");
}

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

bool isName(const std::string& word) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return letter(word[0]) &&
         std::all_of(word.begin(), word.end(), [&](char c) { return letter(c) || isDigit(c) || c == '_'; });
}

// Whether the word is one of those that takeFlag() and takePrefixed() look for rather than an argument.
bool looksLikeOption(const std::string& word) {
  return word.find('=') != std::string::npos || !(isDigit(word[0]) || word[0] == '-' || word[0] == '.');
}

template <class Number>
std::optional<Number> fromText(std::string_view text) {
  Number number{};
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

LayerLine::LayerLine(const std::string& network, std::size_t number, const std::string& text, const Shape& before)
    : network_(network), number_(number), text_(text), before_(before) {
  if (text.size() > kLongestLine) {
    text_ = utf8Prefix(text, kLongestLine);
    fail("the line is longer than " + std::to_string(kLongestLine) + " characters", "Write one layer per line");
  }
  constexpr std::string_view kSpace = " \t\r\n\v\f";
  for (std::size_t begin = text.find_first_not_of(kSpace); begin != std::string::npos;) {
    const std::size_t end = std::min(text.find_first_of(kSpace, begin), text.size());
    words_.push_back({text.substr(begin, end - begin), begin + 1});
    begin = text.find_first_not_of(kSpace, end);
  }
  if (words_.empty()) fail("the line is empty", "Write a layer there or remove the line");
  taken_.assign(words_.size(), false);
  taken_[0] = true;
}

const std::string& LayerLine::take(std::size_t index) {
  taken_[index] = true;
  current_ = index;
  return words_[index].text;
}

std::optional<std::string> LayerLine::takeWord() {
  for (std::size_t i = 1; i < words_.size(); ++i) {
    if (!taken_[i] && !looksLikeOption(words_[i].text)) return take(i);
  }
  return std::nullopt;
}

std::optional<std::string> LayerLine::takeName() {
  for (std::size_t i = 1; i < words_.size(); ++i) {
    if (!taken_[i] && isName(words_[i].text)) return take(i);
  }
  return std::nullopt;
}

bool LayerLine::takeFlag(std::string_view flag) {
  for (std::size_t i = 1; i < words_.size(); ++i) {
    if (taken_[i] || words_[i].text != flag) continue;
    take(i);
    return true;
  }
  return false;
}

std::optional<std::string> LayerLine::takePrefixed(std::string_view prefix, bool number) {
  for (std::size_t i = 1; i < words_.size(); ++i) {
    const std::string& word = words_[i].text;
    if (taken_[i] || word.size() <= prefix.size() || !word.starts_with(prefix)) continue;
    if (number && !isDigit(word[prefix.size()]) && word[prefix.size()] != '-') continue;
    return take(i).substr(prefix.size());
  }
  return std::nullopt;
}

void LayerLine::finish() {
  for (std::size_t i = 1; i < words_.size(); ++i) {
    if (taken_[i]) continue;
    current_ = i;
    failForm(quoted(words_[i].text) + " is not expected here");
  }
}

std::int64_t LayerLine::integer(std::string_view word, const std::string& what, std::int64_t low,
                                std::int64_t high) const {
  const auto number = fromText<std::int64_t>(word);
  if (!number) failForm("expected " + what + " as a whole number, found " + quoted(word));
  if (*number < low || *number > high) {
    fail(what + " is " + std::to_string(*number), "It must be " + std::to_string(low) + " … " + std::to_string(high));
  }
  return *number;
}

double LayerLine::real(std::string_view word, const std::string& what) const {
  const auto number = fromText<double>(word);
  if (!number || !std::isfinite(*number)) failForm("expected " + what + " as a number, found " + quoted(word));
  return *number;
}

std::optional<Shape> LayerLine::picture(std::string_view word) const {
  const std::size_t first = word.find('x');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = word.find('x', first + 1);
  if (second == std::string_view::npos) {
    failForm("expected HEIGHTxWIDTHxCHANNELS, found " + quoted(word));
  }
  constexpr std::int64_t kLargest = 1 << 20;
  return Shape::picture(integer(word.substr(0, first), "the height", 1, kLargest),
                        integer(word.substr(first + 1, second - first - 1), "the width", 1, kLargest),
                        integer(word.substr(second + 1), "the number of channels", 1, kLargest));
}

std::int64_t LayerLine::product(std::initializer_list<std::int64_t> factors, std::int64_t limit,
                                const std::string& what) const {
  std::int64_t result = 1;
  for (const std::int64_t factor : factors) {
    if (__builtin_mul_overflow(result, factor, &result) || result > limit) {
      fail(what + " would pass " + std::to_string(limit), "Make the layer smaller");
    }
  }
  return result;
}

void LayerLine::fail(const std::string& problem, const std::string& advice) const {
  const bool whole = words_.empty();
  throw LayerError(Error(problem + " (the shape before this line is " + before_.text() + ")", where(), advice),
                   network_, number_, whole ? 1 : words_[current_].column, whole ? 0 : words_[current_].text.size());
}

void LayerLine::failForm(const std::string& problem) const {
  fail(problem, usage_.empty() ? "" : "The form is: " + usage_);
}

std::string LayerLine::where() const {
  const std::size_t column = words_.empty() ? 1 : words_[current_].column;
  return network_ + ", line " + std::to_string(number_) + ", column " + std::to_string(column) + " " + quoted(text_);
}

}  // namespace ganvas::config
