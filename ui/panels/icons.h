#pragma once

#include <QIcon>
#include <QPalette>

namespace ganvas::ui {

enum class Symbol { Play, Pause, Resume, Stop };

/// A symbol in the palette's text colours, sharp at any size; drawn anew when the palette changes.
QIcon symbolIcon(Symbol symbol, const QPalette& palette, QPalette::ColorRole role = QPalette::ButtonText);

}  // namespace ganvas::ui
