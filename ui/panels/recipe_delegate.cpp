#include "panels/recipe_delegate.h"

#include <QApplication>
#include <QPainter>
#include <QPixmapCache>
#include <algorithm>
#include <cmath>
#include <cstdint>

#include "models/recipes_filter.h"
#include "plots/plot_style.h"

namespace ganvas::ui {

namespace {

constexpr int kPad = 8, kGap = 10, kEdge = 64, kLine = 2;  // pixels
constexpr int kTiles = 4;                                  // a stand-in's, a side

QFont boldOf(QFont font) {
  font.setBold(true);
  return font;
}

int headingHeight(const QFont& font) {
  return QFontMetrics(boldOf(font)).height() + 2 * kPad;
}

int cardHeight(const QFont& font) {
  const int lines = QFontMetrics(boldOf(font)).height() + 2 * QFontMetrics(font).height() + 2 * kLine;
  return std::max(kEdge, lines) + 2 * kPad;
}

void drawLine(QPainter& painter, const QRect& box, const QString& words, const QColor& colour) {
  painter.setPen(colour);
  painter.drawText(box, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
                   painter.fontMetrics().elidedText(words, Qt::ElideRight, box.width()));
}

/// FNV-1a. Qt's hashes are others each time the program runs.
std::uint32_t hashed(std::uint32_t seed, const QString& text) {
  for (const QChar c : text) seed = (seed ^ c.unicode()) * 16777619U;
  return seed;
}

QPixmap standIn(const QString& name, int edge, double ratio, const QPalette& palette) {
  QPixmap picture(QSize(edge, edge) * ratio);
  picture.setDevicePixelRatio(ratio);
  const QColor base = palette.color(QPalette::Base), text = palette.color(QPalette::Text);
  picture.fill(blended(base, text, 0.06));
  QPainter painter(&picture);
  const double tile = static_cast<double>(edge) / kTiles;
  std::uint32_t seed = hashed(2166136261U, name);
  for (int i = 0; i < kTiles * kTiles; ++i) {
    seed = seed * 1664525U + 1013904223U;
    const double share = 0.06 + 0.14 * static_cast<double>(seed >> 16 & 0xFFU) / 255;
    painter.fillRect(QRectF(i % kTiles * tile + 1, i / kTiles * tile + 1, tile - 2, tile - 2),
                     blended(base, text, share));
  }
  return picture;
}

}  // namespace

QPixmap recipePicture(const QString& file, const QString& name, int edge, double ratio, const QPalette& palette) {
  const QString key = QStringLiteral("recipe:%1:%2:%3:%4")
                          .arg(file + name)
                          .arg(edge)
                          .arg(ratio)
                          .arg(palette.color(QPalette::Base).rgb());
  QPixmap picture;
  if (QPixmapCache::find(key, &picture)) return picture;
  const QImage image = file.isEmpty() ? QImage() : QImage(file);
  if (image.isNull()) {
    picture = standIn(name, edge, ratio, palette);
  } else {
    const int pixels = static_cast<int>(std::lround(edge * ratio));
    picture = QPixmap::fromImage(image.scaled(pixels, pixels, Qt::KeepAspectRatio, Qt::SmoothTransformation));
    picture.setDevicePixelRatio(ratio);
  }
  QPixmapCache::insert(key, picture);
  return picture;
}

RecipeDelegate::RecipeDelegate(const RecipesFilter& filter, QObject* parent)
    : QStyledItemDelegate(parent), filter_(filter) {}

QSize RecipeDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  return {100, cardHeight(option.font) + (filter_.beginsGroup(index) ? headingHeight(option.font) : 0)};
}

void RecipeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& given, const QModelIndex& index) const {
  QStyleOptionViewItem option = given;
  const QStyle* style = option.widget ? option.widget->style() : QApplication::style();
  painter->save();
  if (filter_.beginsGroup(index)) {
    const QRect heading(option.rect.topLeft(), QSize(option.rect.width(), headingHeight(option.font)));
    painter->setFont(boldOf(option.font));
    drawLine(*painter, heading.adjusted(kPad, kPad / 2, -kPad, 0), index.data(RecipesModel::DocumentRole).toString(),
             blended(option.palette.color(QPalette::Base), option.palette.color(QPalette::Text), 0.75));
    option.rect.setTop(heading.bottom() + 1);
  }
  style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
  const QRect room = option.rect.adjusted(kPad, kPad, -kPad, -kPad);
  painter->drawPixmap(room.topLeft(),
                      recipePicture(index.data(RecipesModel::ThumbnailRole).toString(), index.data().toString(), kEdge,
                                    painter->device()->devicePixelRatioF(), option.palette));
  paintTexts(*painter, option, index, room.adjusted(kEdge + kGap, 0, 0, 0));
  painter->restore();
}

void RecipeDelegate::paintTexts(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                                const QRect& room) const {
  const bool selected = option.state & QStyle::State_Selected;
  const auto group = option.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
  QColor strong = option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
  const QColor ground = option.palette.color(group, selected ? QPalette::Highlight : QPalette::Base);
  const QColor faint = blended(strong, ground, 0.32);
  if (index.data(RecipesModel::BrokenRole).toBool()) strong = faint;
  const int first = QFontMetrics(boldOf(option.font)).height(), other = QFontMetrics(option.font).height();
  painter.setFont(boldOf(option.font));
  drawLine(painter, {room.left(), room.top(), room.width(), first}, index.data().toString(), strong);
  painter.setFont(option.font);
  drawLine(painter, {room.left(), room.top() + first + kLine, room.width(), other},
           index.data(RecipesModel::DescriptionRole).toString(), strong);
  const QString time = index.data(RecipesModel::TimeRole).toString();
  QString facts = index.data(RecipesModel::FactsRole).toString();
  if (!time.isEmpty()) facts += QStringLiteral(" · ") + time;
  drawLine(painter, {room.left(), room.top() + first + other + 2 * kLine, room.width(), other}, facts, faint);
}

}  // namespace ganvas::ui
