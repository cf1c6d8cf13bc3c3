#include "panels/picture_view.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "bridge/text.h"

namespace ganvas::ui {

PictureView::PictureView(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  setMinimumSize(160, 160);
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setMessage(tr("Pictures appear here as the generator learns."));
}

void PictureView::setSheet(const QImage& sheet, int rows, int columns, int margin) {
  image_ = sheet;
  layout_ = sheetLayout(sheet.width(), sheet.height(), rows, columns, margin);
  if (!image_.isNull()) zoom_.setSizes(image_.size(), deviceSize());  // a step without a picture keeps the zoom
  if (underMouse()) hover(mapFromGlobal(QPointF(QCursor::pos())));
  if (hovered_ >= 0 && cell(hovered_).isEmpty()) hovered_ = -1;
  update();
}

void PictureView::setMessage(const QString& message) {
  message_ = message;
  update();
}

void PictureView::setBadge(const QString& letter) {
  badge_ = letter;
  update();
}

void PictureView::setClasses(std::vector<std::string> classes) {
  if (classes == classes_) return;
  classes_ = std::move(classes);
  update();
}

QSize PictureView::deviceSize() const {
  const double ratio = devicePixelRatioF();
  return {static_cast<int>(std::lround(width() * ratio)), static_cast<int>(std::lround(height() * ratio))};
}

QRect PictureView::cell(int index) const {
  if (image_.isNull() || !layout_ || index < 0 || index >= layout_->rows * layout_->columns) return {};
  const int row = index / layout_->columns, column = index % layout_->columns;
  return {layout_->left(column), layout_->top(row), layout_->width, layout_->height};
}

QImage PictureView::picture(int index) const {
  const QRect place = cell(index);
  return place.isEmpty() ? QImage() : image_.copy(place);
}

int PictureView::pictureAt(const QPointF& position) const {
  if (image_.isNull() || !layout_) return -1;
  const QPointF at = zoom_.toPicture(device(position));
  return layout_->pictureAt(static_cast<int>(std::floor(at.x())), static_cast<int>(std::floor(at.y())));
}

QString PictureView::hoverText() const {
  if (hovered_ < 0 || !layout_) return {};
  const QString place = tr("picture %1 (row %2, column %3)")
                            .arg(countText(hovered_ + 1), countText(hovered_ / layout_->columns + 1),
                                 countText(hovered_ % layout_->columns + 1));
  if (classes_.empty()) return place;
  const std::string& name = classes_[static_cast<std::size_t>(hovered_) % classes_.size()];
  return name.empty() ? place : tr("%1: %2").arg(place, QString::fromStdString(name));
}

void PictureView::zoomed() {
  if (underMouse()) hover(mapFromGlobal(QPointF(QCursor::pos())));
  update();
}

void PictureView::zoomIn() {
  zoom_.step(1, zoom_.middle());
  zoomed();
}

void PictureView::zoomOut() {
  zoom_.step(-1, zoom_.middle());
  zoomed();
}

void PictureView::zoomToFit() {
  zoom_.fit();
  zoomed();
}

void PictureView::zoomToPixels() {
  zoom_.setScale(1, zoom_.middle());
  zoomed();
}

void PictureView::hover(const QPointF& position) {
  const int index = rect().contains(position.toPoint()) ? pictureAt(position) : -1;
  if (std::exchange(hovered_, index) != index) update();
}

void PictureView::resizeEvent(QResizeEvent*) {
  if (!image_.isNull()) zoom_.setSizes(image_.size(), deviceSize());
}

void PictureView::wheelEvent(QWheelEvent* event) {
  event->accept();
  wheel_ += event->angleDelta().y();
  const int steps = wheel_ / QWheelEvent::DefaultDeltasPerStep;
  wheel_ %= QWheelEvent::DefaultDeltasPerStep;
  if (steps == 0 || image_.isNull()) return;
  zoom_.step(steps, device(event->position()));
  hover(event->position());
  update();
}

void PictureView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || image_.isNull()) return QWidget::mousePressEvent(event);
  dragFrom_ = event->position();
  if (!zoom_.fits()) setCursor(Qt::ClosedHandCursor);
}

void PictureView::mouseMoveEvent(QMouseEvent* event) {
  if (dragFrom_) {
    zoom_.pan(device(event->position() - *dragFrom_));
    dragFrom_ = event->position();
    update();
  }
  hover(event->position());
}

void PictureView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QWidget::mouseReleaseEvent(event);
  dragFrom_.reset();
  unsetCursor();
}

void PictureView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QWidget::mouseDoubleClickEvent(event);
  zoom_.fit();
  hover(event->position());
  update();
}

void PictureView::leaveEvent(QEvent*) {
  hovered_ = -1;
  update();
}

void PictureView::focusInEvent(QFocusEvent*) {
  update();
}

void PictureView::focusOutEvent(QFocusEvent*) {
  update();
}

}  // namespace ganvas::ui
