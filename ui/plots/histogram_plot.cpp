#include "plots/histogram_plot.h"

#include <qcustomplot.h>

#include <algorithm>
#include <limits>
#include <numeric>

#include "plots/axis_ticks.h"
#include "plots/plot_style.h"

namespace ganvas::ui {

namespace {

constexpr int kValues = 256;
constexpr double kTooHigh = 4;               // times all others
constexpr double kLeastShare = 1e-4;         // per cent: a logarithmic axis need not go lower
constexpr std::array<int, 3> kRgb{1, 2, 0};  // the series' colours that are nearest to red, green and blue

double sumOf(const std::array<std::int64_t, kValues>& counts) {
  return static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}));
}

double shareOf(const std::array<std::int64_t, kValues>& counts, int value) {
  const double all = sumOf(counts);
  return all > 0 ? 100 * static_cast<double>(counts[static_cast<std::size_t>(value)]) / all : 0;
}

}  // namespace

HistogramPlot::HistogramPlot(QWidget* parent) : DataPlot(parent), beyond_(new QCPItemText(&plot())) {
  setAccessibleName(tr("Histogram of the pixels’ values"));
  plot().xAxis->setRange(-2, 257);
  auto ticker = QSharedPointer<QCPAxisTickerFixed>::create();
  ticker->setTickStep(64);
  plot().xAxis->setTicker(ticker);
  plot().xAxis->setLabel(tr("value"));
  plot().yAxis->setLabel(tr("% of pixels"));
  beyond_->position->setType(QCPItemPosition::ptAxisRectRatio);
  beyond_->position->setCoords(0.03, 0.02);
  beyond_->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
  beyond_->setTextAlignment(Qt::AlignLeft);
}

QString HistogramPlot::channelName(std::size_t channel) const {
  if (front_.size() < 3) return tr("grey");
  return channel == 0 ? tr("red") : channel == 1 ? tr("green") : tr("blue");
}

void HistogramPlot::setHistograms(const Channels& front, const QString& name, const Channels& behind,
                                  const QString& behindName) {
  front_ = front;
  name_ = name;
  behind_ = behind.size() == front.size() ? behind : Channels();
  behindName_ = behindName;
  draw();
}

void HistogramPlot::setLogarithmic(bool logarithmic) {
  logarithmic_ = logarithmic;
  draw();
}

void HistogramPlot::addLines(const Channels& channels, const QString& name, bool behind) {
  for (std::size_t channel = 0; channel < channels.size(); ++channel) {
    const double all = sumOf(channels[channel]);
    QVector<double> xs(kValues), ys(kValues);
    for (int value = 0; value < kValues; ++value) {
      const double count = static_cast<double>(channels[channel][static_cast<std::size_t>(value)]);
      xs[value] = value;
      ys[value] = all > 0 ? 100 * count / all : 0;
      if (logarithmic_ && ys[value] <= 0) ys[value] = std::numeric_limits<double>::quiet_NaN();
    }
    QCPGraph* graph = plot().addGraph();
    graph->setLineStyle(QCPGraph::lsStepCenter);
    graph->setAntialiased(false);
    graph->setData(xs, ys, true);
    graph->setName(behind_.empty() ? channelName(channel) : name);
    if (channel > 0 && !behind_.empty()) graph->removeFromLegend();
    lines_.push_back({graph, static_cast<int>(channel), behind});
  }
}

void HistogramPlot::draw() {
  plot().clearGraphs();
  lines_.clear();
  addLines(behind_, behindName_, true);
  addLines(front_, name_, false);
  plot().legend->setVisible(lines_.size() > 1);
  fitHeight();
  restyle();
}

// Black and white are often so frequent that nothing else could be seen: then they go beyond the top, which is said.
void HistogramPlot::fitHeight() {
  double highest = 0, lowest = 100, inner = 0;
  std::array<double, 2> ends{};  // of value 0 and 255
  for (const Line& line : lines_) {
    for (const auto& point : *line.graph->data()) {
      if (!(point.value > 0)) continue;
      highest = std::max(highest, point.value);
      lowest = std::min(lowest, point.value);
      const bool first = point.key == 0, last = point.key == kValues - 1;
      if (first || last) {
        ends[last ? 1 : 0] = std::max(ends[last ? 1 : 0], point.value);
      } else {
        inner = std::max(inner, point.value);
      }
    }
  }
  QStringList beyond;
  if (!logarithmic_ && inner > 0 && highest > kTooHigh * inner) {
    highest = inner * 1.3;
    for (const int value : {0, kValues - 1}) {
      const double share = ends[value == 0 ? 0 : 1];
      if (share > highest) beyond << tr("value %1: %2 %").arg(value).arg(locale().toString(share, 'f', 1));
    }
  }
  if (highest <= 0) highest = 1;
  beyond_->setText(beyond.join(u'\n'));
  beyond_->setVisible(!beyond.isEmpty());
  plot().yAxis->setScaleType(logarithmic_ ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
  if (logarithmic_) {
    plot().yAxis->setRange(std::max(kLeastShare, std::min(lowest, highest / 10)) / 1.5, highest * 1.5);
  } else {
    plot().yAxis->setRange(0, highest * 1.08);
  }
  setValueTicks(*plot().yAxis, logarithmic_);
}

void HistogramPlot::colour(const QPalette& palette) {
  const QColor base = palette.color(QPalette::Base), text = palette.color(QPalette::Text);
  beyond_->setColor(blended(base, text, 0.75));
  beyond_->setFont(font());
  for (const Line& line : lines_) {
    const bool grey = front_.size() < 3;
    QPen pen = grey ? QPen(text, 1.2) : seriesPen(kRgb[static_cast<std::size_t>(line.channel)], palette, 1.2);
    QColor fill = pen.color();
    fill.setAlphaF(line.behind ? 0.0F : grey ? 0.25F : 0.12F);
    if (line.behind) {
      pen.setColor(blended(base, pen.color(), 0.55));
      pen.setStyle(Qt::DotLine);
    }
    line.graph->setPen(pen);
    line.graph->setBrush(line.behind ? QBrush(Qt::NoBrush) : QBrush(fill));
  }
}

QString HistogramPlot::textAt(const QPointF& position) const {
  const int value = static_cast<int>(std::lround(plot().xAxis->pixelToCoord(position.x())));
  if (front_.empty() || value < 0 || value >= kValues || !plot().axisRect()->rect().contains(position.toPoint())) {
    return {};
  }
  QStringList parts;
  for (std::size_t channel = 0; channel < front_.size(); ++channel) {
    parts << tr("%1 %2 %").arg(channelName(channel), locale().toString(shareOf(front_[channel], value), 'g', 3));
  }
  return tr("Value %1: %2").arg(value).arg(parts.join(QStringLiteral(", ")));
}

QString HistogramPlot::csv() const {
  QStringList heading{QStringLiteral("value")};
  for (std::size_t channel = 0; channel < front_.size(); ++channel) heading << channelName(channel);
  QString csv = heading.join(u',') + u'\n';
  for (int value = 0; value < kValues; ++value) {
    csv += QString::number(value);
    for (const auto& counts : front_) csv += u',' + QString::number(counts[static_cast<std::size_t>(value)]);
    csv += u'\n';
  }
  return csv;
}

}  // namespace ganvas::ui
