#include "panels/live_row.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include "models/experiment_draft.h"
#include "panels/error_note.h"
#include "panels/widgets.h"

namespace ganvas::ui {

LiveRow::LiveRow(const config::Parameter& parameter, QWidget* parent)
    : QWidget(parent),
      parameter_(parameter),
      editor_(makeEditor(parameter, this, QStringLiteral("live:"))),
      apply_(new QPushButton(tr("Apply"), this)) {
  const QString key = QString::fromStdString(parameter.key), label = QString::fromStdString(parameter.label);
  apply_->setObjectName(QStringLiteral("apply:") + key);
  apply_->setAccessibleName(tr("Apply %1").arg(label));
  apply_->setToolTip(tr("Change it in the run that trains, from its next step on"));
  apply_->setAutoDefault(false);
  if (parameter.key.ends_with("learning_rate")) {
    factors_ << addFactor(QStringLiteral("×½"), QStringLiteral("half:") + key, tr("Halve %1").arg(label), 0.5)
             << addFactor(QStringLiteral("×2"), QStringLiteral("double:") + key, tr("Double %1").arg(label), 2);
  }
  error_ = new ErrorNote(QStringLiteral("liveError:") + key, this);
  answer_ = wrappingLabel(QStringLiteral("answer:") + key, this);
  answer_->hide();
  arrange();
  connect(editor_, &ParameterEditor::edited, this, [this] {
    begun_ = true;
    check();
  });
  if (auto* line = qobject_cast<QLineEdit*>(editor_->input())) {
    connect(line, &QLineEdit::returnPressed, this, &LiveRow::apply);
  }
  connect(apply_, &QPushButton::clicked, this, &LiveRow::apply);
}

QToolButton* LiveRow::addFactor(const QString& text, const QString& name, const QString& tip, double factor) {
  auto* button = new QToolButton(this);
  button->setText(text);
  button->setObjectName(name);
  button->setToolTip(tip);
  button->setAccessibleName(tip);
  button->setFocusPolicy(Qt::StrongFocus);
  connect(button, &QToolButton::clicked, this, [this, factor] { multiply(factor); });
  return button;
}

void LiveRow::arrange() {
  auto* label = new QLabel(QString::fromStdString(parameter_.label), this);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  label->setToolTip(parameterTip(parameter_));
  label->setBuddy(editor_->input());
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 2, 0, 2);
  grid->setVerticalSpacing(2);
  grid->setColumnStretch(0, 1);
  grid->addWidget(label, 0, 0, 1, 4);
  grid->addWidget(editor_->widget(), 1, 0);
  int column = 1;
  for (QToolButton* button : factors_) {
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    grid->addWidget(button, 1, column++);
  }
  grid->addWidget(apply_, 1, 3);
  grid->addWidget(error_, 2, 0, 1, 4);
  grid->addWidget(answer_, 3, 0, 1, 4);
}

void LiveRow::show(const config::Experiment& current, bool training) {
  current_ = valueText(parameter_, current);
  training_ = training;
  if (!training) begun_ = waiting_ = false;
  if (waiting_ && current_ == asked_) setAnswer(tr("applied: %1").arg(current_));  // the run's own words may be lost
  if (!begun_ && !waiting_ && editor_->text() != current_) editor_->setText(current_);
  editor_->widget()->setEnabled(training);
  for (QToolButton* button : factors_) button->setEnabled(training);
  check();
}

void LiveRow::check() {
  config::Value value;
  QString problem;
  const bool valid = readValue(parameter_, editor_->text(), value, problem);
  error_->say(problem);
  begun_ = begun_ && !(valid && QString::fromStdString(config::valueText(value)) == current_);
  apply_->setEnabled(training_ && valid && begun_);
}

void LiveRow::multiply(double factor) {
  config::Value value;
  QString problem;
  if (!readValue(parameter_, editor_->text(), value, problem) || !std::holds_alternative<double>(value)) return;
  editor_->setText(QString::fromStdString(config::valueText(std::get<double>(value) * factor)));
  begun_ = true;
  check();
  apply();
}

void LiveRow::apply() {
  if (!apply_->isEnabled()) return;
  config::Value value;
  QString problem;
  if (!readValue(parameter_, editor_->text(), value, problem)) return;
  begun_ = false;
  waiting_ = true;
  asked_ = QString::fromStdString(config::valueText(value));
  apply_->setEnabled(false);
  say(tr("Asked for…"));
  Q_EMIT changeRequested(QString::fromStdString(parameter_.key), asked_);
}

void LiveRow::setAnswer(const QString& text) {
  waiting_ = false;
  say(text);
}

void LiveRow::say(const QString& text) {
  answer_->setText(text);
  answer_->setVisible(!text.isEmpty());
}

}  // namespace ganvas::ui
