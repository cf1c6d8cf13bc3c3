#pragma once

#include <stdexcept>
#include <string>

namespace ganvas {

/// The one exception type of the core. Says what happened, where, and what the user can do about it.
class Error : public std::runtime_error {
 public:
  Error(std::string what, std::string where, std::string advice)
      : std::runtime_error(join(what, where, advice)),
        what_(std::move(what)),
        where_(std::move(where)),
        advice_(std::move(advice)) {}

  /// What happened, one sentence without the closing stop.
  const std::string& problem() const { return what_; }
  /// The file, line, step, layer or key it happened at; may be empty.
  const std::string& where() const { return where_; }
  /// What the user can do; may be empty.
  const std::string& advice() const { return advice_; }

 private:
  static std::string join(const std::string& what, const std::string& where, const std::string& advice) {
    std::string text = where.empty() ? what : where + ": " + what;
    if (!advice.empty()) text += ". " + advice;
    return text;
  }

  std::string what_, where_, advice_;
};

}  // namespace ganvas
