#include "panels/prune_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <limits>

#include "panels/widgets.h"

namespace ganvas::ui {

namespace {

QString counted(std::int64_t count, const QString& one, const QString& several) {
  return count == 1 ? one : several.arg(QLocale().toString(qlonglong{count}));
}

QSpinBox* spin(const char* name, int least, int value, const QString& tip) {
  auto* box = new QSpinBox;
  box->setObjectName(QLatin1String(name));
  box->setRange(least, std::numeric_limits<int>::max());
  box->setValue(value);
  box->setGroupSeparatorShown(true);
  box->setToolTip(tip);
  return box;
}

}  // namespace

PruneDialog::PruneDialog(int runs, QWidget* parent) : QDialog(parent) {
  setObjectName(QStringLiteral("pruneDialog"));
  setWindowTitle(tr("Prune"));
  build(runs);
}

void PruneDialog::build(int runs) {
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(12);
  auto* about = wrappingLabel(QStringLiteral("pruneAbout"), this);
  about->setText(
      runs == 1 ? tr("Old checkpoints and grids of the run are deleted to free space. The newest checkpoint stays, so "
                     "it can still be resumed.")
                : tr("Old checkpoints and grids of %1 runs are deleted to free space. The newest checkpoint stays, so "
                     "each run can still be resumed.")
                      .arg(QLocale().toString(runs)));
  plan_ = wrappingLabel(QStringLiteral("prunePlan"), this);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  go_ = buttons->addButton(tr("&Delete these files"), QDialogButtonBox::AcceptRole);
  go_->setObjectName(QStringLiteral("pruneGo"));
  go_->setAutoDefault(false);
  buttons->button(QDialogButtonBox::Cancel)->setDefault(true);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  layout->addWidget(about);
  layout->addWidget(buildCheckpoints());
  layout->addWidget(buildGrids());
  layout->addWidget(plan_);
  layout->addStretch(1);
  layout->addWidget(buttons);
  setMinimumWidth(420);
  plan_->setText(tr("Looking …"));
  go_->setEnabled(false);
}

QWidget* PruneDialog::buildCheckpoints() {
  auto* box = new QWidget(this);
  auto* form = new QFormLayout(box);
  form->setContentsMargins(0, 0, 0, 0);
  checkpoints_ = new QCheckBox(tr("&Checkpoints"), box);
  checkpoints_->setObjectName(QStringLiteral("pruneCheckpoints"));
  checkpoints_->setChecked(true);
  keepLast_ = spin("pruneKeepLast", 1, 1, tr("So many of the newest checkpoints stay"));
  keepEvery_ = spin("pruneKeepEvery", 0, 0, tr("Checkpoints at multiples of so many steps stay as well"));
  keepEvery_->setSpecialValueText(tr("none"));
  form->addRow(checkpoints_);
  form->addRow(tr("Keep the &newest"), keepLast_);
  form->addRow(tr("Keep &multiples of"), keepEvery_);
  connect(checkpoints_, &QCheckBox::toggled, this, &PruneDialog::onChange);
  for (QSpinBox* spinBox : {keepLast_, keepEvery_}) {
    connect(checkpoints_, &QCheckBox::toggled, spinBox, &QWidget::setEnabled);
    connect(spinBox, &QSpinBox::valueChanged, this, &PruneDialog::onChange);
  }
  return box;
}

QWidget* PruneDialog::buildGrids() {
  auto* box = new QWidget(this);
  auto* form = new QFormLayout(box);
  form->setContentsMargins(0, 0, 0, 0);
  grids_ = new QCheckBox(tr("&Grids of samples"), box);
  grids_->setObjectName(QStringLiteral("pruneGrids"));
  gridsEvery_ = spin("pruneGridsEvery", 2, 10, tr("One grid of so many stays, and the first and the last"));
  gridsEvery_->setEnabled(false);
  form->addRow(grids_);
  form->addRow(tr("Keep one in &every"), gridsEvery_);
  connect(grids_, &QCheckBox::toggled, gridsEvery_, &QWidget::setEnabled);
  connect(grids_, &QCheckBox::toggled, this, &PruneDialog::onChange);
  connect(gridsEvery_, &QSpinBox::valueChanged, this, &PruneDialog::onChange);
  return box;
}

runs::PruneRequest PruneDialog::request() const {
  runs::PruneRequest request;
  if (checkpoints_->isChecked()) {
    request.keepLast = keepLast_->value();
    request.keepEvery = keepEvery_->value();
  }
  if (grids_->isChecked()) request.gridsEvery = gridsEvery_->value();
  return request;
}

void PruneDialog::onChange() {
  plan_->setText(tr("Looking …"));
  go_->setEnabled(false);
  Q_EMIT planWanted(request());
}

void PruneDialog::showPlan(const Pruning& plan) {
  QStringList lines;
  if (plan.bytes == 0 && plan.checkpoints == 0 && plan.grids == 0) {
    lines << tr("There is nothing to delete.");
  } else {
    lines << tr("Frees %1: %2 and %3.")
                 .arg(QLocale().formattedDataSize(plan.bytes),
                      counted(plan.checkpoints, tr("1 checkpoint"), tr("%1 checkpoints")),
                      counted(plan.grids, tr("1 grid"), tr("%1 grids")));
  }
  if (!plan.failures.empty()) lines << QString::fromStdString(plan.failures.front().text());
  plan_->setText(lines.join(QLatin1Char('\n')));
  go_->setEnabled(plan.bytes > 0 || plan.checkpoints > 0 || plan.grids > 0);
}

}  // namespace ganvas::ui
