#include "panels/duplicates_delegate.h"

#include <QApplication>
#include <QPainter>
#include <algorithm>

#include "bridge/set_pictures.h"
#include "models/duplicates_model.h"
#include "plots/plot_style.h"

namespace ganvas::ui {

namespace {

constexpr int kThumb = 64, kGap = 6;  // pixels

int wordsWidth(const QFontMetrics& metrics) {
  return metrics.averageCharWidth() * 18;
}

int moreWidth(const QFontMetrics& metrics) {
  return metrics.averageCharWidth() * 8;
}

void paintPicture(QPainter& painter, const QRect& place, const QImage& image, const QColor& empty) {
  if (image.isNull()) return painter.fillRect(place, empty);
  const QSize size = image.size().scaled(place.size(), Qt::KeepAspectRatio);
  QRect box(QPoint(), size);
  box.moveCenter(place.center());
  painter.setRenderHint(QPainter::SmoothPixmapTransform, size.width() < image.width());
  painter.drawImage(box, image);
}

}  // namespace

DuplicatesDelegate::DuplicatesDelegate(const SetPictures& pictures, QObject* parent)
    : QStyledItemDelegate(parent), pictures_(pictures) {}

QSize DuplicatesDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
  return {wordsWidth(option.fontMetrics) + 2 * (kThumb + kGap), kThumb + 2 * kGap};
}

int DuplicatesDelegate::roomFor(int width, const QFontMetrics& metrics) const {
  return std::max(2, (width - wordsWidth(metrics) - moreWidth(metrics) - 2 * kGap) / (kThumb + kGap));
}

void DuplicatesDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const auto* model = qobject_cast<const DuplicatesModel*>(index.model());
  const session::DuplicateGroup* group = model ? model->group(index.row()) : nullptr;
  if (!group) return;
  QApplication::style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
  const bool chosen = option.state.testFlag(QStyle::State_Selected);
  const QColor text = option.palette.color(chosen ? QPalette::HighlightedText : QPalette::Text);
  const QRect row = option.rect.adjusted(kGap, kGap, -kGap, -kGap);
  painter->save();
  painter->setPen(text);
  painter->drawText(QRect(row.left(), row.top(), wordsWidth(option.fontMetrics), row.height()), Qt::AlignVCenter,
                    index.data().toString());
  const int room = std::min(roomFor(option.rect.width(), option.fontMetrics), static_cast<int>(group->pictures.size()));
  const QColor empty = blended(option.palette.color(QPalette::Base), text, 0.1);
  int left = row.left() + wordsWidth(option.fontMetrics);
  for (int i = 0; i < room; ++i, left += kThumb + kGap) {
    const SetPictures::Entry* entry = pictures_.find(group->pictures[static_cast<std::size_t>(i)]);
    paintPicture(*painter, {left, row.top(), kThumb, kThumb}, entry ? entry->image : QImage(), empty);
  }
  const auto more = static_cast<qlonglong>(group->pictures.size()) - room;
  if (more > 0)
    painter->drawText(QRect(left, row.top(), row.right() - left, row.height()), Qt::AlignVCenter, tr("+ %1").arg(more));
  painter->restore();
}

}  // namespace ganvas::ui
