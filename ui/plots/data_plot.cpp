#include "plots/data_plot.h"

#include <qcustomplot.h>

#include <QEvent>
#include <QTextDocument>
#include <QToolTip>
#include <QVBoxLayout>

#include "plots/plot_export.h"
#include "plots/plot_style.h"

namespace ganvas::ui {

namespace {
constexpr int kRightMargin = 14;          // pixels: half of the last label
constexpr QSize kLeastPicture(640, 360);  // of an export
}  // namespace

DataPlot::DataPlot(QWidget* parent) : QWidget(parent), plot_(new QCustomPlot(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(plot_);
  setContextMenuPolicy(Qt::CustomContextMenu);
  setFocusPolicy(Qt::StrongFocus);  // its menu is reached by the keyboard, too
  plot_->setContextMenuPolicy(Qt::NoContextMenu);
  plot_->setLocale(QLocale());
  plot_->axisRect()->setMinimumMargins({0, 6, kRightMargin, 0});
  plot_->legend->setMargins({4, 2, 4, 2});
  plot_->legend->setRowSpacing(0);
  plot_->legend->setIconSize(16, 12);
  plot_->axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignRight | Qt::AlignTop);
  connect(plot_, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
    QString text = textAt(event->position());
    if (Qt::mightBeRichText(text)) text = text.toHtmlEscaped();  // a class may be called anything
    text.isEmpty() ? QToolTip::hideText() : QToolTip::showText(event->globalPosition().toPoint(), text, plot_);
  });
}

DataPlot::~DataPlot() = default;

void DataPlot::colourAll(const QPalette& palette) {
  applyStyle(*plot_, palette, font());
  colour(palette);
}

void DataPlot::restyle() {
  colourAll(palette());
  // Without a size yet there is nothing to paint to; with one comes a replot of QCustomPlot’s own.
  if (isVisible() && !plot_->size().isEmpty()) plot_->replot(QCustomPlot::rpQueuedReplot);
}

void DataPlot::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  restyle();
}

void DataPlot::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fitLabels();
}

void DataPlot::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange) return;
  fitLabels();
  restyle();
}

template <typename Draw>
auto DataPlot::onPaper(const QString& title, Draw draw) {
  colourAll(paperPalette());
  plot_->plotLayout()->insertRow(0);
  auto* heading = new QCPTextElement(plot_, title, font());
  heading->setTextColor(paperPalette().color(QPalette::Text));
  plot_->plotLayout()->addElement(0, 0, heading);
  auto result = draw(plot_->size().expandedTo(kLeastPicture));
  plot_->plotLayout()->remove(heading);
  plot_->plotLayout()->simplify();
  restyle();
  return result;
}

QPixmap DataPlot::picture(const QString& title) {
  return onPaper(title, [&](const QSize& size) { return pictureOf(*plot_, size); });
}

QByteArray DataPlot::encoded(const QString& title, PictureFormat format) {
  return onPaper(title, [&](const QSize& size) { return encodedPicture(*plot_, size, title, format); });
}

}  // namespace ganvas::ui
