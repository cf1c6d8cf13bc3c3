#include "plots/curve_line.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "plots/smoothing.h"

namespace ganvas::ui {

namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

double drawable(double value, bool logarithmic) {
  return std::isfinite(value) && (!logarithmic || value > 0) ? value : kGap;
}

}  // namespace

void CurveLine::place(const StepScale& scale) {
  const bool timed = scale.shownUnit() == XUnit::Time && seconds.size() == points.size();
  xs.resize(points.size());
  double last = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double middle = static_cast<double>(points[i].step) + 0.5 * static_cast<double>(points[i].width - 1);
    const double x = timed && std::isfinite(seconds[i]) ? seconds[i] : scale.toX(middle);
    last = xs[i] = std::max(x, last);  // a clock that went back must not make the line turn round
  }
}

void CurveLine::average(double window) {
  averages = window > 0 ? smoothed(middles(points), window) : std::vector<double>();
}

void CurveLine::draw(bool logarithmic) {
  QVector<QCPGraphData> extremes, line;
  extremes.reserve(static_cast<qsizetype>(2 * points.size()));
  line.reserve(static_cast<qsizetype>(averages.size()));
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double low = drawable(points[i].minimum, logarithmic), high = drawable(points[i].maximum, logarithmic);
    if (!std::isnan(low) || std::isnan(high)) extremes.append({xs[i], low});
    if (!std::isnan(high) && high != low) extremes.append({xs[i], high});
    if (i < averages.size()) line.append({xs[i], drawable(averages[i], logarithmic)});
  }
  raw->data()->set(extremes, true);
  smooth->data()->set(line, true);
  raw->setVisible(!hidden);
  smooth->setVisible(!hidden && !averages.empty());
}

std::pair<std::size_t, std::size_t> CurveLine::within(const Span& visible) const {
  const auto first = std::lower_bound(xs.begin(), xs.end(), visible.lower);
  const auto last = std::upper_bound(first, xs.end(), visible.upper);
  return {static_cast<std::size_t>(first - xs.begin()), static_cast<std::size_t>(last - xs.begin())};
}

std::optional<Span> CurveLine::extent(const Span& visible, bool logarithmic) const {
  Span span{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
  const auto [first, last] = within(visible);
  for (std::size_t i = first; i < last; ++i) {
    for (const double end : {double{points[i].minimum}, double{points[i].maximum}}) {
      const double value = drawable(end, logarithmic);
      if (std::isnan(value)) continue;
      span.lower = std::min(span.lower, value);
      span.upper = std::max(span.upper, value);
    }
  }
  if (span.lower > span.upper) return std::nullopt;
  return span;
}

std::optional<std::size_t> CurveLine::nearest(double x) const {
  if (xs.empty()) return std::nullopt;
  const auto right = std::lower_bound(xs.begin(), xs.end(), x);
  if (right == xs.begin()) return 0;
  auto index = static_cast<std::size_t>(right - xs.begin());
  if (right == xs.end() || x - xs[index - 1] < xs[index] - x) --index;
  return index;
}

bool CurveLine::hasNonPositive(const Span& visible) const {
  const auto [first, last] = within(visible);
  return std::any_of(points.begin() + static_cast<std::ptrdiff_t>(first),
                     points.begin() + static_cast<std::ptrdiff_t>(last),
                     [](const runs::CurvePoint& point) { return point.minimum <= 0; });
}

}  // namespace ganvas::ui
