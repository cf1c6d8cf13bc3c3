// What the user does to CurvePlot.
#include <qcustomplot.h>

#include "plots/curve_plot.h"
#include "plots/marks_layer.h"
#include "plots/plot_input.h"
#include "plots/plot_overlay.h"
#include "plots/readout_text.h"
#include "plots/reported_layer.h"

namespace ganvas::ui {

void CurvePlot::connectInput() {
  input_ = new PlotInput(plot_);
  connect(input_, &PlotInput::zoomed, this, &CurvePlot::onZoom);
  connect(input_, &PlotInput::dragged, this, &CurvePlot::onDrag);
  connect(input_, &PlotInput::stepped, this, &CurvePlot::onStep);
  connect(input_, &PlotInput::fitWanted, this, &CurvePlot::fit);
  connect(input_, &PlotInput::newestWanted, this, &CurvePlot::showNewest);
  connect(input_, &PlotInput::rectangleChanged, overlay_,
          [this](const QRect& rectangle) { overlay_->setRectangle(rectangle & plot_->axisRect()->rect()); });
  connect(input_, &PlotInput::rectangleChosen, this, &CurvePlot::onRectangle);
  connect(input_, &PlotInput::clicked, this, &CurvePlot::onClick);
  connect(input_, &PlotInput::hovered, this, &CurvePlot::onHover);
  connect(input_, &PlotInput::left, this, [this] {
    hovered_.reset();
    overlay_->setReadout({});
  });
  connect(input_, &PlotInput::menuWanted, this,
          [this](const QPoint& at) { Q_EMIT menuWanted(plot_->mapToGlobal(at)); });
  // Also when the run grows under a mouse at rest.
  connect(plot_, &QCustomPlot::afterReplot, this, [this] {
    if (hovered_) onHover(*hovered_);
  });
}

// After each move of the user's: the same data, elsewhere.
void CurvePlot::moved() {
  if (filledFor_ != view_.visible().width()) fill();  // the moving average runs over a share of what is visible
  showRanges();
  Q_EMIT visibleStepsChanged();
}

void CurvePlot::fit() {
  valueRange_ = {};
  view_.fit();
  moved();
}

void CurvePlot::setFollowing(bool follow) {
  if (follow == view_.following()) return;
  view_.setFollowing(follow);
  moved();
  Q_EMIT followingChanged(follow);
}

void CurvePlot::showNewest() {
  view_.pan(view_.whole().upper - view_.visible().upper);
  moved();
}

void CurvePlot::setRectangleMode(bool on) {
  input_->setRectangleMode(on);
}

void CurvePlot::onZoom(double factor, const QPoint& at, bool values) {
  if (!values) {
    view_.zoom(factor, plot_->xAxis->pixelToCoord(at.x()));
    return moved();
  }
  for (const bool right : {false, true}) {
    QCPAxis& axis = valueAxis(right);
    axis.scaleRange(factor, axis.pixelToCoord(at.y()));
    valueRange_[right] = visibleValues(right);
  }
  moved();
}

void CurvePlot::onDrag(const QPoint& by, bool values) {
  const bool following = view_.following();
  view_.pan(-by.x() * view_.visible().width() / std::max(1, plot_->axisRect()->width()));
  // A hand that is not quite steady must not end the automatic scale of the values.
  if (values || valueRange_[0] || valueRange_[1]) moveValues(by.y());
  moved();
  if (following != view_.following()) Q_EMIT followingChanged(view_.following());
}

void CurvePlot::onStep(double x, double values) {
  const bool following = view_.following();
  view_.pan(x * view_.visible().width());
  if (values != 0) moveValues(values * plot_->axisRect()->height());
  moved();
  if (following != view_.following()) Q_EMIT followingChanged(view_.following());
}

// On a logarithmic axis pixels are factors.
void CurvePlot::moveValues(double pixels) {
  for (const bool right : {false, true}) {
    const QCPAxis& axis = valueAxis(right);
    valueRange_[right] = Span{axis.pixelToCoord(axis.coordToPixel(axis.range().lower) - pixels),
                              axis.pixelToCoord(axis.coordToPixel(axis.range().upper) - pixels)};
  }
}

void CurvePlot::onRectangle(const QRect& rectangle) {
  const QRect area = rectangle & plot_->axisRect()->rect();
  if (area.isEmpty()) return;
  for (const bool right : {false, true}) {
    const QCPAxis& axis = valueAxis(right);
    valueRange_[right] = Span{axis.pixelToCoord(area.bottom()), axis.pixelToCoord(area.top())};
  }
  const bool following = view_.following();
  view_.show({plot_->xAxis->pixelToCoord(area.left()), plot_->xAxis->pixelToCoord(area.right())});
  moved();
  if (following != view_.following()) Q_EMIT followingChanged(view_.following());
  Q_EMIT rectangleChosen();
}

void CurvePlot::onClick(const QPoint& at) {
  auto* item = qobject_cast<QCPPlottableLegendItem*>(plot_->layoutElementAt(at));
  if (item && item->plottable() == reportedEntry_) return Q_EMIT reportedClicked();
  for (const CurveLine& line : lines_) {
    if (!item || plot_->legend->itemWithPlottable(line.smooth) != item) continue;
    return setHidden(line.series.key, !line.hidden);
  }
}

void CurvePlot::onHover(const QPoint& at) {
  hovered_ = at;
  if (!plot_->axisRect()->rect().contains(at)) return overlay_->setReadout({});
  std::vector<PlotMark> marks = marks_->near(at);
  for (PlotMark& mark : reportedLayer_->near(at)) marks.push_back(std::move(mark));
  overlay_->setReadout({at.x(), readoutLines(lines_, scale_, plot_->xAxis->pixelToCoord(at.x()), marks, palette())});
}

}  // namespace ganvas::ui
