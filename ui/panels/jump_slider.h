#pragma once

#include <QSlider>

namespace ganvas::ui {

/// A slider whose handle goes to where it is clicked, and not a page in that direction.
class JumpSlider : public QSlider {
 public:
  using QSlider::QSlider;

 protected:
  void mousePressEvent(QMouseEvent* event) override;
};

}  // namespace ganvas::ui
