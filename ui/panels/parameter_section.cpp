#include "panels/parameter_section.h"

#include <QApplication>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "models/experiment_draft.h"
#include "panels/parameter_row.h"
#include "panels/section_header.h"
#include "panels/widgets.h"

namespace ganvas::ui {

ParameterSection::ParameterSection(Plan plan, bool open, QWidget* parent)
    : QWidget(parent), plan_(std::move(plan)), open_(open), header_(new SectionHeader(this)) {
  header_->setObjectName(QStringLiteral("section:") + plan_.id);
  header_->setChecked(open);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(2);
  layout->addWidget(header_);
  connect(header_, &SectionHeader::clicked, this, [this] {
    open_ = header_->isChecked();
    Q_EMIT toggled();
  });
}

void ParameterSection::setOpen(bool open) {
  open_ = open;
  header_->setChecked(open);
}

void ParameterSection::setAction(QAction* action) {
  action_ = action;
  if (!body_) return;  // with the rows
  button_ = actionButton(action_, QStringLiteral("button:") + plan_.id, body_);
  static_cast<QVBoxLayout*>(body_->layout())->insertWidget(0, button_, 0, Qt::AlignRight);
}

QWidget* ParameterSection::header() const {
  return header_;
}

QWidget* ParameterSection::button() const {
  return button_;
}

QString ParameterSection::shortLabel(const config::Parameter& parameter) const {
  QString label = QString::fromStdString(parameter.label);
  if (!plan_.owner.isEmpty() && label.startsWith(plan_.owner + QLatin1Char(' '))) {
    label.remove(0, plan_.owner.size() + 1);
    if (label.at(0).unicode() < 0x80) label.replace(0, 1, label.left(1).toUpper());  // β stays
  }
  return label;
}

QWidget* ParameterSection::moreButton() const {
  return more_;
}

void ParameterSection::makeRows() {
  body_ = new QWidget(this);
  auto* layout = new QVBoxLayout(body_);
  layout->setContentsMargins(0, 0, 0, 6);
  layout->setSpacing(0);
  if (action_) setAction(action_);
  for (const config::Parameter* parameter : plan_.parameters) {
    auto* row = new ParameterRow(*parameter, shortLabel(*parameter), body_);
    layout->addWidget(row);
    rows_.push_back(row);
  }
  more_ = new QToolButton(body_);
  more_->setObjectName(QStringLiteral("more:") + plan_.id);
  more_->setCheckable(true);
  more_->setAutoRaise(true);
  layout->addWidget(more_, 0, Qt::AlignRight);
  connect(more_, &QToolButton::toggled, this, &ParameterSection::moreWanted);
  this->layout()->addWidget(body_);
  Q_EMIT rowsMade();
}

void ParameterSection::setFooter(QWidget* footer) {
  footer_ = footer;
  body_->layout()->addWidget(footer);
}

bool ParameterSection::matches(const config::Parameter& parameter, const QStringList& filter) const {
  const QString all = plan_.title + QLatin1Char(' ') + QString::fromStdString(parameter.label) + QLatin1Char(' ') +
                      QString::fromStdString(parameter.key);
  return std::all_of(filter.begin(), filter.end(),
                     [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

void ParameterSection::show(const ExperimentDraft& draft, const QString& origin, const QStringList& filter) {
  const auto wanted = [&](const config::Parameter& parameter) {
    return parameter.appliesTo(draft.experiment()) && matches(parameter, filter);
  };
  found_ = static_cast<int>(std::count_if(plan_.parameters.begin(), plan_.parameters.end(),
                                          [&](const auto* parameter) { return wanted(*parameter); }));
  const bool open = open_ || !filter.isEmpty();
  if (open && found_ > 0 && !body_) makeRows();
  showHeader(draft, open);
  showRows(draft, origin, filter);
  if (footer_) footer_->setVisible(filter.isEmpty());
  if (body_) body_->setVisible(open);
  setVisible(found_ > 0);
}

void ParameterSection::showRows(const ExperimentDraft& draft, const QString& origin, const QStringList& filter) {
  const config::Experiment& experiment = draft.experiment();
  std::vector<ParameterRow*> kept;
  for (ParameterRow* row : rows_) {
    const config::Parameter& parameter = row->parameter();
    row->show(draft, origin);
    const bool wanted = parameter.appliesTo(experiment) && matches(parameter, filter);
    const bool used = parameter.get(experiment) != parameter.defaultValue() || draft.isChanged(parameter) ||
                      !draft.problem(parameter).isEmpty() || row->isAncestorOf(QApplication::focusWidget());
    const bool rare = wanted && filter.isEmpty() && !used && isRare(parameter, experiment);
    row->setVisible(wanted && !rare);
    if (rare) kept.push_back(row);
  }
  const bool all = kept.size() == 1 || (more_ && more_->isChecked());  // for one row a button saves nothing
  for (ParameterRow* row : kept) row->setVisible(all);
  if (!more_) return;
  more_->setVisible(kept.size() > 1);
  more_->setText(more_->isChecked() ? tr("Fewer") : tr("%1 more").arg(kept.size()));
  more_->setToolTip(more_->isChecked() ? tr("Show only what is often needed or has been changed")
                                       : tr("Show parameters that are rarely needed, too"));
}

void ParameterSection::showHeader(const ExperimentDraft& draft, bool open) {
  int changed = 0, wrong = 0, used = 0;
  for (const config::Parameter* parameter : plan_.parameters) {
    if (!parameter->appliesTo(draft.experiment())) continue;
    changed += draft.isChanged(*parameter) ? 1 : 0;
    wrong += draft.problem(*parameter).isEmpty() ? 0 : 1;
    used += parameter->get(draft.experiment()) == parameter->defaultValue() ? 0 : 1;
  }
  QString text = plan_.title;
  if (plan_.optional && used == 0 && !open) text += QStringLiteral(" · ") + tr("none");
  if (plan_.optional && used > 0 && !open) text += QStringLiteral(" · ") + tr("%1 in use").arg(used);
  if (changed > 0) text += QStringLiteral(" · ") + tr("%1 changed").arg(changed);
  if (wrong > 0) text += QStringLiteral(" · ") + tr("%1 invalid").arg(wrong);
  header_->setText(text);
  header_->setUnfolded(open);
  header_->setToolTip(open ? tr("Fold away") : tr("Unfold"));
  header_->setAccessibleName(text);
}

ParameterRow* ParameterSection::row(const config::Parameter& parameter) const {
  const auto found = std::find_if(rows_.begin(), rows_.end(),
                                  [&](const ParameterRow* row) { return &row->parameter() == &parameter; });
  return found == rows_.end() ? nullptr : *found;
}

}  // namespace ganvas::ui
