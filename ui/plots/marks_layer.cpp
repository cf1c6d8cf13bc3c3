#include "plots/marks_layer.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "plots/plot_style.h"

namespace ganvas::ui {

namespace {
constexpr double kMergeWithin = 3, kNear = 5;  // pixels
constexpr int kTick = 7, kFlag = 5;
}  // namespace

MarksLayer::MarksLayer(QCustomPlot& plot) : QCPLayerable(&plot) {}

void MarksLayer::setMarks(std::vector<PlotMark> marks) {
  marks_ = std::move(marks);
  std::stable_sort(marks_.begin(), marks_.end(), [](const auto& a, const auto& b) { return a.step < b.step; });
}

double MarksLayer::pixel(const PlotMark& mark) const {
  return mParentPlot->xAxis->coordToPixel(scale_->toX(static_cast<double>(mark.step)));
}

std::vector<PlotMark> MarksLayer::near(const QPoint& at) const {
  std::vector<PlotMark> found;
  if (!visible()) return found;
  const bool atTicks = at.y() <= mParentPlot->axisRect()->top() + 2 * kTick;
  for (const PlotMark& mark : marks_) {
    if ((mark.live || atTicks) && std::abs(pixel(mark) - at.x()) <= kNear) found.push_back(mark);
  }
  return found;
}

void MarksLayer::draw(QCPPainter* painter) {
  drawn_ = 0;
  if (!scale_) return;
  drawKind(*painter, false);
  drawKind(*painter, true);
}

void MarksLayer::drawKind(QCPPainter& painter, bool live) {
  const QRectF area = mParentPlot->axisRect()->rect();
  const QColor base = palette_.color(QPalette::Base), text = palette_.color(QPalette::Text);
  const QColor colour = live ? blended(base, text, 0.7) : blended(base, text, 0.45);
  double last = -1e9;
  for (const PlotMark& mark : marks_) {
    if (mark.live != live) continue;
    const double x = std::round(pixel(mark));
    if (!(x >= area.left() && x <= area.right() + 1) || x - last < kMergeWithin) continue;
    last = x;
    ++drawn_;
    painter.setPen(QPen(colour, 1, live ? Qt::DashLine : Qt::SolidLine));
    painter.drawLine(QLineF(x, area.top(), x, live ? area.bottom() : area.top() + kTick));
    if (!live) continue;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF({QPointF(x - kFlag, area.top()), QPointF(x + kFlag + 1, area.top()),
                                   QPointF(x + 0.5, area.top() + 1.5 * kFlag)}));
  }
}

}  // namespace ganvas::ui
