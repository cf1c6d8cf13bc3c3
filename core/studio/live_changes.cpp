#include "studio/live_changes.h"

#include <algorithm>

namespace ganvas::studio {

LiveChanges::LiveChanges(std::span<const runs::LiveChange> recorded) {
  for (const runs::LiveChange& change : recorded) {
    overtake(change);
    pending_.push_back(change);
  }
}

std::vector<runs::LiveChange> LiveChanges::takeDue(std::int64_t step) {
  std::vector<runs::LiveChange> due;
  std::erase_if(pending_, [&](const runs::LiveChange& change) {
    if (change.step > step) return false;
    due.push_back(change);
    return true;
  });
  std::stable_sort(due.begin(), due.end(), [](const auto& a, const auto& b) { return a.step < b.step; });
  return due;
}

void LiveChanges::overtake(const runs::LiveChange& change) {
  std::erase_if(pending_,
                [&](const runs::LiveChange& old) { return old.key == change.key && old.step >= change.step; });
}

}  // namespace ganvas::studio
