#include "panels/curve_icons.h"

#include <QPainter>
#include <QPixmap>
#include <QPolygonF>
#include <cmath>

namespace ganvas::ui {

namespace {

// In a square of 16 × 16.
void drawRectangleZoom(QPainter& painter) {
  QPen dashed = painter.pen();
  painter.drawEllipse(QPointF(10, 10), 3.2, 3.2);
  painter.drawLine(QPointF(12.4, 12.4), QPointF(15, 15));
  dashed.setDashPattern({1.6, 1.6});
  dashed.setWidthF(1.1);
  painter.setPen(dashed);
  painter.drawPolyline(
      QPolygonF({QPointF(4.5, 10.5), QPointF(1.5, 10.5), QPointF(1.5, 1.5), QPointF(13.5, 1.5), QPointF(13.5, 4.5)}));
}

void drawFit(QPainter& painter) {
  for (const double x : {1.5, 14.5}) {
    for (const double y : {1.5, 14.5}) {
      const double right = x < 8 ? 4 : -4, down = y < 8 ? 4 : -4;
      painter.drawPolyline(QPolygonF({QPointF(x + right, y), QPointF(x, y), QPointF(x, y + down)}));
    }
  }
  painter.drawPolyline(QPolygonF({QPointF(4, 10.5), QPointF(7, 6), QPointF(9, 9), QPointF(12, 5.5)}));
}

void drawFollow(QPainter& painter) {
  painter.drawLine(QPointF(14.5, 1.5), QPointF(14.5, 14.5));
  painter.drawLine(QPointF(1.5, 8), QPointF(11, 8));
  painter.drawPolyline(QPolygonF({QPointF(7.5, 4.5), QPointF(11.2, 8), QPointF(7.5, 11.5)}));
}

void drawLogarithm(QPainter& painter) {
  painter.drawLine(QPointF(2, 1), QPointF(2, 15));
  for (const double y : {14.0, 9.8, 7.0, 5.0, 3.4, 2.2}) painter.drawLine(QPointF(2, y), QPointF(y > 13 ? 14.5 : 5, y));
  painter.drawPolyline(QPolygonF({QPointF(6, 12), QPointF(7.5, 7.5), QPointF(10, 4.8), QPointF(14.5, 3)}));
}

void drawExport(QPainter& painter) {
  painter.drawPolyline(QPolygonF({QPointF(1.5, 10), QPointF(1.5, 14.5), QPointF(14.5, 14.5), QPointF(14.5, 10)}));
  painter.drawLine(QPointF(8, 1.5), QPointF(8, 10.5));
  painter.drawPolyline(QPolygonF({QPointF(4.8, 7.3), QPointF(8, 10.5), QPointF(11.2, 7.3)}));
}

void drawCurves(QPainter& painter) {
  painter.drawPolyline(QPolygonF({QPointF(1, 12), QPointF(5, 5), QPointF(9, 9), QPointF(15, 2)}));
  painter.drawPolyline(QPolygonF({QPointF(1, 5), QPointF(6, 12), QPointF(15, 13.5)}));
}

void draw(QPainter& painter, CurveSymbol symbol) {
  switch (symbol) {
    case CurveSymbol::Rectangle:
      return drawRectangleZoom(painter);
    case CurveSymbol::Fit:
      return drawFit(painter);
    case CurveSymbol::Follow:
      return drawFollow(painter);
    case CurveSymbol::Logarithm:
      return drawLogarithm(painter);
    case CurveSymbol::Export:
      return drawExport(painter);
    case CurveSymbol::Curves:
      return drawCurves(painter);
  }
}

QPixmap pixmap(CurveSymbol symbol, const QColor& colour, int size) {
  QPixmap picture(size, size);
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.scale(size / 16.0, size / 16.0);
  painter.setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  draw(painter, symbol);
  return picture;
}

}  // namespace

QIcon curveIcon(CurveSymbol symbol, const QPalette& palette) {
  QIcon icon;
  for (const int size : {16, 24, 32, 64}) {
    icon.addPixmap(pixmap(symbol, palette.color(QPalette::Active, QPalette::ButtonText), size), QIcon::Normal);
    icon.addPixmap(pixmap(symbol, palette.color(QPalette::Disabled, QPalette::ButtonText), size), QIcon::Disabled);
  }
  return icon;
}

}  // namespace ganvas::ui
