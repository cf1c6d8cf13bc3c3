#include "plots/bar_plot.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

#include "plots/axis_ticks.h"
#include "plots/plot_style.h"

namespace ganvas::ui {

namespace {

constexpr int kLongestName = 16;  // letters below the axis; the tooltip has all
constexpr int kAxisRoom = 70;     // pixels beside the bars

QString csvText(QString text) {
  return u'"' + text.replace(QLatin1String("\""), QLatin1String("\"\"")) + u'"';
}

}  // namespace

BarPlot::BarPlot(const QString& counted, const QString& named, QWidget* parent)
    : DataPlot(parent), counted_(counted), named_(named), bars_(new QCPBars(plot().xAxis, plot().yAxis)) {
  plot().legend->setVisible(false);
  bars_->setWidth(0.8);
  bars_->setAntialiased(false);
  plot().yAxis->setLabel(counted);
  plot().xAxis->setTicker(QSharedPointer<QCPAxisTickerText>::create());
  plot().xAxis->grid()->setVisible(false);
}

void BarPlot::setBars(const QStringList& names, const std::vector<std::int64_t>& counts) {
  if (names == names_ && counts == counts_) return;
  names_ = names;
  counts_ = counts;
  QVector<double> xs, ys;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    xs << static_cast<double>(i);
    ys << static_cast<double>(counts[i]);
  }
  bars_->setData(xs, ys, true);
  const double highest = ys.empty() ? 1 : std::max(1.0, *std::max_element(ys.begin(), ys.end()));
  plot().xAxis->setRange(-0.6, std::max(0.6, static_cast<double>(counts.size()) - 0.4));
  plot().yAxis->setRange(0, highest * 1.08);
  setValueTicks(*plot().yAxis, false);
  plot().yAxis->setNumberFormat(QStringLiteral("f"));
  plot().yAxis->setNumberPrecision(0);
  fitLabels();
  restyle();
}

QString BarPlot::nameAt(int bar) const {
  return bar < names_.size() ? names_[bar] : QString::number(bar);
}

void BarPlot::fitLabels() {
  auto ticker = QSharedPointer<QCPAxisTickerText>::create();
  const QFontMetrics metrics(font());
  const int count = std::max(1, barCount());
  const double room = static_cast<double>(std::max(1, width() - kAxisRoom)) / count;
  QStringList shown;
  int widest = 0;
  for (int i = 0; i < barCount(); ++i) {
    const QString name = nameAt(i);
    shown << (name.size() > kLongestName ? name.left(kLongestName - 1) + QChar(0x2026) : name);
    widest = std::max(widest, metrics.horizontalAdvance(shown.back()));
  }
  const bool aslant = widest + 6 > room;
  const int every = aslant ? std::max(1, static_cast<int>(std::ceil((metrics.height() + 2) / room))) : 1;
  for (int i = 0; i < barCount(); i += every) ticker->addTick(i, shown[i]);
  plot().xAxis->setTicker(ticker);
  plot().xAxis->setTickLabelRotation(aslant ? -45 : 0);
}

void BarPlot::colour(const QPalette& palette) {
  const QColor colour = seriesPen(0, palette, 1).color();
  bars_->setPen(QPen(colour));
  bars_->setBrush(blended(palette.color(QPalette::Base), colour, 0.75));
}

QString BarPlot::textAt(const QPointF& position) const {
  const int bar = static_cast<int>(std::lround(plot().xAxis->pixelToCoord(position.x())));
  if (bar < 0 || bar >= barCount() || !plot().axisRect()->rect().contains(position.toPoint())) return {};
  return QStringLiteral("%1: %2").arg(
      nameAt(bar), locale().toString(static_cast<qlonglong>(counts_[static_cast<std::size_t>(bar)])));
}

QString BarPlot::csv() const {
  QString csv = csvText(named_) + u',' + csvText(counted_) + u'\n';
  for (int i = 0; i < barCount(); ++i) {
    csv += csvText(nameAt(i)) + u',' + QString::number(counts_[static_cast<std::size_t>(i)]) + u'\n';
  }
  return csv;
}

}  // namespace ganvas::ui
