#pragma once

#include <algorithm>

namespace ganvas::ui {

/// Part of an axis.
struct Span {
  double lower = 0, upper = 1;

  double width() const { return upper - lower; }
  bool covers(const Span& other) const { return lower <= other.lower && other.upper <= upper; }
  Span moved(double by) const { return {lower + by, upper + by}; }
  bool operator==(const Span&) const = default;
};

}  // namespace ganvas::ui
