#include "plots/network_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "plots/plot_style.h"

namespace ganvas::ui {

namespace {

constexpr double kLeast = 0.15, kMost = 4, kLeastFit = 0.75, kMostFit = 1.5;

QString counts(const config::LayerPlan& layer) {
  const QLocale locale;
  return NetworkView::tr("%1 parameters, %2 multiply-adds for a picture")
      .arg(locale.toString(static_cast<qlonglong>(layer.parameters)),
           locale.toString(static_cast<qlonglong>(layer.multiplyAdds)));
}

}  // namespace

NetworkView::NetworkView(QWidget* parent) : QAbstractScrollArea(parent) {
  setFocusPolicy(Qt::StrongFocus);
  viewport()->setMouseTracking(true);
  viewport()->setBackgroundRole(QPalette::Base);
  setAccessibleName(tr("Drawing of the network"));
  layOutAnew();
}

void NetworkView::setPlan(const config::NetworkPlan& plan, std::optional<int> fault) {
  const int line = currentLine();
  plan_ = plan;
  fault_ = fault;
  marks_ = {};
  layOutAnew();
  marks_.current = layout_.blockOf(line);
  if (fits_) {
    fit();
  } else {
    updateScrollBars();
  }
}

void NetworkView::layOutAnew() {
  const QFontMetricsF metrics(font());
  layout_ = layOut(plan_, fault_, {metrics.horizontalAdvance(u'8'), metrics.height()});
  viewport()->update();
}

int NetworkView::currentLine() const {
  if (!marks_.current) return NetworkBlock::kInput;
  return layout_.blocks[static_cast<std::size_t>(*marks_.current)].line;
}

void NetworkView::setCurrentLine(int line) {
  const auto block = line < 0 ? std::nullopt : layout_.blockOf(line);
  if (block == marks_.current) return;
  setCurrent(block);
  if (block) bringIntoSight(*block);
}

void NetworkView::setCurrent(std::optional<int> block) {
  marks_.current = block;
  setAccessibleDescription(block ? describe(*block) : QString());
  viewport()->update();
}

void NetworkView::choose(int block) {
  setCurrent(block);
  bringIntoSight(block);
  Q_EMIT lineChosen(currentLine());
}

QPointF NetworkView::offset() const {
  const QSizeF drawn = layout_.size * zoom_;
  const QSizeF room = viewport()->size();
  const double x = std::max(0.0, (room.width() - drawn.width()) / 2) - horizontalScrollBar()->value();
  const double y = std::max(0.0, (room.height() - legendHeight() - drawn.height()) / 2) - verticalScrollBar()->value();
  return {x, y};
}

QRectF NetworkView::placeOf(int block) const {
  const QRectF front = layout_.blocks[static_cast<std::size_t>(block)].front;
  return {front.topLeft() * zoom_ + offset(), front.size() * zoom_};
}

void NetworkView::bringIntoSight(int block) {
  const QRectF group =
      layout_.groups[static_cast<std::size_t>(layout_.blocks[static_cast<std::size_t>(block)].group)].bounds;
  QScrollBar& bar = *horizontalScrollBar();
  const int left = static_cast<int>(group.left() * zoom_) - 30, right = static_cast<int>(group.right() * zoom_) + 30;
  if (left < bar.value()) {
    bar.setValue(left);
  } else if (right > bar.value() + viewport()->width()) {
    bar.setValue(right - viewport()->width());
  }
}

void NetworkView::updateScrollBars() {
  const QSizeF drawn = layout_.size * zoom_;
  const auto set = [](QScrollBar& bar, double whole, int page) {
    bar.setRange(0, std::max(0, static_cast<int>(std::ceil(whole)) - page));
    bar.setPageStep(page);
    bar.setSingleStep(30);
  };
  set(*horizontalScrollBar(), drawn.width(), viewport()->width());
  set(*verticalScrollBar(), drawn.height() + legendHeight(), viewport()->height());
  viewport()->update();
}

void NetworkView::fit() {
  fits_ = true;
  const QSizeF room = viewport()->size();
  const double wide = room.width() / layout_.size.width();
  const double high = (room.height() - legendHeight()) / layout_.size.height();
  zoom_ = std::clamp(std::min(wide, high), kLeastFit, kMostFit);
  updateScrollBars();
}

void NetworkView::zoomBy(double factor) {
  setZoom(zoom_ * factor, QRectF(viewport()->rect()).center());
}

// What is under the anchor stays there.
void NetworkView::setZoom(double zoom, const QPointF& anchor) {
  fits_ = false;
  const QPointF kept = toLayout(anchor);
  zoom_ = std::clamp(zoom, kLeast, kMost);
  updateScrollBars();
  const QPointF now = kept * zoom_ + offset();
  horizontalScrollBar()->setValue(horizontalScrollBar()->value() + static_cast<int>(now.x() - anchor.x()));
  verticalScrollBar()->setValue(verticalScrollBar()->value() + static_cast<int>(now.y() - anchor.y()));
}

double NetworkView::legendHeight() const {
  return 2 * QFontMetricsF(font()).height() + 10;
}

void NetworkView::paintEvent(QPaintEvent* event) {
  QPainter painter(viewport());
  painter.setFont(font());
  painter.save();
  painter.translate(offset());
  painter.scale(zoom_, zoom_);
  const QRectF clip(toLayout(event->rect().topLeft()), QSizeF(event->rect().size()) / zoom_);
  paintNetwork(painter, layout_, palette(), marks_, clip);
  painter.restore();
  const double height = legendHeight();
  const QRectF strip(0, viewport()->height() - height, viewport()->width(), height);
  painter.fillRect(strip, palette().color(QPalette::Base));
  paintFamilies(painter, layout_, palette(), strip.topLeft() + QPointF(10, 2), strip.width() - 20);
  if (!hasFocus()) return;
  painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
  painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
}

void NetworkView::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  if (fits_) {
    fit();
  } else {
    updateScrollBars();
  }
}

