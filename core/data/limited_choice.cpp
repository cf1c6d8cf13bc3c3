#include "data/limited_choice.h"

#include <algorithm>

#include "data/read_request.h"

namespace ganvas::data {

std::vector<std::int64_t> limitedChoice(std::span<const std::int32_t> labels, std::int64_t classes,
                                        std::int64_t limit) {
  const auto available = static_cast<std::int64_t>(labels.size());
  std::int64_t left = limitedCount(available, limit);
  if (left == available) return {};
  std::vector<std::int64_t> missing(static_cast<std::size_t>(std::max<std::int64_t>(classes, 1)));
  const auto classOf = [&](std::int32_t label) { return static_cast<std::size_t>(label) % missing.size(); };
  for (const std::int32_t label : labels) ++missing[classOf(label)];  // pictures of each class not yet granted
  std::vector<std::int64_t> granted(missing.size());
  for (std::size_t label = 0; left > 0; label = (label + 1) % missing.size()) {
    if (missing[label] == 0) continue;
    --missing[label], ++granted[label], --left;
  }
  std::vector<std::int64_t> chosen;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (granted[classOf(labels[i])]-- > 0) chosen.push_back(static_cast<std::int64_t>(i));
  }
  return chosen;
}

}  // namespace ganvas::data
