#include "window/actions.h"

#include <QAction>
#include <QCoreApplication>

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
    : recipes(make(owner, "recipes", tr("&Recipes…"), tr("Look through all recipes and choose one"),
                   QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R))),
      openFile(make(owner, "openFile", tr("&Open a recipe…"), tr("Load an experiment from a recipe file (.toml)"),
                    QKeySequence::Open)),
      openFolder(make(owner, "openFolder", tr("Open a &folder…"), tr("Show a run, or look at a folder of data"),
                      QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O))),
      openRunsFolder(make(owner, "openRunsFolder", tr("Open the r&uns folder"), tr("Show the folder of all runs"))),
      settings(make(owner, "settings", tr("&Settings…"), tr("Folders, threads, colours, size of the text, checkpoints"),
                    QKeySequence(Qt::CTRL | Qt::Key_Comma))),
      quit(make(owner, "quit", tr("&Quit"), tr("Close the window"), QKeySequence(Qt::CTRL | Qt::Key_Q))),
      train(make(owner, "train", tr("&Train"), tr("Start a new run of this experiment"),
                 QKeySequence(Qt::CTRL | Qt::Key_T))),
      enqueue(make(owner, "enqueue", tr("Add to &queue"), tr("Train this experiment when the runs before it are done"),
                   QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T))),
      sweep(make(owner, "sweep", tr("S&weep…"),
                 tr("Train this experiment several times with other parameters or seeds"),
                 QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_W))),
      sweepResults(make(owner, "sweepResults", tr("&Sweep results"), tr("The losses of a sweep’s runs as a table"),
                        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E))),
      pause(make(owner, "pause", tr("&Pause"), tr("Hold the run after the current step"),
                 QKeySequence(Qt::CTRL | Qt::Key_P))),
      resume(make(owner, "resume", tr("R&esume"), tr("Go on with the paused or the selected run"),
                  QKeySequence(Qt::CTRL | Qt::Key_R))),
      resumeShown(make(owner, "resumeShown", tr("R&esume"), tr("Go on with this run"))),
      stop(
          make(owner, "stop", tr("&Stop"), tr("Write a checkpoint and stop"), QKeySequence(Qt::CTRL | Qt::Key_Period))),
      sampleNow(make(owner, "sampleNow", tr("Sa&mple now"), tr("Make a grid of pictures after the current step"),
                     QKeySequence(Qt::CTRL | Qt::Key_G))),
      checkpointNow(make(owner, "checkpointNow", tr("&Checkpoint now"), tr("Write a checkpoint after the current step"),
                         QKeySequence(Qt::CTRL | Qt::Key_S))),
      findRun(make(owner, "findRun", tr("Find a r&un"), tr("Search the runs by name, recipe, tag and note"),
                   QKeySequence::Find)),
      findParameter(make(owner, "findParameter", tr("Find a para&meter"), tr("Search the experiment’s parameters"),
                         QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F))),
      architecture(make(owner, "architecture", tr("Edit arc&hitecture…"),
                        tr("Write the layers of both networks, and see them drawn"),
                        QKeySequence(Qt::CTRL | Qt::Key_E))),
      dataSet(make(owner, "dataSet", tr("&Data set…"), tr("Look at the pictures of the experiment’s data set"),
                   QKeySequence(Qt::CTRL | Qt::Key_I))),
      resetLayout(make(owner, "resetLayout", tr("&Reset the layout"), tr("Put all panels back where they were first"))),
      fullScreen(make(owner, "fullScreen", tr("&Full screen"), tr("Use the whole screen"), QKeySequence(Qt::Key_F11))),
      guide(make(owner, "guide", tr("User &guide"), tr("How to do what you want to do"), QKeySequence::HelpContents)),
      about(make(owner, "about", tr("&About Ganvas"), tr("Version and licence"))) {
  fullScreen->setCheckable(true);
}

void Actions::setIcons(const QPalette& palette) const {
  pause->setIcon(symbolIcon(Symbol::Pause, palette));
  resume->setIcon(symbolIcon(Symbol::Resume, palette));
  stop->setIcon(symbolIcon(Symbol::Stop, palette));
}

}  // namespace ganvas::ui
