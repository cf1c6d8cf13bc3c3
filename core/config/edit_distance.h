#pragma once

#include <algorithm>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ganvas::config {

/// Levenshtein distance: insertions, deletions and replacements of characters that turn `a` into `b`.
inline std::size_t editDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

/// The name nearest to `word`, or an empty one when none is near (distance > max(2, length / 3)).
template <class Names>
std::string nearestName(std::string_view word, const Names& names) {
  if (word.size() > 200) return {};  // no mistyped name is that long; bounds the work on hostile text
  std::string nearest;
  std::size_t best = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const auto& name : names) {
    const std::string_view known(name);
    const std::size_t apart = word.size() > known.size() ? word.size() - known.size() : known.size() - word.size();
    if (apart >= best) continue;  // so many characters must go or come: no need to look closer
    const std::size_t distance = editDistance(word, known);
    if (distance < best) {
      best = distance;
      nearest = name;
    }
  }
  return nearest;
}

}  // namespace ganvas::config
