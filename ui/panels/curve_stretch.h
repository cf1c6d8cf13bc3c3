#pragma once

#include <cstddef>

#include "bridge/run_snapshot.h"
#include "plots/curve_plot.h"

namespace ganvas::ui {

/// Which stretch of a run to read for what a plot shows: its width once more on each side, so that a hand that drags
/// sees no empty ground, and asked for again only when that is used up or too coarse.
class CurveStretch {
 public:
  /// Sets first, last and points of `needs` for the visible steps, of which `points` can be shown.
  void fit(CurveNeeds& needs, const StepRange& visible, std::size_t points);

 private:
  bool covers(const StepRange& visible) const;

  StepRange read_, visible_;  ///< what was asked for, and what was visible then
};

}  // namespace ganvas::ui
