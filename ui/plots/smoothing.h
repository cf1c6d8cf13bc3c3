#pragma once

#include <vector>

#include "runs/history.h"

namespace ganvas::ui {

/// The middle of every point (NaN stays).
std::vector<double> middles(const std::vector<runs::CurvePoint>& points);

/// Moving average with weights that fall exponentially to both sides, by e over half a window: unlike one that looks
/// back only, it does not lag behind the curve. At the ends it takes what is there; NaNs are skipped and stay NaN.
std::vector<double> smoothed(const std::vector<double>& values, double window);

}  // namespace ganvas::ui
