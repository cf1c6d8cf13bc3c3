#include "panels/picture_zoom.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ganvas::ui {

namespace {
// Whole numbers of pixels, or whole fractions: everything else would blur.
constexpr std::array kScales = {0.125, 0.25, 0.5,  1.0,  2.0,  3.0,  4.0,  5.0,  6.0,
                                8.0,   10.0, 12.0, 16.0, 20.0, 24.0, 32.0, 48.0, 64.0};
}  // namespace

void PictureZoom::setSizes(const QSize& picture, const QSize& view) {
  const bool another = picture != picture_;
  picture_ = picture;
  view_ = view;
  if (another) fit();
  keepInView();
}

void PictureZoom::fit() {
  scale_ = 0;
  centre_ = QPointF(picture_.width(), picture_.height()) / 2;
}

void PictureZoom::setScale(double scale, const QPointF& at) {
  if (picture_.isEmpty() || view_.isEmpty()) return;
  const QPointF held = toPicture(at);
  scale_ = scale;
  centre_ = held + (middle() - at) / scale;
  keepInView();
}

void PictureZoom::step(int steps, const QPointF& at) {
  if (picture_.isEmpty() || view_.isEmpty()) return;
  double wanted = scale();
  for (; steps > 0; --steps) {
    const auto* next = std::upper_bound(kScales.begin(), kScales.end(), wanted);
    if (next != kScales.end()) wanted = *next;
  }
  for (; steps < 0; ++steps) {
    const auto* here = std::lower_bound(kScales.begin(), kScales.end(), wanted);
    if (here == kScales.begin() || *(here - 1) <= fittingScale()) return fit();
    wanted = *(here - 1);
  }
  if (wanted != scale()) setScale(wanted, at);
}

void PictureZoom::pan(const QPointF& by) {
  if (fits()) return;
  centre_ -= by / scale_;
  keepInView();
}

QPoint PictureZoom::origin() const {
  const QPointF free = middle() - centre_ * scale();
  return {static_cast<int>(std::lround(free.x())), static_cast<int>(std::lround(free.y()))};
}

// Whole device pixels per picture pixel, unless that gave away much of the room.
double PictureZoom::fittingScale() const {
  if (picture_.isEmpty() || view_.isEmpty()) return 1;
  const double fitting = std::min(double(view_.width()) / picture_.width(), double(view_.height()) / picture_.height());
  const double whole = std::floor(fitting);
  return whole >= 0.75 * fitting ? whole : fitting;
}

void PictureZoom::keepInView() {
  const auto keep = [this](double centre, int picture, int view) {
    const double half = view / (2 * scale());
    return 2 * half >= picture ? picture / 2.0 : std::clamp(centre, half, picture - half);
  };
  centre_ = {keep(centre_.x(), picture_.width(), view_.width()), keep(centre_.y(), picture_.height(), view_.height())};
}

}  // namespace ganvas::ui
