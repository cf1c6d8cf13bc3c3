#include "window/actions.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

#include "panels/icons.h"
#include "panels/widgets.h"

namespace ganvas::ui {

namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas::ui::Actions", text);
}

QAction* make(QObject* owner, const char* name, const QString& text, const QString& tip,
              const QKeySequence& keys = {}) {
  auto* action = new QAction(text, owner);
  action->setObjectName(QLatin1String(name));
  action->setShortcut(keys);
  action->setToolTip(withShortcut(tip, *action));
  action->setStatusTip(tip);
  return action;
}

}  // namespace

Actions::Actions(QObject* owner)
    : openRunsFolder(make(owner, "openRunsFolder", tr("Open &runs folder"), tr("Show the folder of all runs"),
                          QKeySequence(Qt::CTRL | Qt::Key_O))),
      quit(make(owner, "quit", tr("&Quit"), tr("Close the window"), QKeySequence(Qt::CTRL | Qt::Key_Q))),
      train(make(owner, "train", tr("&Train"), tr("Start a new run of the chosen recipe"),
                 QKeySequence(Qt::CTRL | Qt::Key_T))),
      pause(make(owner, "pause", tr("&Pause"), tr("Hold the run after the current step"),
                 QKeySequence(Qt::CTRL | Qt::Key_P))),
      resume(make(owner, "resume", tr("R&esume"), tr("Go on with the paused or the selected run"),
                  QKeySequence(Qt::CTRL | Qt::Key_R))),
      stop(
          make(owner, "stop", tr("&Stop"), tr("Write a checkpoint and stop"), QKeySequence(Qt::CTRL | Qt::Key_Period))),
      extend(make(owner, "extendAction", tr("E&xtend…"), tr("Train the selected finished run for more steps"),
                  QKeySequence(Qt::CTRL | Qt::Key_E))),
      sampleNow(make(owner, "sampleNow", tr("Sa&mple now"), tr("Make a grid of pictures after the current step"),
                     QKeySequence(Qt::CTRL | Qt::Key_G))),
      checkpointNow(make(owner, "checkpointNow", tr("&Checkpoint now"), tr("Write a checkpoint after the current step"),
                         QKeySequence(Qt::CTRL | Qt::Key_S))),
      about(make(owner, "about", tr("&About Ganvas"), tr("Version and licence"))) {}

void Actions::fill(QMenuBar& bar) const {
  QMenu* file = bar.addMenu(tr("&File"));
  file->addAction(openRunsFolder);
  file->addSeparator();
  file->addAction(quit);
  QMenu* run = bar.addMenu(tr("&Run"));
  run->addActions({train, pause, resume, stop, extend});
  run->addSeparator();
  run->addActions({sampleNow, checkpointNow});
  QMenu* help = bar.addMenu(tr("&Help"));
  help->addAction(about);
}

void Actions::setIcons(const QPalette& palette) const {
  pause->setIcon(symbolIcon(Symbol::Pause, palette));
  resume->setIcon(symbolIcon(Symbol::Resume, palette));
  stop->setIcon(symbolIcon(Symbol::Stop, palette));
}

}  // namespace ganvas::ui
