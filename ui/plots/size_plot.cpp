#include "plots/size_plot.h"

#include <qcustomplot.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "plots/axis_ticks.h"
#include "plots/plot_style.h"

namespace ganvas::ui {

namespace {

constexpr std::array<double, 6> kDiscs{4, 7, 11, 16, 22, 30};  // pixels, from rare to frequent
constexpr double kNear = 16;                                   // pixels: a size that the mouse means

/// Which disc stands for a count: in equal factors up to the most frequent one.
std::size_t discOf(std::int64_t count, std::int64_t most) {
  if (most <= 1) return 1;
  const double share =
      std::log(static_cast<double>(std::max<std::int64_t>(1, count))) / std::log(static_cast<double>(most));
  return std::min(kDiscs.size() - 1, static_cast<std::size_t>(share * static_cast<double>(kDiscs.size())));
}

}  // namespace

SizePlot::SizePlot(QWidget* parent) : DataPlot(parent) {
  setAccessibleName(tr("Sizes of the source files"));
  plot().legend->setVisible(false);
  plot().xAxis->setLabel(tr("width, pixels"));
  plot().yAxis->setLabel(tr("height, pixels"));
  square_ = plot().addGraph();
  for (std::size_t i = 0; i < kDiscs.size(); ++i) {
    QCPGraph* graph = plot().addGraph();
    graph->setLineStyle(QCPGraph::lsNone);
    graphs_.push_back(graph);
  }
}

void SizePlot::setSizes(const std::vector<Size>& sizes) {
  if (sizes == sizes_) return;
  sizes_ = sizes;
  std::array<QVector<double>, kDiscs.size()> xs, ys;
  double right = 1, top = 1;
  for (std::size_t i = 0; i < std::min(kMostDrawn, sizes.size()); ++i) {
    const std::size_t disc = discOf(sizes[i].count, sizes.front().count);
    xs[disc] << sizes[i].width;
    ys[disc] << sizes[i].height;
    right = std::max<double>(right, sizes[i].width);
    top = std::max<double>(top, sizes[i].height);
  }
  for (std::size_t i = 0; i < kDiscs.size(); ++i) graphs_[i]->setData(xs[i], ys[i]);
  const double side = std::min(right, top) * 1.1;
  square_->setData({0, side}, {0, side}, true);
  plot().xAxis->setRange(0, right * 1.1);
  plot().yAxis->setRange(0, top * 1.1);
  setValueTicks(*plot().xAxis, false);
  setValueTicks(*plot().yAxis, false);
  restyle();
}

void SizePlot::colour(const QPalette& palette) {
  const QColor base = palette.color(QPalette::Base);
  square_->setPen(QPen(blended(base, palette.color(QPalette::Text), 0.3), 1, Qt::DashLine));
  const QColor edge = seriesPen(0, palette, 1).color();
  QColor fill = edge;
  fill.setAlphaF(0.35F);
  for (std::size_t i = 0; i < kDiscs.size(); ++i) {
    graphs_[i]->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(edge), QBrush(fill), kDiscs[i]));
  }
}

QString SizePlot::textAt(const QPointF& position) const {
  const Size* nearest = nullptr;
  double least = kNear;
  for (std::size_t i = 0; i < std::min(kMostDrawn, sizes_.size()); ++i) {
    const double distance = std::hypot(plot().xAxis->coordToPixel(sizes_[i].width) - position.x(),
                                       plot().yAxis->coordToPixel(sizes_[i].height) - position.y());
    if (distance >= least) continue;
    least = distance;
    nearest = &sizes_[i];
  }
  if (!nearest) return {};
  const QString size = QStringLiteral("%1 × %2").arg(nearest->width).arg(nearest->height);
  return nearest->count == 1
             ? tr("%1: 1 picture").arg(size)
             : tr("%1: %2 pictures").arg(size, locale().toString(static_cast<qlonglong>(nearest->count)));
}

QString SizePlot::csv() const {
  QString csv = QStringLiteral("width,height,pictures\n");
  for (const Size& size : sizes_) csv += QStringLiteral("%1,%2,%3\n").arg(size.width).arg(size.height).arg(size.count);
  return csv;
}

}  // namespace ganvas::ui
