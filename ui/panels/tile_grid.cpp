#include "panels/tile_grid.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <limits>

#include "models/plain_tip.h"
#include "plots/plot_style.h"

namespace ganvas::ui {

namespace {
constexpr int kGap = 4;           // pixels between tiles
constexpr int kCaptionRoom = 96;  // pixels that a caption has at least
}  // namespace

TileGrid::TileGrid(Source source, QWidget* parent) : QAbstractScrollArea(parent), source_(std::move(source)) {
  setFocusPolicy(Qt::StrongFocus);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);  // the columns stay when there are more rows
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setContextMenuPolicy(Qt::CustomContextMenu);
  viewport()->setBackgroundRole(QPalette::Base);
  viewport()->setAutoFillBackground(true);
}

QSize TileGrid::picturePoints() const {
  const auto side = [this](int pixels) { return std::max(1, static_cast<int>(std::lround(pixels * scale_))); };
  return {side(picture_.width()), side(picture_.height())};
}

QSize TileGrid::cell() const {
  const QSize picture = picturePoints();
  if (!source_.caption) return picture + QSize(kGap, kGap);
  return {std::max(picture.width(), kCaptionRoom) + 2 * kGap, picture.height() + fontMetrics().height() + 3 * kGap};
}

int TileGrid::columns() const {
  return std::max(1, (viewport()->width() - kGap) / cell().width());
}

std::int64_t TileGrid::rows() const {
  return (count_ + columns() - 1) / columns();
}

void TileGrid::setCount(std::int64_t count) {
  if (count == count_) return;
  count_ = count;
  if (current_ >= count_) current_ = -1;
  layOut();
}

void TileGrid::setTiles(const QSize& picture, double scale) {
  if (picture == picture_ && scale == scale_) return;
  const std::int64_t first = visible().first;
  picture_ = picture;
  scale_ = scale;
  layOut();
  if (count_ > 0) verticalScrollBar()->setValue(static_cast<int>(first / columns()) * cell().height());
}

void TileGrid::refresh() {
  viewport()->update();
}

void TileGrid::scrollToTop() {
  verticalScrollBar()->setValue(0);
}

void TileGrid::layOut() {
  const std::int64_t high = rows() * cell().height() + kGap;
  const std::int64_t beyond = std::max<std::int64_t>(0, high - viewport()->height());
  verticalScrollBar()->setRange(0, static_cast<int>(std::min<std::int64_t>(beyond, std::numeric_limits<int>::max())));
  verticalScrollBar()->setSingleStep(std::max(1, cell().height() / 2));
  verticalScrollBar()->setPageStep(viewport()->height());
  viewport()->update();
  Q_EMIT visibleChanged();
}

std::pair<std::int64_t, std::int64_t> TileGrid::visible() const {
  const int top = verticalScrollBar()->value();
  const std::int64_t first = static_cast<std::int64_t>(top / cell().height()) * columns();
  const std::int64_t last = static_cast<std::int64_t>((top + viewport()->height()) / cell().height() + 1) * columns();
  const std::int64_t begin = std::min(first, count_);
  return {begin, std::min(last, count_) - begin};
}

QRect TileGrid::tileRect(std::int64_t tile) const {
  const std::int64_t row = tile / columns();
  const int column = static_cast<int>(tile % columns());
  const int left = std::max(0, (viewport()->width() - columns() * cell().width()) / 2);
  const std::int64_t top = row * cell().height() - verticalScrollBar()->value() + kGap;
  return {left + column * cell().width(), static_cast<int>(std::clamp<std::int64_t>(top, -1 << 20, 1 << 20)),
          cell().width(), cell().height()};
}

std::int64_t TileGrid::tileAt(const QPoint& position) const {
  const auto [first, count] = visible();
  for (std::int64_t tile = first; tile < first + count; ++tile) {
    if (tileRect(tile).contains(position)) return tile;
  }
  return -1;
}

void TileGrid::paintEvent(QPaintEvent* event) {
  QPainter painter(viewport());
  const auto [first, count] = visible();
  for (std::int64_t tile = first; tile < first + count; ++tile) {
    if (tileRect(tile).intersects(event->rect())) paintTile(painter, tile);
  }
}

