#include "window/training_watch.h"

#include <QApplication>
#include <QLocale>
#include <QWidget>
#include <utility>

#include "bridge/text.h"

namespace ganvas::ui {

TrainingWatch::TrainingWatch(SessionBridge& bridge, QWidget& window)
    : QObject(&window), bridge_(bridge), window_(window) {
  connect(&bridge_, &SessionBridge::statusChanged, this, &TrainingWatch::onStatus);
  connect(&space_, &SpaceWatch::looked, this, &TrainingWatch::onSpace);
}

void TrainingWatch::setRunsDir(const std::filesystem::path& runsDir) {
  runsDir_ = runsDir;
  space_.watch(runsDir_, bridge_.isBusy() ? bridge_.status().run : std::filesystem::path());
}

void TrainingWatch::onStatus() {
  const session::State now = bridge_.status().state;
  if (now == state_) return;
  onState(std::exchange(state_, now), now);
}

void TrainingWatch::onState(session::State before, session::State now) {
  using session::State;
  // A paused run computes nothing: the machine may sleep.
  inhibitor_.setActive(session::isBusy(now) && now != State::Paused);
  space_.watch(runsDir_, session::isBusy(now) ? bridge_.status().run : std::filesystem::path());
  if (!session::isBusy(before) || (now != State::Finished && now != State::Failed)) return;
  if (window_.isActiveWindow()) return;
  const session::Status& status = bridge_.status();
  const QString name = nameOf_ ? nameOf_(status.run) : runName(status.run);
  const QString title = now == State::Finished ? tr("%1 is finished").arg(name) : tr("%1 has failed").arg(name);
  const QString text =
      status.failure
          ? QString::fromStdString(status.failure->what)
          : tr("%1 steps in %2").arg(countText(status.progress.step), durationText(status.progress.secondsRun));
  QApplication::alert(&window_);
  notifyDesktop(title, text);
  Q_EMIT notified(title, text);
}

void TrainingWatch::onSpace(qint64 freeBytes, bool low) {
  if (low == low_) return;
  low_ = low;
  if (!low) {
    Q_EMIT spaceEnough();
    return;
  }
  Q_EMIT spaceLow(tr("Only %1 are left on the disk that holds the runs (%2). Checkpoints and pictures will not fit "
                     "for long: prune or delete runs, or choose another folder in the settings.")
                      .arg(QLocale().formattedDataSize(freeBytes), fileName(runsDir_)));
}

}  // namespace ganvas::ui
