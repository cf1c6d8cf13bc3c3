#include "panels/progress_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "bridge/text.h"
#include "panels/widgets.h"

namespace ganvas::ui {

namespace {
constexpr int kBarUnits = 1000;  // step counts outgrow an int
}

ProgressPanel::ProgressPanel(QAction* pause, QAction* resume, QAction* stop, QWidget* parent) : QWidget(parent) {
  build(pause, resume, stop);
  show({});
}

void ProgressPanel::build(QAction* pause, QAction* resume, QAction* stop) {
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(actionButton(pause, QStringLiteral("pauseButton"), this));
  buttons->addWidget(actionButton(resume, QStringLiteral("resumeButton"), this));
  buttons->addWidget(actionButton(stop, QStringLiteral("stopButton"), this));
  buttons->addSpacing(12);
  state_ = heading(QString(), this);
  state_->setObjectName(QStringLiteral("stateLabel"));
  activity_ = new QLabel(this);
  activity_->setObjectName(QStringLiteral("activityLabel"));
  activity_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  buttons->addWidget(state_);
  buttons->addWidget(activity_, 1);

  bar_ = new QProgressBar(this);
  bar_->setObjectName(QStringLiteral("progressBar"));
  bar_->setAccessibleName(tr("Progress"));
  bar_->setRange(0, kBarUnits);
  bar_->setAlignment(Qt::AlignCenter);
  details_ = new QLabel(this);
  details_->setObjectName(QStringLiteral("detailsLabel"));
  details_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  layout->addLayout(buttons);
  layout->addWidget(bar_);
  layout->addWidget(details_);
}

void ProgressPanel::show(const session::Status& status) {
  using session::State;
  const bool working = status.state == State::Preparing || status.state == State::Stopping;
  const bool stopped = status.state == State::Idle && !status.run.empty();
  state_->setText(finishing_ ? tr("Finishing…") : stopped ? tr("Stopped") : stateText(status.state));
  activity_->setText(working ? QString::fromStdString(status.activity) : QString());
  showBar(status);
  details_->setText(details(status));
}

void ProgressPanel::setFinishing() {
  finishing_ = true;
  state_->setText(tr("Finishing…"));
}

void ProgressPanel::showBar(const session::Status& status) {
  const auto& progress = status.progress;
  if (progress.totalSteps <= 0) {
    bar_->setValue(0);
    bar_->setFormat(session::isBusy(status.state) ? QString() : tr("no run yet"));
    return;
  }
  bar_->setValue(static_cast<int>(kBarUnits * (double(progress.step) / double(progress.totalSteps))));
  bar_->setFormat(tr("step %1 of %2").arg(countText(progress.step), countText(progress.totalSteps)));
}

QString ProgressPanel::details(const session::Status& status) {
  const auto& progress = status.progress;
  QStringList parts;
  if (progress.totalSteps > 0) parts << tr("epoch %1").arg(QLocale().toString(progress.epoch, 'f', 2));
  if (status.state == session::State::Running && progress.picturesPerSecond > 0) {
    parts << tr("%1 pictures/s").arg(QLocale().toString(progress.picturesPerSecond, 'f', 0));
  }
  if (status.state == session::State::Running && progress.secondsLeft >= 0) {
    parts << tr("%1 left").arg(durationText(progress.secondsLeft));
  }
  if (progress.secondsRun > 0) parts << tr("%1 trained").arg(durationText(progress.secondsRun));
  if (!status.device.empty()) parts << QString::fromStdString(status.device);
  return parts.join(QStringLiteral("  ·  "));
}

}  // namespace ganvas::ui
