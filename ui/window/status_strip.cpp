#include "window/status_strip.h"

#include <QLabel>
#include <QLocale>

#include "bridge/text.h"

namespace ganvas::ui {

namespace {

QString memoryText(const session::Status& status) {
  if (status.processBytes <= 0) return {};
  const QString process = QLocale().formattedDataSize(status.processBytes, 0);
  if (status.deviceBytes <= 0) return process;
  return StatusStrip::tr("%1 + GPU %2").arg(process, QLocale().formattedDataSize(status.deviceBytes, 1));
}

}  // namespace

StatusStrip::StatusStrip(QWidget* parent) : QStatusBar(parent) {
  setObjectName(QStringLiteral("statusStrip"));
  setSizeGripEnabled(false);
  field(Speed, "statusSpeed", tr("Real pictures that training takes per second"));
  field(Step, "statusStep", tr("Generator updates made, of all"));
  field(Epoch, "statusEpoch", tr("Passes over the data set"));
  field(Left, "statusLeft", tr("Time left at the speed of the last seconds"));
  field(Device, "statusDevice", tr("Where the run trains"));
  field(Memory, "statusMemory", tr("Memory of the program, and what training holds on the GPU"));
  field(Awake, "statusAwake", tr("The machine does not go to sleep while a run trains"));
}

QLabel* StatusStrip::field(Field field, const char* name, const QString& help) {
  auto* label = new QLabel(this);
  label->setObjectName(QLatin1String(name));
  label->setToolTip(help);
  label->setContentsMargins(6, 0, 6, 0);
  label->hide();
  addPermanentWidget(label);
  return fields_[field] = label;
}

void StatusStrip::set(Field field, const QString& text) {
  QLabel* label = fields_[field];
  if (label->text() != text) label->setText(text);
  if (label->isVisibleTo(this) == text.isEmpty()) label->setVisible(!text.isEmpty());
}

void StatusStrip::show(const session::Status& status, bool awake) {
  const session::Progress& progress = status.progress;
  const bool running = status.state == session::State::Running;
  const bool any = progress.totalSteps > 0;
  const QLocale locale;
  set(Speed, running && progress.picturesPerSecond > 0
                 ? tr("%1 pictures/s").arg(locale.toString(progress.picturesPerSecond, 'f', 0))
                 : QString());
  set(Step, any ? tr("step %1 of %2").arg(countText(progress.step), countText(progress.totalSteps)) : QString());
  set(Epoch, any ? tr("epoch %1").arg(locale.toString(progress.epoch, 'f', 2)) : QString());
  set(Left, running && progress.secondsLeft >= 0
                ? tr("%1 left").arg(durationText(progress.secondsLeft))
                : (any ? tr("%1 trained").arg(durationText(progress.secondsRun)) : QString()));
  set(Device, QString::fromStdString(status.device));
  set(Memory, session::isBusy(status.state) ? memoryText(status) : QString());
  set(Awake, awake ? tr("awake") : QString());
}

}  // namespace ganvas::ui
