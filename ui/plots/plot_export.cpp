#include "plots/plot_export.h"

#include <qcustomplot.h>

#include <QBuffer>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace ganvas::ui {

namespace {

constexpr double kFiner = 2;
constexpr int kDotsPerInch = 96;  // what a pixel of the window is taken for

bool paint(QCustomPlot& plot, const QSize& size, QPaintDevice& device) {
  QCPPainter painter;
  if (!painter.begin(&device)) return false;
  painter.setMode(QCPPainter::pmVectorized);
  painter.setMode(QCPPainter::pmNoCaching);
  plot.toPainter(&painter, size.width(), size.height());
  return painter.end();
}

bool writePdf(QCustomPlot& plot, const QSize& size, const QString& title, QIODevice& device) {
  QPdfWriter writer(&device);
  writer.setTitle(title);
  writer.setCreator(QStringLiteral("Ganvas"));
  writer.setResolution(kDotsPerInch);
  writer.setPageSize(QPageSize(QSizeF(size) * 72 / kDotsPerInch, QPageSize::Point, title, QPageSize::ExactMatch));
  writer.setPageMargins({});
  return paint(plot, size, writer);
}

// QSvgGenerator puts the title into the file as it is, whatever that does to XML.
QString plainTitle(QString title) {
  return title.replace(u'<', u'‹').replace(u'>', u'›').replace(u'&', u'+');
}

bool writeSvg(QCustomPlot& plot, const QSize& size, const QString& title, QIODevice& device) {
  QSvgGenerator generator;
  generator.setOutputDevice(&device);
  generator.setTitle(plainTitle(title));
  generator.setSize(size);
  generator.setViewBox(QRect(QPoint(), size));
  generator.setResolution(kDotsPerInch);
  return paint(plot, size, generator);
}

bool write(QCustomPlot& plot, const QSize& size, const QString& title, PictureFormat format, QIODevice& device) {
  switch (format) {
    case PictureFormat::Png:
      return pictureOf(plot, size).save(&device, "PNG");
    case PictureFormat::Pdf:
      return writePdf(plot, size, title, device);
    case PictureFormat::Svg:
      return writeSvg(plot, size, title, device);
  }
  return false;
}

}  // namespace

QPixmap pictureOf(QCustomPlot& plot, const QSize& size) {
  return plot.toPixmap(size.width(), size.height(), kFiner);
}

QByteArray encodedPicture(QCustomPlot& plot, const QSize& size, const QString& title, PictureFormat format) {
  QBuffer device;
  device.open(QIODevice::WriteOnly);
  return write(plot, size, title, format, device) ? device.data() : QByteArray();
}

}  // namespace ganvas::ui
