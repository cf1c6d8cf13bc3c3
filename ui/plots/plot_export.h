#pragma once

#include <QByteArray>
#include <QPixmap>
#include <QSize>
#include <QString>

#include "plots/picture_file.h"

class QCustomPlot;

namespace ganvas::ui {

/// The plot as a picture, twice as fine as its size in pixels.
QPixmap pictureOf(QCustomPlot& plot, const QSize& size);

/// The plot as the contents of a file; nothing where it cannot be drawn.
QByteArray encodedPicture(QCustomPlot& plot, const QSize& size, const QString& title, PictureFormat format);

}  // namespace ganvas::ui
