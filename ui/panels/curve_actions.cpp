#include "panels/curve_actions.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>
#include <QWidget>

#include "panels/curve_icons.h"
#include "panels/widgets.h"

namespace ganvas::ui {

namespace {
QString tr(const char* text) {
  return QCoreApplication::translate("CurveActions", text);
}
}  // namespace

QAction* CurveActions::add(const char* name, const QString& text, const QString& help, const QKeySequence& key,
                           bool checkable) {
  auto* action = new QAction(text, &panel_);
  action->setObjectName(QLatin1String(name));
  action->setShortcut(key);
  // Letters must not be taken from text fields elsewhere in the window, and the pictures copy with the same keys.
  action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  action->setCheckable(checkable);
  action->setStatusTip(help);
  action->setToolTip(withShortcut(help, *action));
  panel_.addAction(action);
  return action;
}

CurveActions::CurveActions(QWidget& panel) : panel_(panel) {
  fit = add("curveFit", tr("Fit &all"), tr("Show the whole run, values scaled by themselves (double click)"), Qt::Key_F,
            false);
  newest = add("curveNewest", tr("Go to the &newest"), tr("Move to the newest step, as wide as now (End)"), {}, false);
  follow = add("curveFollow", tr("F&ollow the newest"),
               tr("Keep the newest step in view while zoomed in: the view moves along"), Qt::Key_N, true);
  rectangle = add("curveRectangle", tr("&Zoom to a rectangle"),
                  tr("Drag a rectangle to zoom to (also: Ctrl or the right button)"), Qt::Key_Z, true);
  logLeft = add("curveLog", tr("&Logarithmic axis"), tr("Logarithmic left axis; values of zero or less are left out"),
                Qt::Key_L, true);
  logRight = add("curveLogRight", tr("Logarithmic &right axis"),
                 tr("Logarithmic right axis; values of zero or less are left out"), {}, true);
  marks = add("curveMarks", tr("&Marks"), tr("Mark checkpoints and live changes of parameters"), Qt::Key_M, true);
  reported = add("curveReported", tr("Reported f&igures"), tr("Show the figures that the recipe’s document reports"),
                 Qt::Key_R, true);
  byStep = add("curveByStep", tr("By &step"), tr("One step is one update of the generator"), {}, true);
  byEpoch = add("curveByEpoch", tr("By &epoch"), {}, {}, true);
  byTime = add("curveByTime", tr("By &time"), {}, {}, true);
  units = new QActionGroup(&panel);
  for (QAction* unit : {byStep, byEpoch, byTime}) units->addAction(unit);
  copy = add("curveCopy", tr("&Copy as picture"), tr("Copy the plot to the clipboard"),
             QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), false);
  savePng = add("curvePng", tr("Export as &PNG…"), tr("A picture, twice as fine as on the screen"), {}, false);
  savePdf = add("curvePdf", tr("Export as P&DF…"), tr("Lines and text, for papers"), {}, false);
  saveSvg = add("curveSvg", tr("Export as SV&G…"), tr("Lines and text, to be edited"), {}, false);
  saveCsv = add("curveCsv", tr("Export values as CS&V…"), tr("Every step of what is visible, as a table"), {}, false);
  setIcons(panel.palette());
}

void CurveActions::setIcons(const QPalette& palette) {
  fit->setIcon(curveIcon(CurveSymbol::Fit, palette));
  follow->setIcon(curveIcon(CurveSymbol::Follow, palette));
  rectangle->setIcon(curveIcon(CurveSymbol::Rectangle, palette));
  logLeft->setIcon(curveIcon(CurveSymbol::Logarithm, palette));
}

void CurveActions::fill(QMenu& menu) const {
  menu.addActions({fit, newest, follow, rectangle});
  menu.addSeparator();
  menu.addActions({byStep, byEpoch, byTime});
  menu.addSeparator();
  menu.addActions({logLeft, logRight, marks, reported});
  menu.addSeparator();
  fillExport(menu);
}

void CurveActions::fillExport(QMenu& menu) const {
  menu.setToolTipsVisible(true);
  menu.addActions({copy, savePng, savePdf, saveSvg, saveCsv});
}

void CurveActions::offer(const StepScale& scale) const {
  byEpoch->setEnabled(scale.hasEpochs());
  byEpoch->setToolTip(scale.hasEpochs() ? tr("One epoch is one pass over the training set")
                                        : tr("The run does not say how many pictures its training set has"));
  byTime->setEnabled(scale.hasTime());
  byTime->setToolTip(scale.hasTime() ? tr("Time of training, pauses left out")
                                     : tr("The run has not recorded when its steps were made"));
}

QAction* CurveActions::of(XUnit unit) const {
  return unit == XUnit::Epoch ? byEpoch : unit == XUnit::Time ? byTime : byStep;
}

XUnit CurveActions::unit() const {
  return byEpoch->isChecked() ? XUnit::Epoch : byTime->isChecked() ? XUnit::Time : XUnit::Step;
}

}  // namespace ganvas::ui
