#pragma once

#include <QByteArray>
#include <QSize>
#include <QString>
#include <functional>

class QPaintDevice;

namespace ganvas::ui {

enum class PictureFormat { Png, Pdf, Svg };

/// "png", "pdf" or "svg".
QString pictureSuffix(PictureFormat format);

/// Paints something of a size in pixels onto a device; false when it cannot.
using PaintOnto = std::function<bool(QPaintDevice& device)>;

/// Whole files of what `paint` paints in `size` pixels; empty where it cannot.
QByteArray pngFile(const QSize& size, const PaintOnto& paint);
QByteArray pdfFile(const QSize& size, const QString& title, const PaintOnto& paint);
QByteArray svgFile(const QSize& size, const QString& title, const PaintOnto& paint);

}  // namespace ganvas::ui
