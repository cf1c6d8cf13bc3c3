#include "plots/smoothing.h"

#include <cmath>

namespace ganvas::ui {

std::vector<double> middles(const std::vector<runs::CurvePoint>& points) {
  std::vector<double> values;
  values.reserve(points.size());
  for (const auto& point : points) values.push_back(0.5 * (double{point.minimum} + double{point.maximum}));
  return values;
}

std::vector<double> smoothed(const std::vector<double>& values, double window) {
  const double decay = std::exp(-1.0 / std::max(window, 1e-3));
  std::vector<double> result;
  result.reserve(values.size());
  double sum = 0, weight = 0;
  for (const double value : values) {
    if (std::isfinite(value)) {
      sum = decay * sum + (1 - decay) * value;
      weight = decay * weight + (1 - decay);
    }
    result.push_back(std::isfinite(value) ? sum / weight : value);
  }
  return result;
}

}  // namespace ganvas::ui
