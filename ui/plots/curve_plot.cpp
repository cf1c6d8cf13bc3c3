#include "plots/curve_plot.h"

#include <qcustomplot.h>

#include <QEvent>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "plots/smoothing.h"

namespace ganvas::ui {

namespace {

// The moving average runs over this share of the points shown, and over a handful at least.
constexpr double kSmoothingShare = 0.02, kLeastWindow = 8;

bool isDark(const QPalette& palette) {
  return palette.color(QPalette::Base).lightness() < 128;
}

// From Okabe and Ito's palette for colour-blind people; the lighter tones on a dark ground.
QColor seriesColour(std::size_t index, bool dark) {
  static constexpr std::array<QRgb, 4> light{0xff0072b2, 0xffd55e00, 0xff009e73, 0xffcc79a7};
  static constexpr std::array<QRgb, 4> onDark{0xff56b4e9, 0xffe69f00, 0xff2fc79a, 0xffe39cc5};
  return QColor::fromRgb((dark ? onDark : light)[index % light.size()]);
}

QColor blend(const QColor& a, const QColor& b, double share) {
  return QColor::fromRgbF(static_cast<float>(a.redF() * (1 - share) + b.redF() * share),
                          static_cast<float>(a.greenF() * (1 - share) + b.greenF() * share),
                          static_cast<float>(a.blueF() * (1 - share) + b.blueF() * share));
}

}  // namespace

CurvePlot::CurvePlot(std::vector<PlotSeries> series, const QString& valueLabel, QWidget* parent)
    : QWidget(parent), series_(std::move(series)), points_(series_.size()) {
  build(valueLabel);
  applyColours();
}

void CurvePlot::build(const QString& valueLabel) {
  plot_ = new QCustomPlot(this);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(plot_);

  plot_->setNotAntialiasedElements(QCP::aeAll);  // a third of the time to draw
  plot_->setPlottingHints(QCP::phFastPolylines | QCP::phCacheLabels);
  plot_->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
  plot_->axisRect()->setRangeDrag(Qt::Horizontal);
  plot_->axisRect()->setRangeZoom(Qt::Horizontal);
  plot_->xAxis->setLabel(tr("step"));
  plot_->yAxis->setLabel(valueLabel);
  plot_->xAxis->setNumberFormat(QStringLiteral("f"));
  plot_->xAxis->setNumberPrecision(0);
  plot_->xAxis->ticker()->setTickCount(6);
  plot_->yAxis->ticker()->setTickCount(5);
  plot_->xAxis->setRange(0, 100);
  plot_->yAxis->setRange(0, 1);
  plot_->setToolTip(tr("Wheel: zoom · drag: move · double click: the whole run"));

  for (std::size_t i = 0; i < series_.size(); ++i) {
    raw_.push_back(plot_->addGraph());
    raw_.back()->setName(series_[i].label);
  }
  for (std::size_t i = 0; i < series_.size(); ++i) {
    smoothed_.push_back(plot_->addGraph());
    smoothed_.back()->setName(series_[i].label);
  }
  plot_->legend->setVisible(true);
  plot_->axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignRight | Qt::AlignTop);

  connect(plot_->xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, &CurvePlot::onRange);
  connect(plot_, &QCustomPlot::mouseDoubleClick, this, &CurvePlot::showAll);
}

void CurvePlot::applyColours() {
  const QPalette colours = palette();
  const QColor base = colours.color(QPalette::Base), text = colours.color(QPalette::Text);
  const QPen line(blend(base, text, 0.35)), grid(blend(base, text, 0.12));
  plot_->setBackground(base);
  for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) {
    axis->setBasePen(line);
    axis->setTickPen(line);
    axis->setSubTickPen(Qt::NoPen);
    axis->grid()->setPen(grid);
    axis->grid()->setZeroLinePen(QPen(blend(base, text, 0.25)));
    axis->setLabelColor(blend(base, text, 0.75));
    axis->setTickLabelColor(blend(base, text, 0.75));
    axis->setTickLabelFont(font());
    axis->setLabelFont(font());
  }
  QColor legendGround = base;
  legendGround.setAlpha(215);
  plot_->legend->setBrush(legendGround);
  plot_->legend->setBorderPen(Qt::NoPen);
  plot_->legend->setTextColor(text);
  plot_->legend->setFont(font());
  for (std::size_t i = 0; i < series_.size(); ++i) {
    const QColor colour = seriesColour(i, isDark(colours));
    raw_[i]->setPen(QPen(smooth_ ? blend(base, colour, 0.35) : colour, 1));
    smoothed_[i]->setPen(QPen(colour, 2));
  }
  plot_->legend->clearItems();  // it shows the strong tone, whichever line carries it
  for (QCPGraph* graph : smooth_ ? smoothed_ : raw_) graph->addToLegend();
}

