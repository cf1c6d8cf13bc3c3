#include "panels/queue_delegate.h"

#include <QApplication>
#include <QPainter>

#include "models/queue_model.h"

namespace ganvas::ui {

namespace {
constexpr int kMargin = 6;

// Readable on the row's ground, light or dark.
QColor detailColour(const QStyleOptionViewItem& option, runs::QueueState state) {
  const bool selected = option.state & QStyle::State_Selected;
  QColor text = option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
  const bool bad = state == runs::QueueState::Failed || state == runs::QueueState::Damaged;
  if (bad && !selected) return text.lightness() > 128 ? QColor(0xff, 0x9a, 0x8f) : QColor(0xb3, 0x26, 0x1e);
  text.setAlphaF(0.7F);
  return text;
}
}  // namespace

void QueueDelegate::paint(QPainter* painter, const QStyleOptionViewItem& given, const QModelIndex& index) const {
  QStyleOptionViewItem option = given;
  initStyleOption(&option, index);
  option.text.clear();
  const QStyle* style = option.widget ? option.widget->style() : QApplication::style();
  style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);

  const auto state = static_cast<runs::QueueState>(index.data(QueueModel::StateRole).toInt());
  const QRect area = option.rect.adjusted(kMargin, kMargin / 2, -kMargin, -kMargin / 2);
  const int line = option.fontMetrics.height();
  const QString length = index.data(QueueModel::LengthRole).toString();
  const int lengthWidth = option.fontMetrics.horizontalAdvance(length);
  const bool selected = option.state & QStyle::State_Selected;
  QFont font = option.font;
  font.setBold(state == runs::QueueState::Taken);
  const QFontMetrics metrics(font);
  const auto text = [&](const QFontMetrics& of, QRect where, const QString& words, Qt::Alignment alignment) {
    painter->drawText(
        where, static_cast<int>(alignment | Qt::AlignVCenter),
        of.elidedText(QString(words).replace(QLatin1Char('\n'), QLatin1Char(' ')), Qt::ElideRight, where.width()));
  };
  painter->save();
  painter->setFont(font);
  painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
  const QRect top(area.left(), area.top(), area.width(), line);
  text(metrics, top.adjusted(0, 0, length.isEmpty() ? 0 : -lengthWidth - 2 * kMargin, 0), index.data().toString(),
       Qt::AlignLeft);
  painter->setFont(option.font);
  painter->setPen(detailColour(option, runs::QueueState::Waiting));
  text(option.fontMetrics, top, length, Qt::AlignRight);
  painter->setPen(detailColour(option, state));
  text(option.fontMetrics, top.translated(0, line), index.data(QueueModel::DetailRole).toString(), Qt::AlignLeft);
  painter->restore();
}

QSize QueueDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
  return {12 * option.fontMetrics.averageCharWidth(), 2 * option.fontMetrics.height() + kMargin + 2};
}

}  // namespace ganvas::ui
