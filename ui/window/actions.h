#pragma once

#include <QObject>
#include <QPalette>

class QAction;

namespace ganvas::ui {

/// The commands of the window, shared by menus, buttons and shortcuts. The window connects and enables them.
struct Actions {
  explicit Actions(QObject* owner);
  /// Draws the icons for a palette.
  void setIcons(const QPalette& palette) const;

  QAction* recipes;
  QAction* openFile;
  QAction* openFolder;
  QAction* openRunsFolder;
  QAction* settings;
  QAction* quit;
  QAction* train;
  QAction* enqueue;
  QAction* sweep;
  QAction* sweepResults;
  QAction* pause;
  QAction* resume;       ///< the paused run, otherwise the shown one
  QAction* resumeShown;  ///< the shown one
  QAction* stop;
  QAction* sampleNow;
  QAction* checkpointNow;
  QAction* findRun;
  QAction* findParameter;
  QAction* architecture;
  QAction* dataSet;
  QAction* resetLayout;
  QAction* fullScreen;
  QAction* guide;
  QAction* about;
};

}  // namespace ganvas::ui
