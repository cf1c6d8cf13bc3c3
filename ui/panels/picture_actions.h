#pragma once

#include <QPalette>

class QAction;
class QActionGroup;
class QMenu;
class QWidget;

namespace ganvas::ui {

/// The commands of the pictures, shared by its buttons, its context menu and the main menu. Their keys work while the
/// panel has the focus. The panel connects and enables them.
struct PictureActions {
  explicit PictureActions(QWidget* panel);

  void fillMenu(QMenu& menu) const;         ///< what concerns the whole grid
  void fillContextMenu(QMenu& menu) const;  ///< what can be done with a picture, and the grid
  void setPlaying(bool playing, const QPalette& palette) const;

  QAction *play, *loop;
  QActionGroup* rates;  ///< each with its grids per second as data
  QAction *first, *previous, *next, *newest;
  QAction *mark, *flip;  ///< flip is checked while A is seen
  QAction *copyPicture, *copyGrid, *savePicture, *saveGrid;
  QAction *zoomIn, *zoomOut, *zoomFit, *zoomPixels;
};

}  // namespace ganvas::ui
