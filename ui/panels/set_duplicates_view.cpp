#include "panels/set_duplicates_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>

#include "bridge/set_pictures.h"
#include "bridge/text.h"
#include "panels/duplicates_delegate.h"
#include "panels/set_export.h"
#include "panels/widgets.h"

namespace ganvas::ui {

SetDuplicatesView::SetDuplicatesView(SetPictures& pictures, SetExport& exports, QWidget* parent)
    : SetView(parent),
      pictures_(pictures),
      export_(exports),
      delegate_(new DuplicatesDelegate(pictures, this)),
      text_(wrappingLabel(QStringLiteral("duplicatesText"), this)),
      list_(new QListView(this)),
      dropExact_(new QPushButton(tr("Drop the &exact ones when preparing"), this)),
      dropNear_(new QPushButton(tr("&Drop these when preparing"), this)),
      keep_(new QPushButton(tr("&Keep all"), this)),
      save_(new QPushButton(tr("&Save as CSV…"), this)) {
  build();
  connect(&pictures_, &SetPictures::came, list_->viewport(), qOverload<>(&QWidget::update));
  connect(&pictures_, &SetPictures::came, this, &SetDuplicatesView::want);
}

void SetDuplicatesView::build() {
  list_->setObjectName(QStringLiteral("duplicatesList"));
  list_->setAccessibleName(tr("Groups of duplicates"));
  list_->setUniformItemSizes(true);
  list_->setModel(&model_);
  list_->setItemDelegate(delegate_);
  list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setResizeMode(QListView::Adjust);
  dropExact_->setObjectName(QStringLiteral("dropExact"));
  dropNear_->setObjectName(QStringLiteral("dropNear"));
  keep_->setObjectName(QStringLiteral("keepDuplicates"));
  save_->setObjectName(QStringLiteral("saveDuplicates"));
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(text_, 1);
  for (QPushButton* button : {dropExact_, dropNear_, keep_, save_}) {
    button->setAutoDefault(false);
    buttons->addWidget(button);
  }
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 6, 0, 0);
  layout->addLayout(buttons);
  layout->addWidget(list_, 1);
  connect(dropExact_, &QPushButton::clicked, this, [this] { Q_EMIT wanted(QStringLiteral("exact")); });
  connect(dropNear_, &QPushButton::clicked, this,
          [this] { Q_EMIT wanted(count_.near > count_.exact ? QStringLiteral("near") : QStringLiteral("exact")); });
  connect(keep_, &QPushButton::clicked, this, [this] { Q_EMIT wanted(QStringLiteral("keep")); });
  connect(save_, &QPushButton::clicked, this, [this] { export_.saveCsv(csv(), tr("duplicates")); });
  connect(list_->verticalScrollBar(), &QScrollBar::valueChanged, this, &SetDuplicatesView::want);
  connect(list_->verticalScrollBar(), &QScrollBar::rangeChanged, this, &SetDuplicatesView::want);
}

void SetDuplicatesView::refresh(const session::Inspection& inspection) {
  const bool other = inspection_.duplicates != inspection.duplicates;
  inspection_ = inspection;
  if (other) {
    model_.setGroups(inspection.duplicates);
    count_ = inspection.duplicates ? countDuplicates(*inspection.duplicates) : DuplicateCount();
  }
  showState();
  want();
}

void SetDuplicatesView::setOwn(bool own) {
  own_ = own;
  showState();
}

QString SetDuplicatesView::stateText() const {
  const std::string& dropped = inspection_.experiment.preparation.duplicates;
  const QString before = dropped == "keep"    ? QString()
                         : dropped == "exact" ? tr("Exact duplicates are dropped already. ")
                                              : tr("Duplicates are dropped already. ");
  if (inspection_.duplicates) return before + duplicatesText(count_);
  if (!inspection_.activity.empty() || !inspection_.open) {
    return before + tr("Duplicates are known when all pictures were looked at.");
  }
  return before + tr("Not all pictures were looked at, so duplicates are not known.");
}

void SetDuplicatesView::showState() {
  text_->setText(stateText());
  const bool kept = inspection_.experiment.preparation.duplicates == "keep";
  dropExact_->setVisible(count_.exact > 0 && count_.near > count_.exact);
  dropNear_->setVisible(count_.near > 0);
  keep_->setVisible(!kept);
  save_->setEnabled(count_.near > 0);
  const QString first = own_ ? QString() : tr("Use this data set first.");
  for (QPushButton* button : {dropExact_, dropNear_, keep_}) button->setEnabled(own_);
  dropExact_->setToolTip(own_ ? tr("%1 pictures go before training").arg(countText(count_.exact)) : first);
  dropNear_->setToolTip(own_ ? tr("%1 pictures go before training").arg(countText(count_.near)) : first);
  keep_->setToolTip(own_ ? tr("Train on duplicates, too") : first);
}

// What the visible rows have room for.
void SetDuplicatesView::want() {
  if (!isVisible() || model_.rowCount() == 0) return;
  const QModelIndex top = list_->indexAt({4, 0});
  const int height = std::max(1, list_->sizeHintForRow(0));
  const int first = top.isValid() ? top.row() : 0;
  const int last = std::min(model_.rowCount() - 1, first + list_->viewport()->height() / height + 1);
  const auto room = static_cast<std::size_t>(delegate_->roomFor(list_->viewport()->width(), list_->fontMetrics()));
  std::vector<std::int64_t> wanted;
  for (int row = first; row <= last; ++row) {
    const auto& pictures = model_.group(row)->pictures;
    wanted.insert(wanted.end(), pictures.begin(),
                  pictures.begin() + static_cast<std::ptrdiff_t>(std::min(room, pictures.size())));
  }
  pictures_.want(wanted);
}

QString SetDuplicatesView::csv() const {
  QString csv = QStringLiteral("group,kind,picture\n");
  for (int row = 0; row < model_.rowCount(); ++row) {
    const session::DuplicateGroup& group = *model_.group(row);
    for (const std::int64_t picture : group.pictures) {
      csv += QStringLiteral("%1,%2,%3\n").arg(row).arg(group.exact ? u"exact" : u"near").arg(picture);
    }
  }
  return csv;
}

}  // namespace ganvas::ui
