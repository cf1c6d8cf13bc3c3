#include "panels/section_header.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOption>

namespace ganvas::ui {

SectionHeader::SectionHeader(QWidget* parent) : QAbstractButton(parent) {
  setCheckable(true);
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_Hover);
  setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  QFont bold;
  bold.setBold(true);  // only that: the family and the size are inherited
  setFont(bold);
}

void SectionHeader::setUnfolded(bool unfolded) {
  unfolded_ = unfolded;
  update();
}

QSize SectionHeader::sizeHint() const {
  return {fontMetrics().horizontalAdvance(text()) + 40, fontMetrics().height() + 10};
}

void SectionHeader::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  QColor ground = palette().color(QPalette::WindowText);
  ground.setAlphaF(underMouse() ? 0.14F : 0.07F);
  painter.setPen(hasFocus() ? QPen(palette().color(QPalette::Highlight), 1.5) : QPen(Qt::NoPen));
  painter.setBrush(ground);
  painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);

  const int arrow = fontMetrics().height() * 2 / 3;
  QStyleOption option;
  option.initFrom(this);
  option.rect = QRect(7, (height() - arrow) / 2, arrow, arrow);
  style()->drawPrimitive(unfolded_ ? QStyle::PE_IndicatorArrowDown : QStyle::PE_IndicatorArrowRight, &option, &painter,
                         this);
  const QRect words = rect().adjusted(arrow + 14, 0, -6, 0);
  painter.setPen(palette().color(QPalette::WindowText));
  painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                   fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
}

}  // namespace ganvas::ui
