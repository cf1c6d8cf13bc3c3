#include "plots/reported_layer.h"

#include <algorithm>
#include <cmath>

namespace ganvas::ui {

namespace {

constexpr double kDiamond = 5, kNear = 8, kMargin = 4;  // pixels

// Not tr(), which would be QCPLayerable’s.
QString translated(const char* text) {
  return QCoreApplication::translate("ganvas", text);
}

QString valueText(double value) {
  return QString::number(value, 'g', 4);
}

}  // namespace

ReportedLayer::ReportedLayer(QCustomPlot& plot) : QCPLayerable(&plot) {}

/// Its x is NaN where no step is known, its y where a logarithmic axis has no place for it.
QPointF ReportedLayer::place(const Item& item) const {
  const bool none = item.axis->scaleType() == QCPAxis::stLogarithmic && item.reported.value <= 0;
  const double y = none ? qQNaN() : item.axis->coordToPixel(item.reported.value);
  if (item.reported.step <= 0) return {qQNaN(), y};
  return {mParentPlot->xAxis->coordToPixel(scale_->toX(static_cast<double>(item.reported.step))), y};
}

std::vector<PlotMark> ReportedLayer::near(const QPoint& at) const {
  std::vector<PlotMark> found;
  if (!visible() || !scale_) return found;
  for (const Item& item : items_) {
    const QPointF there = place(item);
    const bool line = std::isnan(there.x());
    if (std::abs(there.y() - at.y()) > kNear || (!line && std::abs(there.x() - at.x()) > kNear)) continue;
    found.push_back({item.reported.step, false, item.reported.text, true});
  }
  return found;
}

void ReportedLayer::draw(QCPPainter* painter) {
  drawn_ = tags_ = 0;
  if (!scale_) return;
  painter->setFont(font_);
  tagged_.clear();
  std::vector<QRectF> labels;
  for (const Item& item : items_) drawItem(*painter, item, labels);
}

void ReportedLayer::drawItem(QCPPainter& painter, const Item& item, std::vector<QRectF>& labels) {
  const QRectF area = mParentPlot->axisRect()->rect();
  const QPointF at = place(item);
  if (std::isnan(at.y())) return;
  const QString value = valueText(item.reported.value);
  const bool below = at.y() > area.bottom(), above = at.y() < area.top();
  if (below || above) {
    const QString arrow = below ? QStringLiteral("▾ ") : QStringLiteral("▴ ");
    return drawTag(painter, item, arrow + translated("reported %1").arg(value), below ? area.bottom() : area.top(),
                   labels);
  }
  if (std::isnan(at.x())) {
    ++drawn_;
    painter.setPen(QPen(item.colour, 1, Qt::DashLine));
    painter.drawLine(QLineF(area.left(), at.y(), area.right(), at.y()));
    return drawLabel(painter, translated("reported %1").arg(value), item.colour, at.y(), labels);
  }
  if (at.x() > area.right() + kDiamond) {
    return drawTag(painter, item, translated("reported %1, later").arg(value) + QStringLiteral(" ▸"), at.y(), labels);
  }
  if (at.x() < area.left() - kDiamond) return;
  ++drawn_;
  drawDiamond(painter, item, at);
}

/// Of what lies outside only the first figure of a curve: a document’s whole table would hide the curves.
void ReportedLayer::drawTag(QCPPainter& painter, const Item& item, const QString& text, double y,
                            std::vector<QRectF>& labels) {
  if (!tagged_.insert(item.colour.rgb()).second) return;
  ++tags_;
  drawLabel(painter, text, item.colour, y, labels);
}

void ReportedLayer::drawDiamond(QCPPainter& painter, const Item& item, const QPointF& at) const {
  painter.setPen(QPen(item.colour, 1.5));
  painter.setBrush(Qt::NoBrush);
  painter.drawPolygon(QPolygonF(
      {at + QPointF(0, -kDiamond), at + QPointF(kDiamond, 0), at + QPointF(0, kDiamond), at + QPointF(-kDiamond, 0)}));
}

/// At the right edge, on its line or inside the edge, below a label that is there already.
void ReportedLayer::drawLabel(QCPPainter& painter, const QString& text, const QColor& colour, double y,
                              std::vector<QRectF>& labels) const {
  const QRectF area = mParentPlot->axisRect()->rect();
  const QFontMetricsF metrics(font_);
  QRectF box(0, y - metrics.height() - 1, metrics.horizontalAdvance(text) + kMargin, metrics.height());
  box.moveRight(area.right() - kMargin);
  box.moveTop(std::clamp(box.top(), area.top() + 1, std::max(area.top() + 1, area.bottom() - box.height() - 1)));
  const bool upwards = box.center().y() > area.center().y();
  for (std::size_t i = 0; i < labels.size();) {  // anew after each move
    if (!box.intersects(labels[i])) {
      ++i;
      continue;
    }
    upwards ? box.moveBottom(labels[i].top() - 1) : box.moveTop(labels[i].bottom() + 1);
    i = 0;
  }
  labels.push_back(box);
  painter.setPen(colour);
  painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter, text);
}

}  // namespace ganvas::ui
