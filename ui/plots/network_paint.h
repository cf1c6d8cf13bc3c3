#pragma once

#include <QPainter>
#include <QPalette>
#include <optional>

#include "plots/network_layout.h"

namespace ganvas::ui {

/// What is pointed out in a drawing: indices of blocks.
struct NetworkMarks {
  std::optional<int> current, hovered;
};

QColor familyColour(LayerFamily family, const QPalette& palette);
/// "Convolution", for legends and tooltips.
QString familyName(LayerFamily family);

/// Draws what of the layout touches `clip` (in its units).
void paintNetwork(QPainter& painter, const NetworkLayout& layout, const QPalette& palette, const NetworkMarks& marks,
                  const QRectF& clip);

/// The families of a layout with their colours, in a row from (x, y) on, wrapped at `width`; returns the height.
double paintFamilies(QPainter& painter, const NetworkLayout& layout, const QPalette& palette, const QPointF& at,
                     double width);

}  // namespace ganvas::ui
