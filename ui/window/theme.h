#pragma once

#include <QFont>
#include <QPalette>
#include <QString>

#include "panels/settings.h"

namespace ganvas::ui {

/// Light or dark colours and the size of the text, for the whole program. What the desktop gave at the start is kept,
/// so that "system" brings it back.
class Theme {
 public:
  /// Call it once there is an application, before anything is changed.
  Theme();
  void apply(Appearance appearance, int fontSize);

  static QPalette light();
  static QPalette dark();

 private:
  QPalette systemPalette_;
  QString systemStyle_;
  QFont systemFont_;
};

}  // namespace ganvas::ui