void NetworkView::scrollContentsBy(int, int) {
  viewport()->update();
}

void NetworkView::mousePressEvent(QMouseEvent* event) {
  dragged_ = event->position();
  if (event->button() != Qt::LeftButton) return;
  if (const auto block = layout_.blockAt(toLayout(event->position()))) choose(*block);
}

void NetworkView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (layout_.blockAt(toLayout(event->position()))) return Q_EMIT editWanted();
  fit();
}

void NetworkView::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() != Qt::NoButton) {
    const QPointF moved = event->position() - dragged_;
    dragged_ = event->position();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - static_cast<int>(moved.x()));
    verticalScrollBar()->setValue(verticalScrollBar()->value() - static_cast<int>(moved.y()));
    return;
  }
  const auto hovered = layout_.blockAt(toLayout(event->position()));
  if (hovered == marks_.hovered) return;
  marks_.hovered = hovered;
  viewport()->setCursor(hovered ? Qt::PointingHandCursor : Qt::ArrowCursor);
  viewport()->update();
}

void NetworkView::leaveEvent(QEvent* event) {
  QAbstractScrollArea::leaveEvent(event);
  marks_.hovered.reset();
  viewport()->update();
}

void NetworkView::wheelEvent(QWheelEvent* event) {
  if (event->modifiers() & Qt::ControlModifier) {
    setZoom(zoom_ * std::pow(1.0015, event->angleDelta().y()), event->position());
    return event->accept();
  }
  // A drawing is wider than high: the wheel moves along it.
  const QPoint delta = event->angleDelta();
  QScrollBar& bar = verticalScrollBar()->maximum() > 0 && delta.x() == 0 && event->modifiers() & Qt::ShiftModifier
                        ? *verticalScrollBar()
                        : *horizontalScrollBar();
  bar.setValue(bar.value() - (delta.x() != 0 ? delta.x() : delta.y()) / 2);
  event->accept();
}

void NetworkView::keyPressEvent(QKeyEvent* event) {
  const int last = static_cast<int>(layout_.blocks.size()) - 1, now = marks_.current.value_or(-1);
  switch (event->key()) {
    case Qt::Key_Left:
      return choose(std::max(0, now - 1));
    case Qt::Key_Right:
      return choose(std::min(last, now + 1));
    case Qt::Key_Home:
      return choose(0);
    case Qt::Key_End:
      return choose(last);
    case Qt::Key_Return:
    case Qt::Key_Enter:
      return Q_EMIT editWanted();
    case Qt::Key_Plus:
      return zoomBy(1.25);
    case Qt::Key_Minus:
      return zoomBy(0.8);
    case Qt::Key_0:
      return fit();
    default:
      QAbstractScrollArea::keyPressEvent(event);
  }
}

void NetworkView::changeEvent(QEvent* event) {
  QAbstractScrollArea::changeEvent(event);
  if (event->type() == QEvent::FontChange) {
    setPlan(config::NetworkPlan(plan_), fault_);
  } else if (event->type() == QEvent::PaletteChange) {
    viewport()->update();
  }
}

void NetworkView::focusInEvent(QFocusEvent* event) {
  QAbstractScrollArea::focusInEvent(event);
  viewport()->update();
}

void NetworkView::focusOutEvent(QFocusEvent* event) {
  QAbstractScrollArea::focusOutEvent(event);
  viewport()->update();
}

bool NetworkView::viewportEvent(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QAbstractScrollArea::viewportEvent(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const auto block = layout_.blockAt(toLayout(help->pos()));
  QToolTip::showText(help->globalPos(), block ? describe(*block) : QString(), viewport());
  return true;
}

QString NetworkView::describe(int block) const {
  const int line = layout_.blocks[static_cast<std::size_t>(block)].line;
  if (line < 0) return tr("Input: %1").arg(QString::fromStdString(plan_.input.text()));
  if (line >= static_cast<int>(plan_.layers.size())) return tr("Line %1 has an error").arg(line + 1);
  const config::LayerPlan& layer = plan_.layers[static_cast<std::size_t>(line)];
  return tr("Line %1: %2").arg(line + 1).arg(QString::fromStdString(layer.line)) + u'\n' +
         QString::fromStdString(layer.input.text() + " → " + layer.output.text()) + u'\n' + counts(layer);
}

QByteArray NetworkView::encoded(const QString& title, PictureFormat format) const {
  constexpr double kMostPixels = 16000;  // a side of a PNG file
  const double fine = std::min(2.0, kMostPixels / layout_.size.width());
  const double legend = legendHeight();
  const QSize size((layout_.size + QSizeF(0, legend)).toSize());
  const auto paint = [&](QPaintDevice& device, double scale) {
    const QPalette paper = paperPalette();
    QPainter painter;
    if (!painter.begin(&device)) return false;
    painter.setFont(font());
    painter.scale(scale, scale);
    painter.fillRect(QRect(QPoint(), size), paper.color(QPalette::Base));
    paintNetwork(painter, layout_, paper, {}, QRectF(QPointF(), layout_.size));
    paintFamilies(painter, layout_, paper, {10, layout_.size.height()}, size.width() - 20);
    return painter.end();
  };
  const auto onto = [&](QPaintDevice& device) { return paint(device, 1); };
  if (format == PictureFormat::Pdf) return pdfFile(size, title, onto);
  if (format == PictureFormat::Svg) return svgFile(size, title, onto);
  return pngFile(size * fine, [&](QPaintDevice& device) { return paint(device, fine); });
}

}  // namespace ganvas::ui
