// Reported values behind CurvePlot's curves.
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

#include "plots/curve_plot.h"
#include "plots/plot_style.h"
#include "plots/reported_layer.h"

namespace ganvas::ui {

namespace {
constexpr double kReach = 1;  // heights of the curves: a value that is farther from them must not squash them
}

void CurvePlot::setReported(std::vector<PlotReported> reported) {
  if (reported == reported_) return;
  reported_ = std::move(reported);
  showReported();
  rebuildLegend();
}

void CurvePlot::setReportedVisible(bool on) {
  reportedLayer_->setVisible(on);
  restyle(palette());
  showRanges();
}

int CurvePlot::drawnReported() const {
  return reportedLayer_->visible() ? reportedLayer_->drawn() : 0;
}

int CurvePlot::reportedTags() const {
  return reportedLayer_->visible() ? reportedLayer_->tags() : 0;
}

/// Hands those of the curves that are drawn to the layer.
void CurvePlot::showReported() {
  std::vector<ReportedLayer::Item> items;
  for (const PlotReported& one : reported_) {
    const auto line =
        std::find_if(lines_.begin(), lines_.end(), [&](const auto& l) { return l.series.key == one.key; });
    if (line == lines_.end() || line->hidden) continue;
    items.push_back({one, &valueAxis(line->series.right), seriesPen(line->series.colour, shownPalette_, 1).color()});
  }
  reportedLayer_->setItems(std::move(items));
}

/// The span of the curves' values, with the reported ones that are near.
Span CurvePlot::withReported(Span span, bool right) const {
  if (!reportedLayer_->visible()) return span;
  const Span curves = span;
  for (const ReportedLayer::Item& item : reportedLayer_->items()) {
    const double value = item.reported.value;
    if (item.axis != &valueAxis(right) || (logarithmic_[right] && value <= 0)) continue;
    const double room = logarithmic_[right] ? std::max(curves.upper / curves.lower, 2.0)
                                            : std::max(curves.width() * kReach, 1e-9 * std::abs(curves.upper));
    const double lowest = logarithmic_[right] ? curves.lower / room : curves.lower - room;
    const double highest = logarithmic_[right] ? curves.upper * room : curves.upper + room;
    if (value < lowest || value > highest) continue;
    span = {std::min(span.lower, value), std::max(span.upper, value)};
  }
  return span;
}

/// One item in the legend for all of them; its graph has no points.
void CurvePlot::addReportedToLegend() {
  if (reportedEntry_) plot_->removeGraph(reportedEntry_);
  reportedEntry_ = nullptr;
  if (reportedLayer_->items().empty()) return;
  reportedEntry_ = plot_->addGraph();
  reportedEntry_->setName(tr("reported"));
  reportedEntry_->setLineStyle(QCPGraph::lsNone);
  reportedEntry_->addToLegend();
}

void CurvePlot::restyleReported(const QPalette& palette) {
  shownPalette_ = palette;
  showReported();
  reportedLayer_->setFont(font());
  if (!reportedEntry_) return;
  const QColor base = palette.color(QPalette::Base), text = palette.color(QPalette::Text);
  const QColor colour = reportedLayer_->visible() ? text : blended(base, text, 0.4);
  reportedEntry_->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDiamond, colour, 8));
  if (auto* item = plot_->legend->itemWithPlottable(reportedEntry_)) {
    item->setFont(font());
    item->setTextColor(colour);
  }
}

}  // namespace ganvas::ui