void TileGrid::paintTile(QPainter& painter, std::int64_t tile) {
  const QRect cell = tileRect(tile);
  const QSize size = picturePoints();
  const QRect box(cell.left() + (cell.width() - size.width()) / 2, cell.top(), size.width(), size.height());
  const QImage image = source_.image(tile);
  const QColor text = palette().color(QPalette::Text);
  painter.setRenderHint(QPainter::SmoothPixmapTransform, scale_ * devicePixelRatioF() < 1);
  if (image.isNull()) {
    painter.fillRect(box, blended(palette().color(QPalette::Base), text, 0.08));
  } else {
    painter.drawImage(box, image);
  }
  if (source_.caption) {
    painter.setPen(text);
    const QRect line(cell.left() + kGap, box.bottom() + kGap, cell.width() - 2 * kGap, fontMetrics().height());
    painter.drawText(line, Qt::AlignHCenter | Qt::AlignVCenter,
                     fontMetrics().elidedText(source_.caption(tile), Qt::ElideMiddle, line.width()));
  }
  if (tile != current_) return;
  QPen ring(palette().color(QPalette::Highlight), 2);
  if (!hasFocus()) ring.setStyle(Qt::DotLine);
  painter.setPen(ring);
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(box.adjusted(-1, -1, 0, 0));
}

void TileGrid::setCurrent(std::int64_t tile) {
  tile = count_ == 0 ? -1 : std::clamp<std::int64_t>(tile, -1, count_ - 1);
  if (tile >= 0) keepVisible(tile);
  if (tile == current_) return;
  current_ = tile;
  viewport()->update();
  if (tile >= 0) setAccessibleDescription(source_.describe(tile));
  Q_EMIT currentChanged(tile);
}

void TileGrid::keepVisible(std::int64_t tile) {
  const QRect box = tileRect(tile);
  QScrollBar* bar = verticalScrollBar();
  const std::int64_t top = tile / columns() * cell().height();
  if (box.top() < 0) bar->setValue(static_cast<int>(top));
  if (box.bottom() > viewport()->height()) {
    bar->setValue(static_cast<int>(top + cell().height() + kGap - viewport()->height()));
  }
}

void TileGrid::mousePressEvent(QMouseEvent* event) {
  const std::int64_t tile = tileAt(event->position().toPoint());
  if (tile >= 0) setCurrent(tile);
}

void TileGrid::keyPressEvent(QKeyEvent* event) {
  const int page = std::max(1, viewport()->height() / cell().height()) * columns();
  const std::int64_t from = std::max<std::int64_t>(0, current_);
  const auto go = [&](std::int64_t to) { setCurrent(current_ < 0 ? 0 : std::clamp<std::int64_t>(to, 0, count_ - 1)); };
  switch (event->key()) {
    case Qt::Key_Left:
      return go(from - 1);
    case Qt::Key_Right:
      return go(from + 1);
    case Qt::Key_Up:
      return go(from < columns() ? from : from - columns());
    case Qt::Key_Down:
      return go(from + columns() >= count_ ? from : from + columns());
    case Qt::Key_PageUp:
      return go(from - page);
    case Qt::Key_PageDown:
      return go(from + page);
    case Qt::Key_Home:
      return setCurrent(0);
    case Qt::Key_End:
      return setCurrent(count_ - 1);
    default:
      QAbstractScrollArea::keyPressEvent(event);
  }
}

void TileGrid::scrollContentsBy(int, int) {
  viewport()->update();
  Q_EMIT visibleChanged();
}

void TileGrid::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  layOut();
}

void TileGrid::focusInEvent(QFocusEvent* event) {
  QAbstractScrollArea::focusInEvent(event);
  viewport()->update();
}

void TileGrid::focusOutEvent(QFocusEvent* event) {
  QAbstractScrollArea::focusOutEvent(event);
  viewport()->update();
}

void TileGrid::changeEvent(QEvent* event) {
  QAbstractScrollArea::changeEvent(event);
  if (event->type() == QEvent::FontChange) layOut();
}

bool TileGrid::viewportEvent(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QAbstractScrollArea::viewportEvent(event);
  auto* help = static_cast<QHelpEvent*>(event);
  const std::int64_t tile = tileAt(help->pos());
  tile < 0 ? QToolTip::hideText() : QToolTip::showText(help->globalPos(), plainTip(source_.describe(tile)), viewport());
  return true;
}

}  // namespace ganvas::ui
