#pragma once

#include <QString>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "plots/span.h"
#include "plots/step_scale.h"
#include "runs/history.h"

class QCPGraph;

namespace ganvas::ui {

/// A curve to plot: its name in the history and for people.
struct PlotSeries {
  std::string key;
  QString label;
  QString quantity = {};  ///< what its axis counts: "loss"
  int colour = 0;         ///< 0, 1, … (see seriesPen)
  bool right = false;     ///< on the right axis
  bool operator==(const PlotSeries&) const = default;
};

/// A curve as it is drawn: the raw extremes, and the moving average over them.
struct CurveLine {
  PlotSeries series;
  bool hidden = false;
  std::vector<runs::CurvePoint> points = {};
  std::vector<double> seconds = {};   ///< of training at the points; empty where unknown
  std::vector<double> xs = {};        ///< where the points are on the x axis; NaN where unknown
  std::vector<double> averages = {};  ///< empty without smoothing
  QCPGraph* raw = nullptr;
  QCPGraph* smooth = nullptr;

  void place(const StepScale& scale);
  /// Averages over about `window` points; 0: none.
  void average(double window);
  /// Hands it to the graphs. On a logarithmic axis what is not positive cannot be drawn: gaps.
  void draw(bool logarithmic);

  /// Least and greatest value drawn within; nothing where there is none.
  std::optional<Span> extent(const Span& visible, bool logarithmic) const;
  /// Index of the point nearest to `x`.
  std::optional<std::size_t> nearest(double x) const;
  /// Whether a value within is not positive.
  bool hasNonPositive(const Span& visible) const;

 private:
  /// Points [first, last) that may be seen.
  std::pair<std::size_t, std::size_t> within(const Span& visible) const;
};

}  // namespace ganvas::ui
