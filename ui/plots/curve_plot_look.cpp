// How CurvePlot looks: building, colours, legend, pictures.
#include <qcustomplot.h>

#include <QEvent>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "plots/curve_plot.h"
#include "plots/marks_layer.h"
#include "plots/plot_input.h"
#include "plots/plot_overlay.h"
#include "plots/plot_style.h"
#include "plots/reported_layer.h"

namespace ganvas::ui {

namespace {
constexpr QSize kLeastPicture(900, 540);
constexpr double kFaint = 0.35;   // share of a curve's colour in what stands back
constexpr int kRightMargin = 30;  // pixels: half of the last label
constexpr int kLegendGap = 14;    // pixels between its items
}  // namespace

void CurvePlot::build() {
  plot_ = new QCustomPlot(this);
  plot_->setObjectName(QStringLiteral("canvas"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(plot_);
  setFocusProxy(plot_);

  plot_->setNotAntialiasedElements(QCP::aeAll);  // a third of the time to draw
  plot_->setPlottingHints(QCP::phFastPolylines | QCP::phCacheLabels);
  plot_->setAutoAddPlottableToLegend(false);
  plot_->setLocale(QLocale());  // with the separators of thousands that QCustomPlot leaves out
  plot_->setMinimumSize(160, 120);
  plot_->axisRect()->setMinimumMargins({0, 0, kRightMargin, 0});
  buildLegend();

  overlay_ = new PlotOverlay(plot_);
  marks_ = new MarksLayer(*plot_);
  marks_->setLayer(QStringLiteral("axes"));
  marks_->setScale(&scale_);
  reportedLayer_ = new ReportedLayer(*plot_);
  reportedLayer_->setLayer(QStringLiteral("grid"));  // behind the curves
  reportedLayer_->setScale(&scale_);
  connect(plot_, &QCustomPlot::afterLayout, this, [this] {
    overlay_->setGeometry(plot_->rect());
    overlay_->setArea(plot_->axisRect()->rect());
    if (std::exchange(laidOut_, plot_->axisRect()->width()) == plot_->axisRect()->width()) return;
    showRanges();  // with as many ticks as there is room for
    Q_EMIT visibleStepsChanged();
  });
}

// Above the plot, where it hides no curve.
void CurvePlot::buildLegend() {
  auto* top = new QCPLayoutGrid;
  plot_->plotLayout()->insertRow(0);
  plot_->plotLayout()->addElement(0, 0, top);
  plot_->plotLayout()->setRowStretchFactor(0, 0.001);
  plot_->plotLayout()->setRowSpacing(0);
  plot_->axisRect()->insetLayout()->take(plot_->legend);
  top->addElement(0, 0, plot_->legend);
  top->addElement(0, 1, new QCPLayoutElement(plot_));
  plot_->legend->setLayer(QStringLiteral("legend"));
  plot_->legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
  plot_->legend->setMargins({6, 4, 6, 2});
  plot_->legend->setColumnSpacing(kLegendGap);
  plot_->legend->setRowSpacing(0);
  plot_->legend->setVisible(true);
}

void CurvePlot::rebuildLegend() {
  plot_->legend->clearItems();
  for (const CurveLine& line : lines_) {
    line.smooth->setName(line.series.right ? tr("%1 (right)").arg(line.series.label) : line.series.label);
    line.smooth->addToLegend();
  }
  addReportedToLegend();
  restyle(palette());
  wrapLegend(plot_->width());
}

void CurvePlot::wrapLegend(int width) {
  const QFontMetrics metrics(font());
  int widest = 1, all = 0;
  QStringList names;
  for (const CurveLine& line : lines_) names << line.smooth->name();
  if (reportedEntry_) names << reportedEntry_->name();
  for (const QString& name : names) {
    const int item = metrics.horizontalAdvance(name) + 28 + kLegendGap;
    widest = std::max(widest, item);
    all += item;
  }
  const int count = std::max(1, static_cast<int>(names.size()));
  const int columns = all + 16 <= width ? count : std::clamp((width - 16) / widest, 1, count);
  plot_->legend->setWrap(columns);
  plot_->legend->setIconSize(20, metrics.height() + 2);  // the height of the line, too
  QList<QCPAbstractLegendItem*> items;                   // a new wrap is for items put in from now on
  for (int i = 0; i < plot_->legend->elementCount(); ++i) {
    if (auto* item = plot_->legend->item(i)) items.append(item);
  }
  for (QCPAbstractLegendItem* item : items) plot_->legend->take(item);
  plot_->legend->simplify();
  for (QCPAbstractLegendItem* item : items) plot_->legend->addItem(item);
  plot_->legend->setMaximumSize(plot_->legend->minimumOuterSizeHint());
}

// The quantity of an axis, where its curves share one.
void CurvePlot::labelAxes() {
  for (const bool right : {false, true}) {
    std::optional<QString> label;
    for (const CurveLine& line : lines_) {
      if (line.series.right != right) continue;
      if (label && *label != line.series.quantity) label = QString();
      if (!label) label = line.series.quantity;
    }
    valueAxis(right).setLabel(label.value_or(QString()));
  }
}

void CurvePlot::restyle(const QPalette& palette) {
  applyStyle(*plot_, palette, font());
  marks_->setPalette(palette);
  restyleReported(palette);
  const QColor base = palette.color(QPalette::Base), text = palette.color(QPalette::Text);
  for (const CurveLine& line : lines_) {
    QPen strong = seriesPen(line.series.colour, palette, smoothing_ > 0 ? 2 : 1.5);
    QPen faint = strong;
    faint.setColor(blended(base, strong.color(), kFaint));
    faint.setWidthF(1);
    QPen raw = smoothing_ > 0 ? faint : strong;
    raw.setWidthF(1);
    line.raw->setPen(raw);
    line.smooth->setPen(line.hidden ? faint : strong);
    if (auto* item = plot_->legend->itemWithPlottable(line.smooth)) {
      item->setFont(font());
      item->setTextColor(line.hidden ? blended(base, text, 0.4) : text);
    }
  }
}

void CurvePlot::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange) return;
  restyle(palette());
  if (event->type() == QEvent::FontChange) wrapLegend(plot_->width());
  replot();
}

void CurvePlot::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  wrapLegend(width());
}

template <typename Draw>
auto CurvePlot::onPaper(const QString& title, Draw draw) {
  const QSize size = plot_->size().expandedTo(kLeastPicture);
  restyle(paperPalette());
  plot_->plotLayout()->insertRow(0);
  auto* heading = new QCPTextElement(plot_, title, font());
  heading->setTextColor(paperPalette().color(QPalette::Text));
  plot_->plotLayout()->addElement(0, 0, heading);
  wrapLegend(size.width());
  auto result = draw(size);
  plot_->plotLayout()->remove(heading);
  plot_->plotLayout()->simplify();
  restyle(palette());
  wrapLegend(plot_->width());
  replot();
  return result;
}

QPixmap CurvePlot::picture(const QString& title) {
  return onPaper(title, [&](const QSize& size) { return pictureOf(*plot_, size); });
}

QByteArray CurvePlot::encoded(const QString& title, PictureFormat format) {
  return onPaper(title, [&](const QSize& size) { return encodedPicture(*plot_, size, title, format); });
}

}  // namespace ganvas::ui
