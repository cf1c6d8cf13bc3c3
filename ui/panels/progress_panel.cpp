#include "panels/progress_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include "bridge/text.h"
#include "panels/widgets.h"

namespace ganvas::ui {

namespace {
constexpr int kBarUnits = 1000;  // step counts outgrow an int
}

ProgressPanel::ProgressPanel(QAction* pause, QAction* resume, QAction* stop, QWidget* parent) : QWidget(parent) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(actionButton(pause, QStringLiteral("pauseButton"), this));
  layout->addWidget(actionButton(resume, QStringLiteral("resumeButton"), this));
  layout->addWidget(actionButton(stop, QStringLiteral("stopButton"), this));
  layout->addSpacing(8);
  state_ = heading(QString(), this);
  state_->setObjectName(QStringLiteral("stateLabel"));
  bar_ = new QProgressBar(this);
  bar_->setObjectName(QStringLiteral("progressBar"));
  bar_->setAccessibleName(tr("Progress"));
  bar_->setRange(0, kBarUnits);
  bar_->setAlignment(Qt::AlignCenter);
  layout->addWidget(state_);
  layout->addWidget(bar_, 1);
  show({});
}

void ProgressPanel::show(const session::Status& status, const QString& name) {
  const bool stopped = status.state == session::State::Idle && !status.run.empty();
  state_->setText(finishing_ ? tr("Finishing…") : stopped ? tr("Stopped") : stateText(status.state));
  showBar(status, name);
}

void ProgressPanel::showRest(const QString& state, std::int64_t step, std::int64_t totalSteps) {
  state_->setText(state.left(1).toUpper() + state.mid(1));
  session::Status rest;
  rest.progress.step = step;
  rest.progress.totalSteps = totalSteps;
  showBar(rest, {});
}

void ProgressPanel::setFinishing() {
  finishing_ = true;
  state_->setText(tr("Finishing…"));
}

void ProgressPanel::showBar(const session::Status& status, const QString& name) {
  const auto& progress = status.progress;
  const QString activity = QString::fromStdString(status.activity);
  if (progress.totalSteps <= 0) {
    bar_->setValue(0);
    bar_->setFormat(session::isBusy(status.state) ? activity : tr("no run yet"));
    return;
  }
  bar_->setValue(static_cast<int>(kBarUnits * (double(progress.step) / double(progress.totalSteps))));
  QString text = tr("step %1 of %2").arg(countText(progress.step), countText(progress.totalSteps));
  if (!activity.isEmpty())
    text += QStringLiteral(" · ") + activity;
  else if (status.state == session::State::Running && progress.secondsLeft >= 0)
    text += QStringLiteral(" · ") + tr("%1 left").arg(durationText(progress.secondsLeft));
  if (!name.isEmpty()) text.prepend(name + QStringLiteral(": "));
  // The bar would put numbers for %p, %v and %m, which a name may hold.
  bar_->setFormat(text.replace(QLatin1Char('%'), QStringLiteral("%\u2060")));
}

}  // namespace ganvas::ui
