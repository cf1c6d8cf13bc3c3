#include "panels/picture_actions.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QKeySequence>
#include <QMenu>
#include <QWidget>

#include "panels/icons.h"
#include "panels/widgets.h"

namespace ganvas::ui {

namespace {

constexpr int kUsualRate = 5;

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas::ui::PictureActions", text);
}

QAction* make(QWidget* panel, const char* name, const QString& text, const QString& tip,
              const QList<QKeySequence>& keys = {}) {
  auto* action = new QAction(text, panel);
  action->setObjectName(QLatin1String(name));
  action->setShortcuts(keys);
  action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  action->setToolTip(withShortcut(tip, *action));
  panel->addAction(action);
  return action;
}

QActionGroup* makeRates(QWidget* panel) {
  auto* group = new QActionGroup(panel);
  for (const int rate : {1, 2, 5, 10, 25, 50}) {
    QAction* action = group->addAction(tr("%1 per second").arg(rate));
    action->setCheckable(true);
    action->setData(rate);
    action->setChecked(rate == kUsualRate);
  }
  return group;
}

}  // namespace

PictureActions::PictureActions(QWidget* panel)
    : play(make(panel, "playGrids", tr("Pla&y"), tr("Show the kept grids one after the other"), {Qt::Key_P})),
      loop(make(panel, "loopGrids", tr("&Repeat"), tr("Begin again after the newest grid"))),
      rates(makeRates(panel)),
      first(make(panel, "firstGrid", tr("&First"), tr("The first kept grid"), {Qt::Key_Home})),
      previous(make(panel, "previousGrid", tr("&Previous"), tr("The grid before"), {Qt::Key_Left})),
      next(make(panel, "nextGrid", tr("Ne&xt"), tr("The grid after"), {Qt::Key_Right})),
      newest(make(panel, "newestGrid", tr("&Newest"), tr("The newest grid, and those that come"), {Qt::Key_End})),
      mark(
          make(panel, "markGrid", tr("&Mark as A"), tr("Keep this step as A, to compare others with it"), {Qt::Key_M})),
      flip(make(panel, "flipGrids", tr("F&lip"), tr("Change between A and this step (Space; hold it for a look)"))),
      copyPicture(make(panel, "copyPicture", tr("&Copy picture"), tr("Copy the picture under the mouse"),
                       {Qt::CTRL | Qt::SHIFT | Qt::Key_C})),
      copyGrid(make(panel, "copyGrid", tr("Copy &grid"), tr("Copy all pictures of this step"), {QKeySequence::Copy})),
      savePicture(make(panel, "savePicture", tr("Sa&ve picture as PNG…"), tr("Save the picture under the mouse"))),
      saveGrid(make(panel, "saveGrid", tr("&Save grid as PNG…"), tr("Save all pictures of this step"))),
      zoomIn(make(panel, "zoomIn", tr("Zoom &in"), tr("Larger"), {Qt::Key_Plus, Qt::Key_Equal})),
      zoomOut(make(panel, "zoomOut", tr("Zoom &out"), tr("Smaller"), {Qt::Key_Minus})),
      zoomFit(make(panel, "zoomFit", tr("Show &all"), tr("As large as fits"), {Qt::Key_0})),
      zoomPixels(make(panel, "zoomPixels", tr("Zoom &1:1"), tr("One pixel of the screen for each"), {Qt::Key_1})) {
  mark->setIconText(tr("Mark"));  // the button is short of room
  loop->setCheckable(true);
  flip->setCheckable(true);
}

void PictureActions::fillMenu(QMenu& menu) const {
  menu.addActions({play});
  QMenu* speed = menu.addMenu(tr("Sp&eed"));
  speed->addActions(rates->actions());
  menu.addActions({loop});
  menu.addSeparator();
  menu.addActions({first, previous, next, newest});
  menu.addSeparator();
  menu.addActions({mark, flip});
  menu.addSeparator();
  menu.addActions({copyGrid, saveGrid});
  menu.addSeparator();
  menu.addActions({zoomIn, zoomOut, zoomFit, zoomPixels});
}

void PictureActions::fillContextMenu(QMenu& menu) const {
  menu.addActions({copyPicture, copyGrid});
  menu.addSeparator();
  menu.addActions({savePicture, saveGrid});
  menu.addSeparator();
  menu.addActions({mark, flip});
  menu.addSeparator();
  menu.addActions({zoomIn, zoomOut, zoomFit, zoomPixels});
}

void PictureActions::setPlaying(bool playing, const QPalette& palette) const {
  play->setIcon(symbolIcon(playing ? Symbol::Pause : Symbol::Play, palette));
  play->setText(playing ? tr("Pa&use") : tr("Pla&y"));
}

}  // namespace ganvas::ui
