#pragma once

#include <QObject>
#include <QPalette>

class QAction;
class QMenuBar;

namespace ganvas::ui {

/// The commands of the window, shared by menus, buttons and shortcuts. The window connects and enables them.
struct Actions {
  explicit Actions(QObject* owner);
  void fill(QMenuBar& bar) const;
  /// Draws the icons for a palette.
  void setIcons(const QPalette& palette) const;

  QAction* openRunsFolder;
  QAction* quit;
  QAction* train;
  QAction* pause;
  QAction* resume;
  QAction* stop;
  QAction* extend;
  QAction* sampleNow;
  QAction* checkpointNow;
  QAction* about;
};

}  // namespace ganvas::ui
