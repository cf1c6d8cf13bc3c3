#include "plots/picture_file.h"

#include <QBuffer>
#include <QImage>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace ganvas::ui {

namespace {

constexpr int kDotsPerInch = 96;  // what a pixel of the window is taken for

// QSvgGenerator puts the title into the file as it is, whatever that does to XML.
QString plainTitle(QString title) {
  return title.replace(u'<', u'‹').replace(u'>', u'›').replace(u'&', u'+');
}

}  // namespace

QString pictureSuffix(PictureFormat format) {
  switch (format) {
    case PictureFormat::Png:
      return QStringLiteral("png");
    case PictureFormat::Pdf:
      return QStringLiteral("pdf");
    case PictureFormat::Svg:
      return QStringLiteral("svg");
  }
  return {};
}

QByteArray pngFile(const QSize& size, const PaintOnto& paint) {
  QImage image(size, QImage::Format_RGB32);
  QBuffer device;
  device.open(QIODevice::WriteOnly);
  return !image.isNull() && paint(image) && image.save(&device, "PNG") ? device.data() : QByteArray();
}

QByteArray pdfFile(const QSize& size, const QString& title, const PaintOnto& paint) {
  QBuffer device;
  device.open(QIODevice::WriteOnly);
  {
    QPdfWriter writer(&device);
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("Ganvas"));
    writer.setResolution(kDotsPerInch);
    writer.setPageSize(QPageSize(QSizeF(size) * 72 / kDotsPerInch, QPageSize::Point, title, QPageSize::ExactMatch));
    writer.setPageMargins({});
    if (!paint(writer)) return {};
  }
  return device.data();
}

QByteArray svgFile(const QSize& size, const QString& title, const PaintOnto& paint) {
  QBuffer device;
  device.open(QIODevice::WriteOnly);
  {
    QSvgGenerator generator;
    generator.setOutputDevice(&device);
    generator.setTitle(plainTitle(title));
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(), size));
    generator.setResolution(kDotsPerInch);
    if (!paint(generator)) return {};
  }
  return device.data();
}

}  // namespace ganvas::ui
