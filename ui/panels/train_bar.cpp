#include "panels/train_bar.h"

#include <QAction>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "panels/primary_button.h"
#include "panels/widgets.h"

namespace ganvas::ui {

TrainBar::TrainBar(QAction* train, QAction* enqueue, QWidget* parent)
    : QWidget(parent),
      changes_(new QLabel(this)),
      revertAll_(new QPushButton(tr("Revert a&ll"), this)),
      name_(new QLineEdit(this)),
      train_(new PrimaryButton(this)),
      enqueue_(actionButton(enqueue, QStringLiteral("enqueueButton"), this)),
      problem_(wrappingLabel(QStringLiteral("trainProblem"), this)) {
  changes_->setObjectName(QStringLiteral("changesLabel"));
  revertAll_->setObjectName(QStringLiteral("revertAll"));
  revertAll_->setToolTip(tr("Take all values back to what the experiment began with"));
  revertAll_->setAutoDefault(false);
  name_->setObjectName(QStringLiteral("runName"));
  name_->setAccessibleName(tr("Name of the run"));
  name_->setToolTip(tr("What the run is called in the list and on disk. Empty: the recipe’s name."));
  name_->setMaxLength(100);
  train_->setObjectName(QStringLiteral("trainButton"));
  attach(train_, train);
  train_->setDefault(true);
  enqueue_->setAutoDefault(false);

  auto* changes = new QHBoxLayout;
  changes->addWidget(changes_, 1);
  changes->addWidget(revertAll_);
  auto* nameRow = new QHBoxLayout;
  auto* nameLabel = new QLabel(tr("&Name of the run"), this);
  nameLabel->setBuddy(name_);
  nameRow->addWidget(nameLabel);
  nameRow->addWidget(name_, 1);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(train_, 3);
  buttons->addWidget(enqueue_, 2);
  enqueue_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  layout->addLayout(changes);
  layout->addLayout(nameRow);
  layout->addLayout(buttons);
  layout->addWidget(problem_);
  connect(revertAll_, &QPushButton::clicked, this, &TrainBar::revertAllWanted);
  connect(name_, &QLineEdit::textEdited, this, &TrainBar::nameEdited);
}

void TrainBar::show(int changes, const QString& problem) {
  changes_->setText(changes == 0   ? tr("Nothing changed")
                    : changes == 1 ? tr("1 change")
                                   : tr("%1 changes").arg(changes));
  revertAll_->setEnabled(changes > 0);
  problem_->setText(problem);
  problem_->setVisible(!problem.isEmpty());
}

void TrainBar::setStandardName(const QString& name) {
  name_->setPlaceholderText(name);
}

QString TrainBar::runName() const {
  return name_->text().trimmed();
}

void TrainBar::setRunName(const QString& name) {
  name_->setText(name);
}

QList<QWidget*> TrainBar::tabStops() const {
  return {revertAll_, name_, train_, enqueue_};
}

}  // namespace ganvas::ui
