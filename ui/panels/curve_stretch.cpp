#include "panels/curve_stretch.h"

#include <algorithm>

namespace ganvas::ui {

namespace {

constexpr std::size_t kRounding = 64;  // points; a splitter that is dragged must not ask at every pixel

std::int64_t widthOf(const StepRange& range) {
  return range.last - range.first + 1;
}

}  // namespace

bool CurveStretch::covers(const StepRange& visible) const {
  if (visible_.last == 0 || visible.last == 0) return false;
  const std::int64_t width = widthOf(visible), before = widthOf(visible_);
  const bool fine = 4 * width > 3 * before && 3 * width < 4 * before;
  const bool left = read_.first == 1 || visible.first - read_.first >= width / 2;
  return fine && left && read_.last - visible.last >= width / 2;
}

void CurveStretch::fit(CurveNeeds& needs, const StepRange& visible, std::size_t points) {
  points = (points + kRounding - 1) / kRounding * kRounding;
  if (!covers(visible)) {
    const std::int64_t width = widthOf(visible);
    visible_ = visible;
    read_ = visible.last == 0 ? StepRange()
                              : StepRange{std::max<std::int64_t>(1, visible.first - width), visible.last + width};
  }
  needs.first = read_.first;
  needs.last = read_.last;
  needs.points = read_.last == 0 ? points : 3 * points;
}

}  // namespace ganvas::ui