void CurvePlot::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange) return;
  applyColours();
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void CurvePlot::setPoints(const std::string& key, std::vector<runs::CurvePoint> points) {
  for (std::size_t i = 0; i < series_.size(); ++i) {
    if (series_[i].key == key) points_[i] = std::move(points);
  }
}

void CurvePlot::setSmooth(bool smooth) {
  smooth_ = smooth;
  applyColours();
  refresh(steps_);
}

void CurvePlot::clear() {
  for (auto& points : points_) points.clear();
  follow_ = true;
  refresh(0);
}

void CurvePlot::fill(std::size_t index) {
  const auto& points = points_[index];
  QVector<double> steps, values;
  QVector<double> middleSteps;
  for (const auto& point : points) {
    const double middle = static_cast<double>(point.step) + 0.5 * static_cast<double>(point.width - 1);
    middleSteps.push_back(middle);
    steps.push_back(middle);
    values.push_back(point.minimum);
    if (point.maximum > point.minimum) {
      steps.push_back(middle);
      values.push_back(point.maximum);
    }
  }
  raw_[index]->setData(steps, values, true);
  smoothed_[index]->setVisible(smooth_);
  if (!smooth_) return;
  const auto average =
      smoothed(middles(points), std::max(kLeastWindow, kSmoothingShare * static_cast<double>(points.size())));
  smoothed_[index]->setData(middleSteps, QVector<double>(average.begin(), average.end()), true);
}

void CurvePlot::scaleValues() {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const auto& points : points_) {
    for (const auto& point : points) {
      if (!std::isfinite(point.minimum) || !std::isfinite(point.maximum)) continue;
      low = std::min(low, double{point.minimum});
      high = std::max(high, double{point.maximum});
    }
  }
  if (low > high) low = 0, high = 1;
  const double room = std::max((high - low) * 0.05, 1e-3 * std::max(1.0, std::abs(high)));
  plot_->yAxis->setRange(low - room, high + room);
}

void CurvePlot::refresh(std::int64_t steps) {
  steps_ = steps;
  for (std::size_t i = 0; i < series_.size(); ++i) fill(i);
  if (follow_) {
    ownChange_ = true;
    plot_->xAxis->setRange(0, static_cast<double>(std::max<std::int64_t>(steps, 10)));
    ownChange_ = false;
  }
  scaleValues();
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void CurvePlot::onRange(const QCPRange& range) {
  if (ownChange_) return;
  follow_ = false;
  const double most = static_cast<double>(std::max<std::int64_t>(steps_, 10));
  QCPRange bounded = range.bounded(0, most);
  if (bounded.size() < 4) bounded.upper = bounded.lower + 4;
  ownChange_ = true;
  plot_->xAxis->setRange(bounded);
  ownChange_ = false;
  Q_EMIT visibleStepsChanged();
}

void CurvePlot::showAll() {
  follow_ = true;
  refresh(steps_);
  Q_EMIT visibleStepsChanged();
}

StepRange CurvePlot::visibleSteps() const {
  if (follow_) return {};
  const QCPRange range = plot_->xAxis->range();
  return {std::max<std::int64_t>(1, static_cast<std::int64_t>(std::floor(range.lower))),
          std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(range.upper)))};
}

std::size_t CurvePlot::wantedPoints() const {
  // A point draws two values: two to the pixel, within the four that a plot may be given.
  return static_cast<std::size_t>(std::clamp(plot_->axisRect()->width(), 100, 4000));
}

int CurvePlot::pointCount() const {
  int count = 0;
  for (const auto& points : points_) count += static_cast<int>(points.size());
  return count;
}

}  // namespace ganvas::ui
