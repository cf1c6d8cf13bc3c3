#pragma once

#include <QPoint>
#include <QPointF>
#include <QSize>

namespace ganvas::ui {

/// What part of a picture a view shows, and how large. All of the view's lengths are device pixels, so that whole
/// scales are sharp on every screen.
class PictureZoom {
 public:
  /// The picture's and the view's size. A picture of another size is shown whole again.
  void setSizes(const QSize& picture, const QSize& view);

  /// The whole picture, as large as fits.
  void fit();
  bool fits() const { return scale_ == 0; }
  /// `scale` device pixels per picture pixel; what lies under `at` stays there.
  void setScale(double scale, const QPointF& at);
  /// In (positive) or out by so many steps of a fixed ladder of scales; out of it below the fitting one.
  void step(int steps, const QPointF& at);
  void pan(const QPointF& by);

  double scale() const { return scale_ > 0 ? scale_ : fittingScale(); }
  QPoint origin() const;  ///< where the picture's first pixel begins
  QPointF toPicture(const QPointF& at) const { return (at - origin()) / scale(); }
  QPointF middle() const { return QPointF(view_.width(), view_.height()) / 2; }

 private:
  double fittingScale() const;
  void keepInView();

  QSize picture_, view_;
  double scale_ = 0;  ///< 0: fitting
  QPointF centre_;    ///< the picture's point in the middle of the view
};

}  // namespace ganvas::ui
