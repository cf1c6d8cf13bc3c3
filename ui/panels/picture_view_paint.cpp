// The second half of PictureView: how it looks.
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "panels/picture_view.h"

namespace ganvas::ui {

namespace {

constexpr int kMostPieces = 10000;  // more pictures than that in view are specks: the sheet is drawn at once

QRectF enlarged(const QRect& piece, double scale, const QPoint& origin) {
  return {QPointF(piece.topLeft()) * scale + origin, QSizeF(piece.size()) * scale};
}

}  // namespace

void PictureView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), palette().color(QPalette::Base));
  if (image_.isNull()) {
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(rect().adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap, message_);
  } else {
    painter.save();
    painter.scale(1 / devicePixelRatioF(), 1 / devicePixelRatioF());
    paintSheet(painter);
    painter.restore();
    paintHover(painter);
  }
  if (!badge_.isEmpty()) paintBadge(painter);
  if (hasFocus()) {
    painter.setPen(palette().color(QPalette::Highlight));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
  }
}

// Picture by picture, so that the palette's background lies between them and no white margin glares in the dark.
void PictureView::paintSheet(QPainter& painter) const {
  if (!layout_) return paintPiece(painter, image_.rect());
  const QPointF first = zoom_.toPicture({0, 0});
  const QPointF last = zoom_.toPicture(QPointF(deviceSize().width(), deviceSize().height()));
  const auto at = [](double position, int pitch, int count) {
    return std::clamp(static_cast<int>(std::floor(position / pitch)), 0, count - 1);
  };
  const int firstColumn = at(first.x(), layout_->width + layout_->margin, layout_->columns);
  const int lastColumn = at(last.x(), layout_->width + layout_->margin, layout_->columns);
  const int firstRow = at(first.y(), layout_->height + layout_->margin, layout_->rows);
  const int lastRow = at(last.y(), layout_->height + layout_->margin, layout_->rows);
  if (double(lastColumn - firstColumn + 1) * (lastRow - firstRow + 1) > kMostPieces) {
    return paintPiece(painter, image_.rect());
  }
  for (int row = firstRow; row <= lastRow; ++row) {
    for (int column = firstColumn; column <= lastColumn; ++column) {
      paintPiece(painter, cell(row * layout_->columns + column));
    }
  }
}

void PictureView::paintPiece(QPainter& painter, const QRect& piece) const {
  const double scale = zoom_.scale();
  const QRectF target = enlarged(piece, scale, zoom_.origin());
  if (scale == std::floor(scale)) return painter.drawImage(target, image_, piece);
  // Enlarged to whole squares, then taken back a little: all stay of one size, their edges within a pixel sharp.
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  const int whole = static_cast<int>(std::ceil(scale));
  if (whole == 1) return painter.drawImage(target, image_, piece);
  painter.drawImage(target, image_.copy(piece).scaled(piece.size() * whole));
}

void PictureView::paintHover(QPainter& painter) const {
  if (hovered_ < 0) return;
  const double ratio = devicePixelRatioF();
  const QRectF outline = enlarged(cell(hovered_), zoom_.scale(), zoom_.origin());
  painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(QRectF(outline.topLeft() / ratio, outline.size() / ratio).adjusted(-1, -1, 1, 1));

  const QString text = fontMetrics().elidedText(hoverText(), Qt::ElideRight, width() - 24);
  const QSize size = fontMetrics().size(Qt::TextSingleLine, text) + QSize(14, 6);
  // At the bottom, unless that hides the picture itself.
  const bool low = outline.bottom() / ratio > height() - size.height() - 8;
  const QRect box(QPoint(width() - size.width() - 6, low ? 6 : height() - size.height() - 6), size);
  painter.setPen(palette().color(QPalette::Mid));
  painter.setBrush(palette().color(QPalette::ToolTipBase));
  painter.drawRect(box);
  painter.setPen(palette().color(QPalette::ToolTipText));
  painter.drawText(box, Qt::AlignCenter, text);
}

void PictureView::paintBadge(QPainter& painter) const {
  const int side = fontMetrics().height() + 10;
  const QRect box(8, 8, side, side);
  const bool first = badge_ == QLatin1String("A");
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(palette().color(QPalette::Base), 2));
  painter.setBrush(palette().color(first ? QPalette::Highlight : QPalette::WindowText));
  painter.drawRoundedRect(box, 5, 5);
  QFont bold = font();
  bold.setBold(true);
  painter.setFont(bold);
  painter.setPen(palette().color(first ? QPalette::HighlightedText : QPalette::Window));
  painter.drawText(box, Qt::AlignCenter, badge_);
  painter.setRenderHint(QPainter::Antialiasing, false);
}

}  // namespace ganvas::ui
