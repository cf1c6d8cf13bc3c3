#include "panels/live_panel.h"

#include <QLabel>
#include <QVBoxLayout>

#include "panels/live_row.h"
#include "panels/widgets.h"

namespace ganvas::ui {

LivePanel::LivePanel(QWidget* parent) : QWidget(parent) {
  none_ = wrappingLabel(QStringLiteral("noLiveRun"), this);
  none_->setText(tr("No run trains here. While one does, these can be changed."));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(6, 6, 6, 6);
  layout->addWidget(none_);
  for (const config::Parameter& parameter : config::parameters()) {
    if (!parameter.live) continue;
    auto* row = new LiveRow(parameter, this);
    layout->addWidget(row);
    rows_.push_back(row);
    connect(row, &LiveRow::changeRequested, this, [this, row](const QString& key, const QString& value) {
      std::erase(asked_, row);
      asked_.push_back(row);
      Q_EMIT changeRequested(key, value);
    });
  }
  layout->addStretch(1);
  show({}, false);
}

void LivePanel::show(const config::Experiment& current, bool training) {
  none_->setVisible(!training);
  for (LiveRow* row : rows_) {
    if (training && !training_) row->setAnswer({});  // another run: what the last one said is past
    row->show(current, training);
    row->setVisible(row->parameter().appliesTo(current));
  }
  training_ = training;
}

void LivePanel::setAnswer(const QString& text) {
  LiveRow* row = rowOf(text);
  if (!row) return;
  QString words = text;
  row->setAnswer(
      words.replace(QString::fromStdString(row->parameter().key), QString::fromStdString(row->parameter().label)));
  for (LiveRow* earlier : asked_) {
    if (earlier == row) break;
    if (earlier->waits()) earlier->setAnswer(tr("The run has gone on; above is its value now."));
  }
}

LiveRow* LivePanel::rowOf(const QString& answer) const {
  for (LiveRow* row : rows_) {
    if (answer.contains(QString::fromStdString(row->parameter().key))) return row;
  }
  return asked_.empty() ? nullptr : asked_.back();
}

}  // namespace ganvas::ui
