#pragma once

#include <QByteArray>
#include <QPixmap>
#include <QSize>
#include <QString>

class QCustomPlot;

namespace ganvas::ui {

enum class PictureFormat { Png, Pdf, Svg };

/// The plot as a picture, twice as fine as its size in pixels.
QPixmap pictureOf(QCustomPlot& plot, const QSize& size);

/// The plot as the contents of a file; nothing where it cannot be drawn.
QByteArray encodedPicture(QCustomPlot& plot, const QSize& size, const QString& title, PictureFormat format);

}  // namespace ganvas::ui
