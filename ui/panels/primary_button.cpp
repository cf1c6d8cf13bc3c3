#include "panels/primary_button.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionButton>

#include "panels/icons.h"

namespace ganvas::ui {

PrimaryButton::PrimaryButton(QWidget* parent) : QPushButton(parent) {
  QFont bold = font();
  bold.setBold(true);
  setFont(bold);
  setAttribute(Qt::WA_Hover);
}

QSize PrimaryButton::sizeHint() const {
  const QSize text = fontMetrics().size(Qt::TextShowMnemonic, this->text());
  return {text.width() + 80, std::max(44, text.height() + 24)};
}

void PrimaryButton::paintEvent(QPaintEvent*) {
  const QPalette colours = palette();
  const QPalette::ColorGroup group = isEnabled() ? QPalette::Active : QPalette::Disabled;
  QColor fill = isEnabled() ? colours.color(group, QPalette::Highlight) : colours.color(group, QPalette::Button);
  if (isDown()) fill = fill.darker(118);
  if (isEnabled() && !isDown() && underMouse()) fill = fill.lighter(110);
  const QColor ink = colours.color(group, isEnabled() ? QPalette::HighlightedText : QPalette::ButtonText);

  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(isEnabled() ? QPen(Qt::NoPen) : QPen(ink, 1));
  painter.setBrush(fill);
  painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
  if (hasFocus()) {
    painter.setPen(QPen(ink, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(4, 4, -4, -4), 4, 4);
  }

  QStyleOptionButton option;
  initStyleOption(&option);
  const int flags =
      Qt::AlignCenter |
      (style()->styleHint(QStyle::SH_UnderlineShortcut, &option, this) ? Qt::TextShowMnemonic : Qt::TextHideMnemonic);
  const int symbol = fontMetrics().height(), gap = 8;
  const int content = symbol + gap + fontMetrics().size(Qt::TextShowMnemonic, text()).width();
  const int left = (width() - content) / 2;
  symbolIcon(Symbol::Play, palette(), isEnabled() ? QPalette::HighlightedText : QPalette::ButtonText)
      .paint(&painter, left, (height() - symbol) / 2, symbol, symbol, Qt::AlignCenter,
             isEnabled() ? QIcon::Normal : QIcon::Disabled);
  painter.setPen(ink);
  painter.drawText(QRect(left + symbol + gap, 0, content - symbol - gap, height()), flags, text());
}

}  // namespace ganvas::ui
