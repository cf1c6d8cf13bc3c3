#pragma once

#include <vector>

#include "runs/history.h"

namespace ganvas::ui {

/// The middle of every point (NaN stays).
std::vector<double> middles(const std::vector<runs::CurvePoint>& points);

/// Exponential moving average with bias correction, so that it starts at the first value: after n points the weights
/// of the last `window` of them sum to 1 − 1/e. NaNs are skipped and stay NaN.
std::vector<double> smoothed(const std::vector<double>& values, double window);

}  // namespace ganvas::ui
