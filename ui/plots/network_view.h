#pragma once

#include <QAbstractScrollArea>
#include <optional>

#include "plots/network_paint.h"
#include "plots/picture_file.h"

namespace ganvas::ui {

/// A network as a drawing that scrolls and zooms. One layer is the current one, as in an editor; a click or the arrow
/// keys choose another.
class NetworkView : public QAbstractScrollArea {
  Q_OBJECT

 public:
  explicit NetworkView(QWidget* parent = nullptr);

  /// `fault`: index of the line at which the plan ends because it could not be planned.
  void setPlan(const config::NetworkPlan& plan, std::optional<int> fault = {});
  /// The layer's block is marked and brought into sight; none for a line without one.
  void setCurrentLine(int line);
  int currentLine() const;

  const NetworkLayout& layout() const { return layout_; }
  /// Where a block is on the viewport.
  QRectF placeOf(int block) const;

  double zoom() const { return zoom_; }
  /// Everything in sight, as far as it stays readable; follows the window's size until the user zooms.
  void fit();
  void zoomBy(double factor);

  /// The whole drawing with its legend as the contents of a file, in light colours.
  QByteArray encoded(const QString& title, PictureFormat format) const;

  QSize sizeHint() const override { return {700, 320}; }
  QSize minimumSizeHint() const override { return {200, 120}; }

 Q_SIGNALS:
  /// The user has chosen a layer, or −1: the network's input.
  void lineChosen(int line);
  /// Enter, or a double click: the user wants to edit the chosen layer.
  void editWanted();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void scrollContentsBy(int dx, int dy) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool viewportEvent(QEvent* event) override;

 private:
  void layOutAnew();
  void setZoom(double zoom, const QPointF& anchor);
  void updateScrollBars();
  void choose(int block);
  void setCurrent(std::optional<int> block);
  void bringIntoSight(int block);
  QPointF offset() const;
  QPointF toLayout(const QPointF& place) const { return (place - offset()) / zoom_; }
  QString describe(int block) const;
  double legendHeight() const;

  config::NetworkPlan plan_;
  std::optional<int> fault_;
  NetworkLayout layout_;
  NetworkMarks marks_;
  double zoom_ = 1;
  bool fits_ = true;
  QPointF dragged_;
};

}  // namespace ganvas::ui
