#include "plots/rate_plot.h"

#include <qcustomplot.h>

#include <QEvent>
#include <QVBoxLayout>
#include <algorithm>
#include <limits>

#include "plots/axis_ticks.h"
#include "plots/plot_style.h"

namespace ganvas::ui {

namespace {
constexpr int kLines = 9;         // of text that the plot is high
constexpr int kLegendLine = 16;   // pixels
constexpr double kRoom = 0.08;    // above the curves
constexpr int kRightMargin = 20;  // pixels: half of the last label
}  // namespace

RatePlot::RatePlot(QWidget* parent) : QWidget(parent), plot_(new QCustomPlot(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(plot_);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  plot_->setAttribute(Qt::WA_TransparentForMouseEvents);  // the list of parameters scrolls over it
  plot_->setNotAntialiasedElements(QCP::aeAll);
  plot_->setLocale(QLocale());
  plot_->axisRect()->setMinimumMargins({0, 4, kRightMargin, 0});
  plot_->axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignRight | Qt::AlignTop);
  plot_->legend->setVisible(true);
  plot_->legend->setMargins({4, 2, 4, 2});
  plot_->legend->setRowSpacing(0);
  plot_->legend->setIconSize(kLegendLine, 12);
  restyle();
}

QSize RatePlot::sizeHint() const {
  return {240, kLines * fontMetrics().height()};
}

int RatePlot::pointCount() const {
  int count = 0;
  for (int i = 0; i < plot_->graphCount(); ++i) count += plot_->graph(i)->dataCount();
  return count;
}

void RatePlot::setCurves(const std::vector<RateCurve>& curves, const QString& unit, bool logarithmic) {
  logarithmic_ = logarithmic;
  plot_->clearGraphs();
  colours_.clear();
  for (const RateCurve& curve : curves) {
    QCPGraph* graph = plot_->addGraph();
    graph->setName(curve.label);
    colours_.push_back(curve.colour);
    QVector<double> xs(curve.xs.begin(), curve.xs.end()), ys(curve.ys.begin(), curve.ys.end());
    if (logarithmic) {
      std::replace_if(
          ys.begin(), ys.end(), [](double y) { return y <= 0; }, std::numeric_limits<double>::quiet_NaN());
    }
    graph->setData(xs, ys, true);
  }
  plot_->legend->setVisible(curves.size() > 1);
  plot_->yAxis->setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
  fit(curves);
  plot_->xAxis->setLabel(unit);  // after the ticks, which bring a label of their own
  restyle();
}

void RatePlot::fit(const std::vector<RateCurve>& curves) {
  double last = 1, highest = 0, lowest = std::numeric_limits<double>::infinity();
  for (const RateCurve& curve : curves) {
    if (!curve.xs.empty()) last = std::max(last, curve.xs.back());
    for (const double y : curve.ys) {
      highest = std::max(highest, y);
      if (y > 0) lowest = std::min(lowest, y);
    }
  }
  if (highest <= 0) highest = 1;
  plot_->xAxis->setRange(0, last);
  if (logarithmic_) {
    plot_->yAxis->setRange(std::min(lowest, highest / 10) / 1.2, highest * 1.2);
  } else {
    plot_->yAxis->setRange(0, highest * (1 + kRoom));
  }
  setXTicks(*plot_->xAxis, XUnit::Step);
  setValueTicks(*plot_->yAxis, logarithmic_);
}

void RatePlot::restyle() {
  applyStyle(*plot_, palette(), font());
  for (int i = 0; i < plot_->graphCount(); ++i) {
    plot_->graph(i)->setPen(seriesPen(colours_[static_cast<std::size_t>(i)], palette(), 1.5));
  }
  replot();
}

// Without a size yet there is nothing to paint to; with one comes a replot of QCustomPlot’s own.
void RatePlot::replot() {
  if (isVisible() && !plot_->size().isEmpty()) plot_->replot(QCustomPlot::rpQueuedReplot);
}

void RatePlot::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  replot();
}

void RatePlot::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) restyle();
}

}  // namespace ganvas::ui
