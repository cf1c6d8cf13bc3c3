#include "panels/shown_run_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "bridge/text.h"
#include "models/plain_tip.h"
#include "panels/widgets.h"

namespace ganvas::ui {

ShownRunBar::ShownRunBar(QWidget* parent) : QWidget(parent) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  name_ = heading(QString(), this);
  name_->setObjectName(QStringLiteral("shownName"));
  name_->setTextFormat(Qt::PlainText);
  details_ = new QLabel(this);
  details_->setObjectName(QStringLiteral("shownDetails"));
  details_->setTextFormat(Qt::PlainText);
  details_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);  // a long line must not widen the window
  other_ = new QPushButton(this);
  other_->setObjectName(QStringLiteral("showOther"));
  other_->setToolTip(tr("Show the run that trains here"));
  layout->addWidget(name_);
  layout->addWidget(details_, 1);
  layout->addWidget(other_);
  connect(other_, &QPushButton::clicked, this, &ShownRunBar::otherWanted);
  show(nullptr, {}, {});
  setOther({});
}

void ShownRunBar::show(const runs::RunSummary* run, const QString& name, const QString& state) {
  constexpr int kLongest = 40;
  name_->setText(name.size() > kLongest ? name.left(kLongest) + QChar(0x2026) : name);
  name_->setToolTip(plainTip(name));
  name_->setVisible(!name.isEmpty());
  if (!run) {
    details_->setText(name.isEmpty() ? tr("No run is shown. Press Train, or choose a run on the left.") : state);
    return;
  }
  QStringList parts{state};
  if (!run->manifest.recipe.empty() && QString::fromStdString(run->manifest.recipe) != name)
    parts << QString::fromStdString(run->manifest.recipe);
  if (!run->manifest.dataName.empty()) parts << QString::fromStdString(run->manifest.dataName);
  if (run->history.totalSteps > 0) parts << tr("%1 steps").arg(countText(run->history.totalSteps));
  details_->setText(parts.join(QStringLiteral(" · ")));
  details_->setToolTip(plainTip(fileName(run->path)));
}

void ShownRunBar::setOther(const QString& name) {
  other_->setVisible(!name.isEmpty());
  other_->setText(tr("Show “%1”").arg(name.left(24)));
}

}  // namespace ganvas::ui
