#include "panels/parameter_row.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include "models/experiment_draft.h"
#include "panels/error_note.h"

namespace ganvas::ui {

namespace {

// Takes its share of the row's width and no more, so that the editors of all rows are aligned.
void shareWidth(QWidget* widget) {
  QSizePolicy policy = widget->sizePolicy();  // keeps that wrapped text is higher where it is narrower
  policy.setHorizontalPolicy(QSizePolicy::Ignored);
  widget->setSizePolicy(policy);
}

}  // namespace

ParameterRow::ParameterRow(const config::Parameter& parameter, const QString& label, QWidget* parent)
    : QWidget(parent),
      parameter_(parameter),
      label_(new QLabel(label, this)),
      editor_(makeEditor(parameter, this)),
      revert_(new QToolButton(this)),
      error_(new ErrorNote(QStringLiteral("error:") + QString::fromStdString(parameter.key), this)) {
  label_->setTextFormat(Qt::PlainText);
  label_->setWordWrap(true);
  label_->setToolTip(parameterTip(parameter));
  label_->setBuddy(editor_->input());
  revert_->setObjectName(QStringLiteral("revert:") + QString::fromStdString(parameter.key));
  revert_->setText(QStringLiteral("↺"));
  revert_->setAccessibleName(tr("Revert %1").arg(QString::fromStdString(parameter.label)));
  revert_->setAutoRaise(true);
  revert_->setFocusPolicy(Qt::StrongFocus);
  arrange();
  connect(editor_, &ParameterEditor::edited, this, [this](const QString& text) { Q_EMIT edited(parameter_, text); });
  connect(editor_, &ParameterEditor::finished, this, [this] { Q_EMIT finished(parameter_); });
  connect(revert_, &QToolButton::clicked, this, [this] {
    editor_->input()->setFocus();  // the button goes
    Q_EMIT revertWanted(parameter_);
  });
}

void ParameterRow::arrange() {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(8, 2, 0, 2);
  grid->setHorizontalSpacing(6);
  grid->setVerticalSpacing(2);
  grid->setColumnStretch(0, 6);
  grid->setColumnStretch(1, 7);
  const bool wide = editor_->isWide();
  shareWidth(label_);
  shareWidth(editor_->widget());
  shareWidth(error_);
  QSizePolicy kept = revert_->sizePolicy();
  kept.setRetainSizeWhenHidden(true);
  revert_->setSizePolicy(kept);
  revert_->hide();
  grid->addWidget(label_, 0, 0, 1, wide ? 2 : 1);
  grid->addWidget(revert_, 0, 2);
  grid->addWidget(editor_->widget(), wide ? 1 : 0, wide ? 0 : 1, 1, wide ? 2 : 1);
  grid->addWidget(error_, 2, 0, 1, 2);
  if (parameter_.kind != config::ParameterKind::Lines) return;
  summary_ = new QLabel(this);
  summary_->setObjectName(QStringLiteral("summary:") + QString::fromStdString(parameter_.key));
  summary_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  summary_->setWordWrap(true);
  shareWidth(summary_);
  grid->addWidget(summary_, 3, 0, 1, 2);
}

// "1e-4" means "0.0001".
QString ParameterRow::meaning(const QString& text) const {
  config::Value value;
  QString ignored;
  return readValue(parameter_, text, value, ignored) ? QString::fromStdString(config::valueText(value)) : text;
}

void ParameterRow::show(const ExperimentDraft& draft, const QString& origin) {
  const QString text = draft.text(parameter_);
  if (editor_->text() != text && meaning(editor_->text()) != text) editor_->setText(text);
  valueProblem_ = draft.problem(parameter_);
  say(valueProblem_);
  const QString base = valueText(parameter_, draft.base());
  const QString before = base.isEmpty() ? tr("empty") : base;
  setChanged(draft.isChanged(parameter_), tr("%1: %2").arg(origin, before));
}

void ParameterRow::setChanged(bool changed, const QString& tip) {
  revert_->setToolTip(tip);
  revert_->setVisible(changed);
  if (changed == changed_) return;
  changed_ = changed;
  QFont font = label_->font();
  font.setBold(changed);
  label_->setFont(font);
  update();
}

// Screen readers read what is wrong where they read the help otherwise.
void ParameterRow::say(const QString& problem) {
  error_->say(problem);
  editor_->input()->setAccessibleDescription(problem.isEmpty() ? QString::fromStdString(parameter_.help) : problem);
}

void ParameterRow::setNotes(const QString& problem, const QString& summary) {
  say(valueProblem_.isEmpty() ? problem : valueProblem_);
  if (!summary_) return;
  summary_->setText(summary);
  summary_->setVisible(!summary.isEmpty() && problem.isEmpty());
}

QList<QWidget*> ParameterRow::tabStops() const {
  QList<QWidget*> stops{editor_->input()};
  for (QWidget* child : editor_->widget()->findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
    if (child != editor_->input() && child->focusPolicy() & Qt::TabFocus) stops << child;
  }
  return stops << revert_;
}

void ParameterRow::paintEvent(QPaintEvent*) {
  if (!changed_) return;
  QPainter(this).fillRect(QRect(0, 2, 3, height() - 4), palette().color(QPalette::Highlight));
}

}  // namespace ganvas::ui
