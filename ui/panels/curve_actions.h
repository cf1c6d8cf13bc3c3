#pragma once

#include <QPalette>

#include "plots/step_scale.h"

class QAction;
class QActionGroup;
class QKeySequence;
class QMenu;
class QWidget;

namespace ganvas::ui {

/// What can be done to the curves: one QAction each, for the toolbar, the plot's own menu and the window's menu. Their
/// single-letter keys work while the keyboard focus is in the panel.
struct CurveActions {
  explicit CurveActions(QWidget& panel);

  void setIcons(const QPalette& palette);
  void fill(QMenu& menu) const;
  void fillExport(QMenu& menu) const;
  /// Offers the units that the run knows, and says why not otherwise.
  void offer(const StepScale& scale) const;
  XUnit unit() const;
  QAction* of(XUnit unit) const;

  QAction *fit, *newest, *follow, *rectangle, *logLeft, *logRight, *marks, *reported;
  QAction *byStep, *byEpoch, *byTime;
  QActionGroup* units;
  QAction *copy, *savePng, *savePdf, *saveSvg, *saveCsv;

 private:
  QAction* add(const char* name, const QString& text, const QString& help, const QKeySequence& key, bool checkable);

  QWidget& panel_;
};

}  // namespace ganvas::ui
