#include "panels/sweep_key_row.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QToolButton>

#include "models/plain_tip.h"
#include "panels/error_note.h"
#include "panels/range_popup.h"

namespace ganvas::ui {

namespace {

bool isNumber(const config::Parameter& parameter) {
  return parameter.kind == config::ParameterKind::Integer || parameter.kind == config::ParameterKind::Real;
}

QString tipOf(const config::Parameter& parameter) {
  const QString bounds = QString::fromStdString(parameter.boundsText());
  const QString help = QString::fromStdString(parameter.help);
  return plainTip(bounds.isEmpty() ? help : help + QLatin1Char('\n') + bounds);
}

}  // namespace

SweepKeyRow::SweepKeyRow(const SweptKey& key, QWidget* parent) : QWidget(parent), key_(key.key) {
  const config::Parameter& parameter = *config::sweptParameters(key.key, {}).front();
  const QString label = sweptLabel(key.key);
  const QString name = QString::fromStdString(key.key);
  auto* title = new QLabel(label, this);
  title->setToolTip(tipOf(parameter));
  values_ = new QLineEdit(key.values, this);
  values_->setObjectName(QStringLiteral("values:") + name);
  values_->setAccessibleName(tr("Values of %1").arg(label));
  values_->setPlaceholderText(tr("values, separated by commas"));
  values_->setToolTip(tipOf(parameter));
  values_->setCursorPosition(0);  // of many values the first are seen
  title->setBuddy(values_);
  auto* remove = new QToolButton(this);
  remove->setObjectName(QStringLiteral("remove:") + name);
  remove->setAutoRaise(true);
  remove->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton));
  remove->setToolTip(tr("Take %1 out of the sweep").arg(label));
  remove->setAccessibleName(remove->toolTip());
  error_ = new ErrorNote(QStringLiteral("error:") + name, this);
  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setVerticalSpacing(2);
  layout->addWidget(title, 0, 0);
  layout->addWidget(values_, 1, 0);
  layout->addWidget(remove, 1, 2);
  layout->addWidget(error_, 2, 0, 1, 3);
  connect(values_, &QLineEdit::textChanged, this, &SweepKeyRow::edited);
  connect(remove, &QToolButton::clicked, this, &SweepKeyRow::removeWanted);
  if (!isNumber(parameter)) return;
  range_ = new QToolButton(this);
  range_->setObjectName(QStringLiteral("range:") + name);
  range_->setText(tr("Range…"));
  range_->setToolTip(tr("Fill in values that are evenly spread"));
  layout->addWidget(range_, 1, 1);
  setTabOrder(values_, range_);
  setTabOrder(range_, remove);
  popup_ = new RangePopup(parameter.kind == config::ParameterKind::Integer, this);
  connect(range_, &QToolButton::clicked, this, &SweepKeyRow::openRange);
  connect(popup_, &RangePopup::chosen, this,
          [this](const QStringList& values) { values_->setText(joinValues(values)); });
}

SweptKey SweepKeyRow::key() const {
  return {key_, values_->text()};
}

void SweepKeyRow::setProblem(const QString& problem) {
  error_->say(problem);
}

void SweepKeyRow::focusValues() {
  values_->setFocus();
  values_->end(false);
}

void SweepKeyRow::openRange() {
  popup_->openBelow(range_, splitValues(values_->text()));
}

}  // namespace ganvas::ui
