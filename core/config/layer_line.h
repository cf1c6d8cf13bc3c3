#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/network_plan.h"

namespace ganvas::config {

/// What a line knows of the network that it stands in.
struct PlanScope {
  struct Saved {
    Shape shape;
    std::size_t line = 0;  ///< index of the `save`
    bool used = false;
  };
  const NetworkInput& input;
  const NetworkPlan& plan;  ///< the lines so far
  std::map<std::string, Saved> saved;
};

/// One layer line on its way from text to LayerPlan: hands out its words and knows how to complain. Every word must
/// be taken before finish(); all errors name the network, the line and the shape before it.
class LayerLine {
 public:
  /// `number` counts from 1. Throws Error when the line is empty or too long.
  LayerLine(const std::string& network, std::size_t number, const std::string& text, const Shape& before);

  const std::string& text() const { return text_; }
  const Shape& before() const { return before_; }
  /// The layer's name: the first word.
  const std::string& name() const { return words_.front().text; }
  /// The layer's form for advice, such as "conv C kK [sS]".
  void setUsage(std::string usage) { usage_ = std::move(usage); }

  /// The next word that has not been taken and is no option, or nothing.
  std::optional<std::string> takeWord();
  /// Takes the word `flag` wherever it stands.
  bool takeFlag(std::string_view flag);
  /// The next word that has not been taken and is a name: a letter, then letters, digits and '_'.
  std::optional<std::string> takeName();
  /// Takes the word that is `prefix` followed by at least one character (and by a digit when `number`).
  std::optional<std::string> takePrefixed(std::string_view prefix, bool number = false);
  /// Throws Error when a word is left: a typing mistake must not pass in silence.
  void finish();

  /// Numbers from words, checked against bounds; `what` names them in the message.
  std::int64_t integer(std::string_view word, const std::string& what, std::int64_t low, std::int64_t high) const;
  double real(std::string_view word, const std::string& what) const;
  /// HxWxC as a picture's shape, or nothing when the word has no 'x'. Throws Error when it has but is malformed.
  std::optional<Shape> picture(std::string_view word) const;

  /// The product of numbers ≥ 0, or Error when it passes `limit`.
  std::int64_t product(std::initializer_list<std::int64_t> factors, std::int64_t limit, const std::string& what) const;

  [[noreturn]] void fail(const std::string& problem, const std::string& advice) const;
  /// fail() with the layer's form as advice.
  [[noreturn]] void failForm(const std::string& problem) const;

 private:
  struct Word {
    std::string text;
    std::size_t column;  // from 1, in bytes
  };
  const std::string& take(std::size_t index);
  std::string where() const;

  std::string network_;
  std::size_t number_;
  std::string text_;
  Shape before_;
  std::vector<Word> words_;
  std::vector<bool> taken_;
  std::size_t current_ = 0;  // the word looked at last: where a fault is
  std::string usage_;
};

/// Fills in everything of the line's LayerPlan, shapes and counts included. Throws Error.
LayerPlan planLayer(LayerLine& line, PlanScope& scope);

}  // namespace ganvas::config
