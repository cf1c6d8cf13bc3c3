#include "plots/plot_export.h"

#include <qcustomplot.h>

#include <QBuffer>

namespace ganvas::ui {

namespace {

constexpr double kFiner = 2;

bool paint(QCustomPlot& plot, const QSize& size, QPaintDevice& device) {
  QCPPainter painter;
  if (!painter.begin(&device)) return false;
  painter.setMode(QCPPainter::pmVectorized);
  painter.setMode(QCPPainter::pmNoCaching);
  plot.toPainter(&painter, size.width(), size.height());
  return painter.end();
}

QByteArray pngFile(QCustomPlot& plot, const QSize& size) {
  QBuffer device;
  device.open(QIODevice::WriteOnly);
  return pictureOf(plot, size).save(&device, "PNG") ? device.data() : QByteArray();
}

}  // namespace

QPixmap pictureOf(QCustomPlot& plot, const QSize& size) {
  return plot.toPixmap(size.width(), size.height(), kFiner);
}

QByteArray encodedPicture(QCustomPlot& plot, const QSize& size, const QString& title, PictureFormat format) {
  if (format == PictureFormat::Png) return pngFile(plot, size);
  const auto onto = [&](QPaintDevice& device) { return paint(plot, size, device); };
  return format == PictureFormat::Pdf ? pdfFile(size, title, onto) : svgFile(size, title, onto);
}

}  // namespace ganvas::ui
