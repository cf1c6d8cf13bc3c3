#pragma once

#include <QIcon>
#include <QPalette>

namespace ganvas::ui {

enum class CurveSymbol { Rectangle, Fit, Follow, Logarithm, Export, Curves };

/// A symbol of the curves' tools in the palette's text colours, sharp at any size.
QIcon curveIcon(CurveSymbol symbol, const QPalette& palette);

}  // namespace ganvas::ui
