#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QPen>

class QCustomPlot;

namespace ganvas::ui {

/// How many colours there are before they come again, dashed.
constexpr int kSeriesColours = 8;

/// From Okabe and Ito's palette for colour-blind people; lighter tones on a dark ground.
QPen seriesPen(int index, const QPalette& palette, double width);

/// `share` of `b` over `a`.
QColor blended(const QColor& a, const QColor& b, double share);

/// A light palette whatever the desktop's: for pictures that go onto paper.
QPalette paperPalette();

/// Ground, axes, grid and legend in the palette's colours.
void applyStyle(QCustomPlot& plot, const QPalette& palette, const QFont& font);

}  // namespace ganvas::ui
