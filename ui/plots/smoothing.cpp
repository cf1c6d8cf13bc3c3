#include "plots/smoothing.h"

#include <algorithm>
#include <cmath>

namespace ganvas::ui {

std::vector<double> middles(const std::vector<runs::CurvePoint>& points) {
  std::vector<double> values;
  values.reserve(points.size());
  for (const auto& point : points) values.push_back(0.5 * (double{point.minimum} + double{point.maximum}));
  return values;
}

std::vector<double> smoothed(const std::vector<double>& values, double window) {
  const double decay = std::exp(-2.0 / std::max(window, 1e-3));
  struct Sum {
    double values = 0, weights = 0;
    void add(double value, double decay) {
      values = decay * values + (std::isfinite(value) ? value : 0);
      weights = decay * weights + (std::isfinite(value) ? 1 : 0);
    }
  };
  std::vector<Sum> back(values.size());  // up to each value, itself included
  Sum sum;
  for (std::size_t i = 0; i < values.size(); ++i) {
    sum.add(values[i], decay);
    back[i] = sum;
  }
  std::vector<double> result(values);
  sum = {};
  for (std::size_t i = values.size(); i-- > 0;) {
    // `sum` holds what comes after.
    if (std::isfinite(values[i])) {
      result[i] = (back[i].values + decay * sum.values) / (back[i].weights + decay * sum.weights);
    }
    sum.add(values[i], decay);
  }
  return result;
}

}  // namespace ganvas::ui
