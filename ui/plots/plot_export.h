#pragma once

#include <QPixmap>
#include <QSize>
#include <QString>

class QCustomPlot;

namespace ganvas::ui {

enum class PictureFormat { Png, Pdf, Svg };

/// The plot as a picture, twice as fine as its size in pixels.
QPixmap pictureOf(QCustomPlot& plot, const QSize& size);

/// Writes the plot to a file that appears whole or not at all. Returns what went wrong, or nothing.
QString writePicture(QCustomPlot& plot, const QSize& size, const QString& title, PictureFormat format,
                     const QString& file);

}  // namespace ganvas::ui
