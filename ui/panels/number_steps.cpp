#include "panels/number_steps.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace ganvas::ui {

namespace {

std::int64_t stepNear(std::int64_t size) {
  std::int64_t step = 1;
  while (size / step >= 100) step *= 10;
  return step;
}

std::int64_t steppedWhole(std::int64_t value, bool up) {
  // Downwards the step of the numbers below counts, so that each step up has its way back.
  const std::int64_t step = stepNear(std::abs(up ? value : value - 1));
  const std::int64_t rest = ((value % step) + step) % step;
  if (up) return value - rest + step;
  return rest == 0 ? value - step : value - rest;
}

// Twelve digits: what pow leaves behind them is no part of a value that anyone typed.
double tidy(double value) {
  if (value == 0) return 0;
  const double scale = std::pow(10.0, 11 - static_cast<int>(std::floor(std::log10(std::fabs(value)))));
  return std::round(value * scale) / scale;
}

/// The neighbour of a positive value among …, 0.1, 0.2, 0.5, 1, 2, 5, 10, …
double neighbour(double value, bool up) {
  constexpr std::array<double, 5> kLeading = {0.5, 1, 2, 5, 10};
  constexpr double kEqual = 1e-9;
  const double power = std::pow(10.0, std::floor(std::log10(value) + kEqual));
  const double leading = value / power;
  if (up) {
    const auto next = std::find_if(kLeading.begin(), kLeading.end(), [&](double x) { return x > leading + kEqual; });
    return tidy((next == kLeading.end() ? 20 : *next) * power);
  }
  const auto previous =
      std::find_if(kLeading.rbegin(), kLeading.rend(), [&](double x) { return x < leading - kEqual; });
  return tidy((previous == kLeading.rend() ? 0.2 : *previous) * power);
}

double steppedReal(const config::Parameter& parameter, double value, bool up) {
  const bool decay = parameter.maximum < 1;
  if (value <= 0) return up ? (decay ? 0.5 : 0.001) : value;
  if (decay && value < 1 && (value > 0.5 || (up && value == 0.5))) return tidy(1 - neighbour(1 - value, !up));
  return neighbour(value, up);
}

bool inBounds(const config::Parameter& parameter, const config::Value& value) {
  try {
    config::checkValue(parameter, value, {});
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace

config::Value stepped(const config::Parameter& parameter, const config::Value& value, bool up) {
  config::Value next = value;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    next = std::clamp(steppedWhole(*whole, up), static_cast<std::int64_t>(parameter.minimum),
                      static_cast<std::int64_t>(parameter.maximum));
    if (!inBounds(parameter, next)) next = std::get<std::int64_t>(next) + (up ? 1 : -1);  // 1 or 3, but not 2
  } else if (const auto* real = std::get_if<double>(&value)) {
    next = steppedReal(parameter, *real, up);
  }
  return inBounds(parameter, next) ? next : value;
}

}  // namespace ganvas::ui
