#include "panels/range_popup.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QSpinBox>

#include "models/sweep_draft.h"

namespace ganvas::ui {

RangePopup::RangePopup(bool whole, QWidget* parent) : QFrame(parent, Qt::Popup), whole_(whole) {
  setObjectName(QStringLiteral("rangePopup"));
  setFrameShape(QFrame::StyledPanel);
  from_ = new QLineEdit(this);
  from_->setObjectName(QStringLiteral("rangeFrom"));
  to_ = new QLineEdit(this);
  to_->setObjectName(QStringLiteral("rangeTo"));
  count_ = new QSpinBox(this);
  count_->setObjectName(QStringLiteral("rangeCount"));
  count_->setRange(2, 100);
  count_->setValue(5);
  scale_ = new QComboBox(this);
  scale_->setObjectName(QStringLiteral("rangeScale"));
  scale_->addItems({tr("evenly"), tr("by equal factors (logarithmic)")});
  go_ = new QPushButton(this);
  go_->setObjectName(QStringLiteral("rangeTake"));
  auto* form = new QFormLayout(this);
  form->addRow(tr("&From"), from_);
  form->addRow(tr("&To"), to_);
  form->addRow(tr("&Number"), count_);
  form->addRow(tr("&Spread"), scale_);
  form->addRow(go_);
  for (QLineEdit* line : {from_, to_}) {
    connect(line, &QLineEdit::textChanged, this, &RangePopup::update);
    connect(line, &QLineEdit::returnPressed, this, &RangePopup::take);
  }
  connect(count_, &QSpinBox::valueChanged, this, &RangePopup::update);
  connect(scale_, &QComboBox::currentIndexChanged, this, &RangePopup::update);
  connect(go_, &QPushButton::clicked, this, &RangePopup::take);
}

void RangePopup::openBelow(QWidget* widget, const QStringList& values) {
  if (!values.isEmpty()) {
    from_->setText(values.front());
    to_->setText(values.back());
  }
  update();
  adjustSize();
  QPoint place = widget->mapToGlobal(QPoint(0, widget->height()));
  const QRect room = widget->screen()->availableGeometry();
  place.setX(std::max(room.left(), std::min(place.x(), room.right() - width())));
  if (place.y() + height() > room.bottom()) place.setY(widget->mapToGlobal(QPoint(0, 0)).y() - height());
  move(place);
  show();
  from_->setFocus();
  from_->selectAll();
}

QStringList RangePopup::values() const {
  bool ok = false, alsoOk = false;
  const double from = from_->text().toDouble(&ok), to = to_->text().toDouble(&alsoOk);
  if (!ok || !alsoOk) return {};
  return spreadValues(from, to, count_->value(), scale_->currentIndex() == 1, whole_);
}

void RangePopup::update() {
  const QStringList all = values();
  go_->setEnabled(!all.isEmpty());
  const bool few = all.size() <= 4;
  go_->setText(all.isEmpty() ? tr("Give two numbers")
               : few         ? tr("Use %1").arg(all.join(QStringLiteral(", ")))
                             : tr("Use %1, %2 … %3").arg(all[0], all[1], all.back()));
}

void RangePopup::take() {
  const QStringList all = values();
  if (all.isEmpty()) return;
  hide();
  Q_EMIT chosen(all);
}

}  // namespace ganvas::ui
