#include "plots/plot_input.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <QWidget>
#include <cmath>

namespace ganvas::ui {

namespace {
constexpr double kNotch = 120;      // of a wheel, in its own unit
constexpr double kPerNotch = 0.8;   // how wide the stretch is after one of them
constexpr double kPerKey = 0.7;     // … after one key
constexpr double kArrow = 0.1;      // share of the stretch that an arrow moves
constexpr int kLeastRectangle = 4;  // pixels; smaller ones were not meant
}  // namespace

PlotInput::PlotInput(QWidget* canvas) : QObject(canvas), canvas_(canvas) {
  canvas->setMouseTracking(true);
  canvas->setFocusPolicy(Qt::StrongFocus);
  canvas->installEventFilter(this);
}

void PlotInput::setRectangleMode(bool on) {
  rectangleMode_ = on;
  showCursor();
}

void PlotInput::showCursor() {
  const bool moves = doing_ == Doing::Dragging;
  canvas_->setCursor(moves ? Qt::ClosedHandCursor : rectangleMode_ ? Qt::CrossCursor : Qt::ArrowCursor);
}

bool PlotInput::eventFilter(QObject* canvas, QEvent* event) {
  switch (event->type()) {
    case QEvent::MouseButtonPress:
      return press(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseMove:
      return move(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseButtonRelease:
      return release(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseButtonDblClick:
      if (static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton) Q_EMIT fitWanted();
      return true;
    case QEvent::Wheel:
      return wheel(*static_cast<QWheelEvent*>(event));
    case QEvent::KeyPress:
      return key(*static_cast<QKeyEvent*>(event));
    case QEvent::ContextMenu:  // the mouse's comes with the release; this one is the keyboard's
      if (static_cast<QContextMenuEvent*>(event)->reason() == QContextMenuEvent::Keyboard) {
        Q_EMIT menuWanted(canvas_->rect().center());
      }
      return true;
    case QEvent::Leave:
      Q_EMIT left();
      return false;
    default:
      return QObject::eventFilter(canvas, event);
  }
}

bool PlotInput::press(const QMouseEvent& event) {
  canvas_->setFocus(Qt::MouseFocusReason);
  if (doing_ != Doing::Nothing || (event.button() != Qt::LeftButton && event.button() != Qt::RightButton)) return true;
  doing_ = Doing::Pressed;
  button_ = event.button();
  draws_ = button_ == Qt::RightButton || rectangleMode_ || event.modifiers().testFlag(Qt::ControlModifier);
  pressed_ = last_ = event.position().toPoint();
  return true;
}

bool PlotInput::move(const QMouseEvent& event) {
  const QPoint at = event.position().toPoint();
  if (doing_ == Doing::Pressed && (at - pressed_).manhattanLength() >= QApplication::startDragDistance()) {
    doing_ = draws_ ? Doing::Drawing : Doing::Dragging;
    showCursor();
  }
  if (doing_ == Doing::Drawing) {
    Q_EMIT rectangleChanged(QRect(pressed_, at).normalized());
  } else if (doing_ == Doing::Dragging) {
    Q_EMIT dragged(at - last_, event.modifiers().testFlag(Qt::ShiftModifier));
    last_ = at;
  }
  Q_EMIT hovered(at);
  return true;
}

bool PlotInput::release(const QMouseEvent& event) {
  if (event.button() != button_) return true;
  const Doing done = doing_;
  doing_ = Doing::Nothing;
  button_ = Qt::NoButton;
  showCursor();
  const QPoint at = event.position().toPoint();
  if (done == Doing::Drawing) {
    Q_EMIT rectangleChanged({});
    const QRect rectangle = QRect(pressed_, at).normalized();
    const bool meant = rectangle.width() >= kLeastRectangle && rectangle.height() >= kLeastRectangle;
    if (meant) Q_EMIT rectangleChosen(rectangle);
  } else if (done == Doing::Pressed) {
    event.button() == Qt::LeftButton ? Q_EMIT clicked(at) : Q_EMIT menuWanted(at);
  }
  return true;
}

bool PlotInput::wheel(const QWheelEvent& event) {
  const double notches = event.angleDelta().y() / kNotch;
  const double sideways = event.angleDelta().x() / kNotch;  // touch pads; Alt makes wheels turn this way
  const bool values = event.modifiers().testFlag(Qt::ShiftModifier);
  if (notches != 0 || (values && sideways != 0)) {
    Q_EMIT zoomed(std::pow(kPerNotch, notches != 0 ? notches : sideways), event.position().toPoint(), values);
  } else if (sideways != 0) {
    Q_EMIT stepped(-kArrow * sideways, 0);
  }
  return true;
}

bool PlotInput::key(const QKeyEvent& event) {
  const QPoint middle = canvas_->rect().center();
  const bool shift = event.modifiers().testFlag(Qt::ShiftModifier);
  switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      Q_EMIT zoomed(kPerKey, middle, false);
      return true;
    case Qt::Key_Minus:
      Q_EMIT zoomed(1 / kPerKey, middle, false);
      return true;
    case Qt::Key_Left:
      Q_EMIT stepped(-kArrow, 0);
      return true;
    case Qt::Key_Right:
      Q_EMIT stepped(kArrow, 0);
      return true;
    case Qt::Key_Up:
      shift ? Q_EMIT zoomed(kPerKey, middle, true) : Q_EMIT stepped(0, kArrow);
      return true;
    case Qt::Key_Down:
      shift ? Q_EMIT zoomed(1 / kPerKey, middle, true) : Q_EMIT stepped(0, -kArrow);
      return true;
    case Qt::Key_Home:
      Q_EMIT fitWanted();
      return true;
    case Qt::Key_End:
      Q_EMIT newestWanted();
      return true;
    case Qt::Key_Escape:
      if (doing_ != Doing::Drawing) return false;
      doing_ = Doing::Nothing;
      Q_EMIT rectangleChanged({});
      return true;
    default:
      return false;
  }
}

}  // namespace ganvas::ui
