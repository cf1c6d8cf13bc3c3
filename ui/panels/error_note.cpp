#include "panels/error_note.h"

#include <QPainter>

namespace ganvas::ui {

ErrorNote::ErrorNote(const QString& objectName, QWidget* parent) : QLabel(parent) {
  setObjectName(objectName);
  setWordWrap(true);
  setTextFormat(Qt::PlainText);
  setTextInteractionFlags(Qt::TextSelectableByMouse);
  setContentsMargins(8, 4, 6, 4);
  hide();
}

void ErrorNote::say(const QString& text) {
  setText(text);
  setVisible(!text.isEmpty());
}

void ErrorNote::paintEvent(QPaintEvent* event) {
  const bool dark = palette().color(QPalette::Window).lightness() < 128;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(dark ? QColor(0x4a, 0x1f, 0x1f) : QColor(0xfd, 0xe8, 0xe8));
  painter.drawRoundedRect(QRectF(rect()), 4, 4);
  painter.fillRect(QRect(0, 0, 3, height()), dark ? QColor(0xd0, 0x5a, 0x5a) : QColor(0xc6, 0x28, 0x28));
  painter.end();
  QLabel::paintEvent(event);
}

}  // namespace ganvas::ui
