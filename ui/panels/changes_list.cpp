#include "panels/changes_list.h"

#include <QAction>
#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <algorithm>

#include "models/plain_tip.h"

namespace ganvas::ui {

namespace {

QString text(const LineChange& change) {
  switch (change.kind) {
    case LineChange::Kind::Added:
      return ChangesList::tr("+ line %1: %2").arg(change.is + 1).arg(change.isText);
    case LineChange::Kind::Removed:
      return ChangesList::tr("− was line %1: %2").arg(change.was + 1).arg(change.wasText);
    case LineChange::Kind::Changed:
      break;
  }
  return ChangesList::tr("± line %1: %2 (was: %3)").arg(change.is + 1).arg(change.isText, change.wasText);
}

}  // namespace

ChangesList::ChangesList(QWidget* parent)
    : QWidget(parent),
      title_(new QLabel(this)),
      revert_(new QPushButton(tr("Revert"), this)),
      revertAll_(new QPushButton(tr("Revert all"), this)),
      list_(new QListWidget(this)) {
  title_->setObjectName(QStringLiteral("changesTitle"));
  list_->setObjectName(QStringLiteral("changesList"));
  list_->setAccessibleName(tr("Changed layers"));
  list_->setUniformItemSizes(true);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);  // long ones are elided, and whole in their tooltips
  list_->setMaximumHeight(130);
  revert_->setObjectName(QStringLiteral("revertLine"));
  revert_->setToolTip(tr("Take back the chosen change (Del)"));
  revertAll_->setObjectName(QStringLiteral("revertLines"));
  revertAll_->setToolTip(tr("Take back all changes of this network"));
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setVerticalSpacing(4);
  grid->setColumnStretch(0, 1);
  grid->addWidget(title_, 0, 0);
  grid->addWidget(revert_, 0, 1);
  grid->addWidget(revertAll_, 0, 2);
  grid->addWidget(list_, 1, 0, 1, 3);
  auto* remove = new QAction(this);
  remove->setShortcut(QKeySequence::Delete);
  remove->setShortcutContext(Qt::WidgetShortcut);
  list_->addAction(remove);
  connect(remove, &QAction::triggered, this, &ChangesList::revertCurrent);
  connect(revert_, &QPushButton::clicked, this, &ChangesList::revertCurrent);
  connect(revertAll_, &QPushButton::clicked, this, &ChangesList::revertAllWanted);
  connect(list_, &QListWidget::currentRowChanged, this, [this](int row) {
    revert_->setEnabled(row >= 0);
    if (row >= 0) Q_EMIT chosen(changes_[static_cast<std::size_t>(row)]);
  });
  fill();
}

void ChangesList::show(const std::vector<LineChange>& changes, const QString& origin) {
  title_->setText(changes.empty()       ? tr("%1: no layer is changed").arg(origin)
                  : changes.size() == 1 ? tr("%1: 1 layer is changed").arg(origin)
                                        : tr("%1: %2 layers are changed").arg(origin).arg(changes.size()));
  if (changes == changes_) return;
  changes_ = changes;
  fill();
}

void ChangesList::fill() {
  const QSignalBlocker quiet(list_);
  const int row = list_->currentRow(), count = static_cast<int>(changes_.size());
  list_->clear();
  for (const LineChange& change : changes_) {
    auto* item = new QListWidgetItem(text(change), list_);
    item->setToolTip(plainTip(item->text()));
  }
  list_->setCurrentRow(std::min(row, count - 1));
  list_->setVisible(count > 0);
  revert_->setVisible(count > 0);
  revert_->setEnabled(list_->currentRow() >= 0);
  revertAll_->setVisible(count > 0);
}

void ChangesList::revertCurrent() {
  const int row = list_->currentRow();
  if (row < 0) return;
  const LineChange change = changes_[static_cast<std::size_t>(row)];
  Q_EMIT revertWanted(change);
}

}  // namespace ganvas::ui
