#include "plots/step_scale.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace ganvas::ui {

namespace {

void append(std::vector<StepTime>& clock, const StepTime& moment) {
  if (!std::isfinite(moment.step) || !std::isfinite(moment.seconds)) return;
  if (!clock.empty() && (moment.step <= clock.back().step || moment.seconds < clock.back().seconds)) return;
  clock.push_back(moment);
}

/// On the line through the two moments about `at`, the outermost two beyond the ends.
template <typename From, typename To>
double interpolated(const std::vector<StepTime>& clock, double at, From from, To to) {
  auto right = std::lower_bound(clock.begin(), clock.end(), at,
                                [&](const StepTime& moment, double value) { return moment.*from < value; });
  right = std::clamp(right, std::next(clock.begin()), std::prev(clock.end()));
  const auto left = std::prev(right);
  const double run = (*right).*from - (*left).*from;
  const double share = run > 0 ? (at - (*left).*from) / run : 0;
  return (*left).*to + share * ((*right).*to - (*left).*to);
}

}  // namespace

void StepScale::setClock(const std::vector<StepTime>& coarse, const std::vector<StepTime>& fine) {
  clock_.clear();
  const bool none = fine.empty();
  for (const StepTime& moment : coarse) {
    if (none || moment.step < fine.front().step) append(clock_, moment);
  }
  for (const StepTime& moment : fine) append(clock_, moment);
  for (const StepTime& moment : coarse) {
    if (!none && moment.step > fine.back().step) append(clock_, moment);
  }
}

XUnit StepScale::shownUnit() const {
  if (unit_ == XUnit::Epoch && hasEpochs()) return XUnit::Epoch;
  if (unit_ == XUnit::Time && hasTime()) return XUnit::Time;
  return XUnit::Step;
}

double StepScale::toX(double step) const {
  switch (shownUnit()) {
    case XUnit::Epoch:
      return step * epochsPerStep_;
    case XUnit::Time:
      return seconds(step);
    case XUnit::Step:
      break;
  }
  return step;
}

double StepScale::toStep(double x) const {
  switch (shownUnit()) {
    case XUnit::Epoch:
      return x / epochsPerStep_;
    case XUnit::Time:
      return stepAt(x);
    case XUnit::Step:
      break;
  }
  return x;
}

double StepScale::seconds(double step) const {
  if (!hasTime()) return std::numeric_limits<double>::quiet_NaN();
  return interpolated(clock_, step, &StepTime::step, &StepTime::seconds);
}

double StepScale::stepAt(double seconds) const {
  return interpolated(clock_, seconds, &StepTime::seconds, &StepTime::step);
}

}  // namespace ganvas::ui
