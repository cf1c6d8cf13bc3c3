#include "panels/export_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include "panels/widgets.h"

namespace ganvas::ui {

ExportStrip::ExportStrip(QWidget* parent) : QFrame(parent) {
  setObjectName(QStringLiteral("exportStrip"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(8, 4, 4, 4);
  text_ = wrappingLabel(QStringLiteral("exportText"), this);
  progress_ = new QProgressBar(this);
  progress_->setObjectName(QStringLiteral("exportProgress"));
  progress_->setMaximumWidth(140);
  button_ = new QToolButton(this);
  button_->setObjectName(QStringLiteral("exportStop"));
  button_->setAutoRaise(true);
  layout->addWidget(text_, 1);
  layout->addWidget(progress_);
  layout->addWidget(button_);
  connect(button_, &QToolButton::clicked, this, [this] { progress_->isHidden() ? hide() : Q_EMIT stopWanted(); });
  hide();
}

void ExportStrip::say(const QString& text) {
  text_->setText(text);
  progress_->hide();
  button_->setText(tr("Close"));
  show();
}

void ExportStrip::showProgress(const QString& text, int percent) {
  text_->setText(text);
  progress_->setValue(percent);
  progress_->show();
  button_->setText(tr("Cancel"));
  show();
}

}  // namespace ganvas::ui
