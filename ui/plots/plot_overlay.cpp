#include "plots/plot_overlay.h"

#include <QPainter>
#include <algorithm>
#include <utility>

#include "plots/plot_style.h"

namespace ganvas::ui {

namespace {
constexpr int kPadding = 7, kSwatch = 14, kAway = 12;  // pixels
}

QString Readout::text() const {
  QString all;
  for (const Line& line : lines) all += line.text + QLatin1Char('\n');
  return all.trimmed();
}

PlotOverlay::PlotOverlay(QWidget* plot) : QWidget(plot) {
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setAttribute(Qt::WA_NoSystemBackground);
}

void PlotOverlay::setReadout(Readout readout) {
  if (readout == readout_) return;
  readout_ = std::move(readout);
  update();
}

void PlotOverlay::setRectangle(const QRect& rectangle) {
  if (rectangle == rectangle_) return;
  rectangle_ = rectangle;
  update();
}

void PlotOverlay::setMessage(const QString& message) {
  if (message == message_) return;
  message_ = message;
  update();
}

void PlotOverlay::setNote(const QString& note) {
  if (note == note_) return;
  note_ = note;
  update();
}

void PlotOverlay::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  const QColor highlight = palette().color(QPalette::Highlight);
  if (parentWidget()->hasFocus()) {
    painter.setPen(highlight);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
  }
  if (!message_.isEmpty()) {
    painter.setPen(blended(palette().color(QPalette::Base), palette().color(QPalette::Text), 0.7));
    painter.drawText(area_.adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, message_);
  }
  if (!note_.isEmpty()) {
    painter.setPen(blended(palette().color(QPalette::Base), palette().color(QPalette::Text), 0.6));
    painter.drawText(area_.adjusted(6, 6, -6, -4), Qt::AlignLeft | Qt::AlignBottom, note_);
  }
  if (!rectangle_.isNull()) {
    QColor ground = highlight;
    ground.setAlpha(50);
    painter.setPen(highlight);
    painter.setBrush(ground);
    painter.drawRect(rectangle_);
  } else if (!readout_.lines.empty()) {
    paintReadout(painter);
  }
}

void PlotOverlay::paintReadout(QPainter& painter) const {
  const QColor base = palette().color(QPalette::Base), text = palette().color(QPalette::Text);
  painter.setPen(blended(base, text, 0.6));
  painter.drawLine(readout_.x, area_.top(), readout_.x, area_.bottom());

  const QFontMetrics metrics(font());
  const int line = metrics.lineSpacing();
  int width = 0;
  for (const auto& row : readout_.lines) {
    width = std::max(width, metrics.horizontalAdvance(row.text) + (row.colour.isValid() ? kSwatch + 4 : 0));
  }
  QRect box(0, area_.top() + kAway, width + 2 * kPadding,
            line * static_cast<int>(readout_.lines.size()) + 2 * kPadding);
  box.moveLeft(readout_.x + kAway);
  if (box.right() > rect().right() - 2) box.moveRight(readout_.x - kAway);
  box.moveLeft(std::max(box.left(), 2));

  QColor ground = palette().color(QPalette::Window);
  ground.setAlpha(235);
  painter.setPen(blended(base, text, 0.3));
  painter.setBrush(ground);
  painter.drawRoundedRect(box, 4, 4);
  int top = box.top() + kPadding;
  for (const auto& row : readout_.lines) {
    int left = box.left() + kPadding;
    if (row.colour.isValid()) {
      painter.fillRect(left, top + line / 2 - 1, kSwatch, 3, row.colour);
      left += kSwatch + 4;
    }
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(QRect(left, top, box.right() - left, line), Qt::AlignVCenter, row.text);
    top += line;
  }
}

}  // namespace ganvas::ui
