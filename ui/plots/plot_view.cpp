#include "plots/plot_view.h"

#include <algorithm>

namespace ganvas::ui {

void PlotView::setWhole(const Span& whole, double least) {
  whole_ = whole;
  least_ = least;
  if (fitted_) {
    visible_ = whole_;
  } else if (following_) {
    moveToNewest();
  } else if (visible_.lower >= whole_.upper) {  // a resume from an older checkpoint made the run shorter
    fit();
  }
}

void PlotView::setFollowing(bool follow) {
  following_ = follow;
  if (follow && !fitted_) moveToNewest();
}

void PlotView::moveToNewest() {
  visible_ = visible_.moved(whole_.upper - visible_.upper);
  if (visible_.lower <= whole_.lower) fit();
}

void PlotView::fit() {
  fitted_ = true;
  visible_ = whole_;
}

void PlotView::zoom(double factor, double at) {
  if (following_) at = visible_.upper;
  factor = std::max(factor, least_ / visible_.width());
  const bool follow = following_;
  show({at + (visible_.lower - at) * factor, at + (visible_.upper - at) * factor});
  following_ = follow;
}

void PlotView::pan(double by) {
  if (fitted_) return;
  show(visible_.moved(
      std::clamp(by, std::min(0.0, whole_.lower - visible_.lower), std::max(0.0, whole_.upper - visible_.upper))));
}

void PlotView::show(Span span) {
  span.lower = std::max(span.lower, whole_.lower);
  span.upper = std::min(span.upper, whole_.upper);
  if (span.width() < least_) {
    const double middle = 0.5 * (span.lower + span.upper);
    span = {middle - 0.5 * least_, middle + 0.5 * least_};
    span = span.moved(std::max(0.0, whole_.lower - span.lower) + std::min(0.0, whole_.upper - span.upper));
  }
  if (span.covers(whole_)) return fit();
  fitted_ = false;
  visible_ = span;
  if (span.upper < whole_.upper) following_ = false;
}

}  // namespace ganvas::ui
