#pragma once

#include <vector>

#include "plots/span.h"

namespace ganvas::ui {

/// What the x axis counts.
enum class XUnit { Step, Epoch, Time };

/// A moment of a run: a step, and its seconds of training.
struct StepTime {
  double step = 0, seconds = 0;
};

/// From steps to what the x axis counts, and back.
class StepScale {
 public:
  void setUnit(XUnit unit) { unit_ = unit; }
  XUnit unit() const { return unit_; }
  void setEpochsPerStep(double epochs) { epochsPerStep_ = epochs; }
  double epochsPerStep() const { return epochsPerStep_; }
  /// The run's clock: ascending steps; values that are not finite or go back are left out. Between its moments, and
  /// beyond them, time runs evenly. `fine`, over a stretch of the run, counts more than `coarse`.
  void setClock(const std::vector<StepTime>& coarse, const std::vector<StepTime>& fine);

  bool hasEpochs() const { return epochsPerStep_ > 0; }
  bool hasTime() const { return clock_.size() > 1; }
  /// What the axis shows: steps instead of what the run does not tell.
  XUnit shownUnit() const;

  double toX(double step) const;
  double toStep(double x) const;
  double seconds(double step) const;  ///< NaN without a clock

 private:
  double stepAt(double seconds) const;

  XUnit unit_ = XUnit::Step;
  double epochsPerStep_ = 0;
  std::vector<StepTime> clock_;
};

}  // namespace ganvas::ui
