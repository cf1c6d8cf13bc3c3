#pragma once

#include <QObject>
#include <QPoint>
#include <QRect>
#include <optional>

class QKeyEvent;
class QMouseEvent;
class QWheelEvent;
class QWidget;

namespace ganvas::ui {

/// Mouse and keyboard over a plot, as what the user means by them.
class PlotInput : public QObject {
  Q_OBJECT

 public:
  explicit PlotInput(QWidget* canvas);

  /// The next left drag draws a rectangle instead of moving.
  void setRectangleMode(bool on);

 Q_SIGNALS:
  void zoomed(double factor, const QPoint& at, bool values);
  /// The mouse has moved so far with the button down; `values`: up and down, too.
  void dragged(const QPoint& by, bool values);
  void rectangleChanged(const QRect& rectangle);  ///< while it is drawn; null when given up
  void rectangleChosen(const QRect& rectangle);
  void clicked(const QPoint& at);
  void menuWanted(const QPoint& at);
  void fitWanted();
  void newestWanted();
  void hovered(const QPoint& at);
  void left();
  /// By the arrow keys: parts of the visible stretch.
  void stepped(double x, double values);

 protected:
  bool eventFilter(QObject* canvas, QEvent* event) override;

 private:
  bool press(const QMouseEvent& event);
  bool move(const QMouseEvent& event);
  bool release(const QMouseEvent& event);
  bool wheel(const QWheelEvent& event);
  bool key(const QKeyEvent& event);
  void showCursor();

  enum class Doing { Nothing, Pressed, Dragging, Drawing };

  QWidget* canvas_;
  bool rectangleMode_ = false;
  Doing doing_ = Doing::Nothing;
  Qt::MouseButton button_ = Qt::NoButton;
  bool draws_ = false;  ///< this press is to draw a rectangle
  QPoint pressed_, last_;
};

}  // namespace ganvas::ui
