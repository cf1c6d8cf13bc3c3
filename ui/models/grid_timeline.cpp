#include "models/grid_timeline.h"

#include <algorithm>

namespace ganvas::ui {

namespace {

using Grids = std::vector<runs::SampleRecord>;

Grids::const_iterator firstFrom(const Grids& grids, std::int64_t step) {
  return std::lower_bound(grids.begin(), grids.end(), step,
                          [](const runs::SampleRecord& grid, std::int64_t wanted) { return grid.step < wanted; });
}

}  // namespace

void GridTimeline::add(const Grids& grids, bool all) {
  if (all) {
    grids_ = grids;
    return;
  }
  if (grids.empty()) return;
  // The history knows everything up to its newest; only what came after that is still live.
  const Grids live(firstFrom(grids_, grids.back().step + 1), grids_.cend());
  grids_.erase(firstFrom(grids_, grids.front().step), grids_.cend());
  grids_.insert(grids_.end(), grids.begin(), grids.end());
  grids_.insert(grids_.end(), live.begin(), live.end());
}

void GridTimeline::addLive(std::int64_t step, int rows, int columns) {
  const auto place = firstFrom(grids_, step);
  if (place != grids_.cend() && place->step == step) return;
  grids_.insert(place, {.step = step, .epoch = -1, .file = {}, .rows = rows, .columns = columns});
}

bool GridTimeline::has(std::int64_t step) const {
  const auto place = firstFrom(grids_, step);
  return place != grids_.cend() && place->step == step;
}

int GridTimeline::nearest(std::int64_t step) const {
  const auto place = static_cast<int>(firstFrom(grids_, step) - grids_.cbegin());
  return std::min(place, count() - 1);
}

}  // namespace ganvas::ui
