#include "panels/jump_slider.h"

#include <QMouseEvent>
#include <QStyle>
#include <QStyleOptionSlider>

namespace ganvas::ui {

void JumpSlider::mousePressEvent(QMouseEvent* event) {
  QStyleOptionSlider option;
  initStyleOption(&option);
  const QRect handle = style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, this);
  if (event->button() == Qt::LeftButton && !handle.contains(event->position().toPoint())) {
    const int room = std::max(1, width() - handle.width());
    const int at = static_cast<int>(event->position().x()) - handle.width() / 2;
    setValue(QStyle::sliderValueFromPosition(minimum(), maximum(), at, room, option.upsideDown));
  }
  QSlider::mousePressEvent(event);  // from there on it can be dragged
}

}  // namespace ganvas::ui
