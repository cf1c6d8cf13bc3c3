#include "window/close_guard.h"

#include <QMessageBox>
#include <QPushButton>

namespace ganvas::ui {

CloseGuard::CloseGuard(SessionBridge& bridge, QWidget& window) : QObject(&window), bridge_(bridge), window_(window) {
  bound_.setSingleShot(true);
  bound_.setInterval(kLongestMs);
  connect(&bound_, &QTimer::timeout, this, &CloseGuard::giveUp);
  // Queued: whoever reacts to closeNow may destroy what is still at work on this change.
  connect(&bridge_, &SessionBridge::statusChanged, this, &CloseGuard::check, Qt::QueuedConnection);
}

bool CloseGuard::mayClose() {
  if (!bridge_.isBusy()) return true;
  if (!finishing_) ask();
  return false;
}

void CloseGuard::ask() {
  if (question_) {
    question_->raise();
    return;
  }
  question_ = new QMessageBox(QMessageBox::Question, tr("A run is training"), tr("Stop the run and close?"),
                              QMessageBox::NoButton, &window_);
  question_->setObjectName(QStringLiteral("closeQuestion"));
  question_->setInformativeText(tr("A checkpoint is written first, so the run can be resumed later."));
  question_->setAttribute(Qt::WA_DeleteOnClose);
  QPushButton* stop = question_->addButton(tr("&Stop and close"), QMessageBox::AcceptRole);
  QPushButton* keep = question_->addButton(tr("&Keep training"), QMessageBox::RejectRole);
  stop->setObjectName(QStringLiteral("stopAndClose"));
  keep->setObjectName(QStringLiteral("keepTraining"));
  question_->setDefaultButton(keep);
  question_->setEscapeButton(keep);
  connect(stop, &QPushButton::clicked, this, &CloseGuard::finish);
  question_->open();
}

void CloseGuard::finish() {
  finishing_ = true;
  bound_.start();
  Q_EMIT finishingStarted();
  bridge_.stop();
  check();  // it may have ended while the question stood there
}

void CloseGuard::check() {
  if (!finishing_ || bridge_.isBusy()) return;
  bound_.stop();
  Q_EMIT closeNow();
}

void CloseGuard::giveUp() {
  bridge_.abandon();
  Q_EMIT closeNow();
}

}  // namespace ganvas::ui
