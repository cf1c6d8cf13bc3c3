#pragma once

#include <QPalette>
#include <QString>
#include <vector>

#include "plots/curve_line.h"
#include "plots/plot_mark.h"
#include "plots/plot_overlay.h"

namespace ganvas::ui {

/// "1:02:03", or "2.35 s" below a minute.
QString clockText(double seconds);

/// What stands beside the crosshair at `x`: where it is, the value of every visible curve there (least to greatest
/// when a point covers many steps, and the moving average), and the marks under it.
std::vector<Readout::Line> readoutLines(const std::vector<CurveLine>& lines, const StepScale& scale, double x,
                                        const std::vector<PlotMark>& marks, const QPalette& palette);

}  // namespace ganvas::ui
