#include "plots/curve_plot.h"

#include <qcustomplot.h>

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "plots/axis_ticks.h"
#include "plots/marks_layer.h"
#include "plots/plot_overlay.h"
#include "plots/readout_text.h"

namespace ganvas::ui {

namespace {
constexpr double kLeastSteps = 10, kNarrowest = 4;  // of an axis: the beginning of a run, the deepest zoom
constexpr double kLeastWindow = 3;                  // points; less smooths nothing
constexpr double kFlatRoom = 0.2;                   // … of the value, about a curve that never changes
constexpr double kRoom = 0.05;                      // above and below the curves
}  // namespace

CurvePlot::CurvePlot(QWidget* parent) : QWidget(parent) {
  build();
  connectInput();
  restyle(palette());
  updateWhole();
  replot();
}

QCPAxis& CurvePlot::valueAxis(bool right) const {
  return right ? *plot_->yAxis2 : *plot_->yAxis;
}

void CurvePlot::setSeries(const std::vector<PlotSeries>& series) {
  std::vector<CurveLine> lines;
  for (const PlotSeries& wanted : series) {
    const auto known = std::find_if(lines_.begin(), lines_.end(),
                                    [&](const CurveLine& line) { return line.series.key == wanted.key; });
    CurveLine line = known == lines_.end() ? CurveLine() : std::move(*known);
    line.series = wanted;
    lines.push_back(std::move(line));
  }
  lines_ = std::move(lines);
  plot_->clearGraphs();
  reportedEntry_ = nullptr;
  for (CurveLine& line : lines_) line.raw = plot_->addGraph(plot_->xAxis, &valueAxis(line.series.right));
  for (CurveLine& line : lines_) line.smooth = plot_->addGraph(plot_->xAxis, &valueAxis(line.series.right));
  valueRange_ = {};
  const auto some = [this](bool right) {
    return std::any_of(lines_.begin(), lines_.end(), [right](const auto& l) { return l.series.right == right; });
  };
  plot_->yAxis2->setVisible(some(true));
  const bool left = some(false) || !some(true);  // a plot without any curve has a left axis
  plot_->yAxis->setTicks(left);
  plot_->yAxis->setTickLabels(left);
  labelAxes();
  restyle(palette());
  rebuildLegend();
  refresh();
}

void CurvePlot::setRun(std::int64_t steps, double epochsPerStep) {
  steps_ = steps;
  scale_.setEpochsPerStep(epochsPerStep);
}

void CurvePlot::setClock(const std::vector<StepTime>& coarse, const std::vector<StepTime>& fine) {
  scale_.setClock(coarse, fine);
}

void CurvePlot::setPoints(const std::string& key, std::vector<runs::CurvePoint> points, std::vector<double> seconds) {
  for (CurveLine& line : lines_) {
    if (line.series.key != key) continue;
    line.points = std::move(points);
    line.seconds = std::move(seconds);
    return;
  }
}

void CurvePlot::setMarks(std::vector<PlotMark> marks) {
  marks_->setMarks(std::move(marks));
}

void CurvePlot::setMessage(const QString& message) {
  overlay_->setMessage(message);
}

QString CurvePlot::message() const {
  return overlay_->message();
}

void CurvePlot::clear() {
  for (CurveLine& line : lines_) {
    line.points.clear();
    line.seconds.clear();
  }
  setRun(0, 0);
  setClock({}, {});
  setMarks({});
  setReported({});
  valueRange_ = {};
  view_.fit();
  refresh();
}

void CurvePlot::refresh() {
  updateWhole();
  fill();
  showRanges();
}

// Where the run begins and ends on the x axis.
void CurvePlot::updateWhole() {
  const double last = std::max(static_cast<double>(steps_), kLeastSteps);
  const Span whole{std::max(0.0, scale_.toX(0)), scale_.toX(last)};
  view_.setWhole(whole, whole.width() * kNarrowest / last);
}

double CurvePlot::smoothingWindow(const CurveLine& line) const {
  if (smoothing_ <= 0 || line.points.empty()) return 0;
  const auto width = static_cast<double>(line.points.front().width);
  const double visible = scale_.toStep(view_.visible().upper) - scale_.toStep(view_.visible().lower);
  return std::max(kLeastWindow, smoothing_ * visible / width);
}

std::int64_t CurvePlot::smoothingSteps() const {
  const auto drawn = std::find_if(lines_.begin(), lines_.end(), [](const auto& line) { return !line.points.empty(); });
  if (drawn == lines_.end()) return 0;
  return std::llround(smoothingWindow(*drawn) * static_cast<double>(drawn->points.front().width));
}

void CurvePlot::fill() {
  filledFor_ = view_.visible().width();
  for (CurveLine& line : lines_) {
    line.place(scale_);
    line.average(smoothingWindow(line));
    line.draw(logarithmic_[line.series.right]);
  }
}

void CurvePlot::showRanges() {
  plot_->xAxis->setRange(view_.visible().lower, view_.visible().upper);
  setXTicks(*plot_->xAxis, scale_.shownUnit());
  for (const bool right : {false, true}) {
    scaleValues(right);
    setValueTicks(valueAxis(right), logarithmic_[right]);
  }
  const bool leftOut = std::any_of(lines_.begin(), lines_.end(), [this](const CurveLine& line) {
    return !line.hidden && logarithmic_[line.series.right] && line.hasNonPositive(view_.visible());
  });
  overlay_->setNote(leftOut ? tr("Values of 0 and below have no place on a logarithmic axis.") : QString());
  replot();
}

void CurvePlot::scaleValues(bool right) {
  const bool logarithmic = logarithmic_[right];
  std::optional<Span> span = valueRange_[right];
  if (!span) {
    for (const CurveLine& line : lines_) {
      if (line.hidden || line.series.right != right) continue;
      const auto extent = line.extent(view_.visible(), logarithmic);
      if (!extent) continue;
      span = span ? Span{std::min(span->lower, extent->lower), std::max(span->upper, extent->upper)} : *extent;
    }
    if (!span) span = logarithmic ? Span{0.1, 10} : Span{0, 1};
    span = withReported(*span, right);
    if (logarithmic) {
      const double room = std::max(std::pow(span->upper / span->lower, kRoom), 1.02);
      span = Span{span->lower / room, span->upper * room};
    } else {
      const double size = std::max(std::abs(span->upper), 1e-9);
      const double room = span->width() > 1e-6 * size ? span->width() * kRoom : kFlatRoom * size;
      span = Span{span->lower - room, span->upper + room};
    }
  }
  valueAxis(right).setRange(span->lower, span->upper);
}

QString CurvePlot::note() const {
  return overlay_->note();
}

void CurvePlot::replot() {
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void CurvePlot::setSmoothing(double share) {
  smoothing_ = share;
  restyle(palette());
  refresh();
}

void CurvePlot::setLogarithmic(bool right, bool on) {
  if (logarithmic_[right] == on) return;
  logarithmic_[right] = on;
  valueRange_[right].reset();
  valueAxis(right).setScaleType(on ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
  refresh();
}

void CurvePlot::setXUnit(XUnit unit) {
  const double lower = scale_.toStep(view_.visible().lower), upper = scale_.toStep(view_.visible().upper);
  const bool following = view_.following(), fitted = view_.fitted();
  scale_.setUnit(unit);
  updateWhole();
  if (!fitted) view_.show({scale_.toX(lower), scale_.toX(upper)});
  view_.setFollowing(following);
  refresh();
}

void CurvePlot::setMarksVisible(bool on) {
  marks_->setVisible(on);
  replot();
}

void CurvePlot::setHidden(const std::string& key, bool hidden) {
  for (CurveLine& line : lines_) {
    if (line.series.key == key) line.hidden = hidden;
  }
  restyle(palette());
  refresh();
}

Span CurvePlot::visibleValues(bool right) const {
  const QCPRange range = valueAxis(right).range();
  return {range.lower, range.upper};
}

StepRange CurvePlot::visibleSteps() const {
  if (view_.fitted()) return {};
  const auto step = [this](double x, double (*round)(double)) {
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(round(std::clamp(scale_.toStep(x), 0.0, 1e15))));
  };
  return {step(view_.visible().lower, std::floor), step(view_.visible().upper, std::ceil)};
}

std::size_t CurvePlot::wantedPoints() const {
  // A point draws two values: two to the pixel, within the four that a plot may be given.
  return static_cast<std::size_t>(std::clamp(plot_->axisRect()->width(), 100, 4000));
}

int CurvePlot::pointCount() const {
  std::size_t count = 0;
  for (const CurveLine& line : lines_) count += line.points.size();
  return static_cast<int>(count);
}

int CurvePlot::drawnMarks() const {
  return marks_->visible() ? marks_->drawn() : 0;
}

QString CurvePlot::readout() const {
  return overlay_->readout().text();
}

}  // namespace ganvas::ui
