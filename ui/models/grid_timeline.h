#pragma once

#include <cstdint>
#include <vector>

#include "runs/history.h"

namespace ganvas::ui {

/// The kept grids of a run by step, and those that the history does not list yet because they were made a moment
/// ago: these have no file, and an epoch below 0.
class GridTimeline {
 public:
  void clear() { grids_.clear(); }
  /// Grids newer than those the history has listed before or, with `all`, everything that it lists now.
  void add(const std::vector<runs::SampleRecord>& grids, bool all);
  /// A grid that was just made.
  void addLive(std::int64_t step, int rows, int columns);

  bool empty() const { return grids_.empty(); }
  int count() const { return static_cast<int>(grids_.size()); }
  const runs::SampleRecord& at(int index) const { return grids_[static_cast<std::size_t>(index)]; }
  bool has(std::int64_t step) const;
  /// Index of the grid at `step`, or of the next one after it, or of the last; −1 if there is none at all.
  int nearest(std::int64_t step) const;

 private:
  std::vector<runs::SampleRecord> grids_;
};

}  // namespace ganvas::ui
