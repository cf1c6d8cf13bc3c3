#include "panels/icons.h"

#include <QPainter>
#include <QPixmap>
#include <QPolygonF>

namespace ganvas::ui {

namespace {

void draw(QPainter& painter, Symbol symbol, double size) {
  const auto box = [&](double x, double y, double width, double height) {
    painter.drawRoundedRect(QRectF(x * size, y * size, width * size, height * size), size * 0.05, size * 0.05);
  };
  const auto triangle = [&](double left, double right) {
    painter.drawPolygon(QPolygonF(
        {QPointF(left * size, 0.16 * size), QPointF(right * size, 0.5 * size), QPointF(left * size, 0.84 * size)}));
  };
  switch (symbol) {
    case Symbol::Play:
      return triangle(0.24, 0.86);
    case Symbol::Pause:
      box(0.22, 0.18, 0.2, 0.64);
      return box(0.58, 0.18, 0.2, 0.64);
    case Symbol::Resume:
      box(0.16, 0.18, 0.14, 0.64);
      return triangle(0.4, 0.92);
    case Symbol::Stop:
      return box(0.2, 0.2, 0.6, 0.6);
  }
}

QPixmap pixmap(Symbol symbol, const QColor& colour, int size) {
  QPixmap picture(size, size);
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  draw(painter, symbol, size);
  return picture;
}

}  // namespace

QIcon symbolIcon(Symbol symbol, const QPalette& palette, QPalette::ColorRole role) {
  QIcon icon;
  for (const int size : {16, 24, 32, 64}) {
    icon.addPixmap(pixmap(symbol, palette.color(QPalette::Active, role), size), QIcon::Normal);
    icon.addPixmap(pixmap(symbol, palette.color(QPalette::Disabled, QPalette::ButtonText), size), QIcon::Disabled);
  }
  return icon;
}

}  // namespace ganvas::ui
