#include "panels/failure_banner.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include "panels/widgets.h"

namespace ganvas::ui {

FailureBanner::FailureBanner(Kind kind, QWidget* parent) : QFrame(parent), kind_(kind) {
  setObjectName(kind == Kind::Failure ? QStringLiteral("failureBanner") : QStringLiteral("warningBanner"));
  setAccessibleName(tr("Failure"));
  what_ = wrappingLabel(QStringLiteral("failureWhat"), this);
  QFont bold = what_->font();
  bold.setBold(true);
  what_->setFont(bold);
  where_ = wrappingLabel(QStringLiteral("failureWhere"), this);
  advice_ = wrappingLabel(QStringLiteral("failureAdvice"), this);
  auto* dismiss = new QPushButton(tr("Dismiss"), this);
  dismiss->setObjectName(QStringLiteral("dismissFailure"));
  auto* layout = new QGridLayout(this);
  layout->setColumnStretch(0, 1);
  layout->setVerticalSpacing(2);
  layout->addWidget(what_, 0, 0);
  layout->addWidget(where_, 1, 0);
  layout->addWidget(advice_, 2, 0);
  layout->addWidget(dismiss, 0, 1, 3, 1, Qt::AlignTop);
  connect(dismiss, &QPushButton::clicked, this, &QWidget::hide);
  hide();
}

void FailureBanner::show(const session::Failure& failure) {
  const auto set = [this](QLabel* label, const std::string& text) {
    QString sentence = QString::fromStdString(text);
    if (label != where_) sentence.replace(0, 1, sentence.left(1).toUpper());
    label->setText(sentence);
    label->setVisible(!text.empty());
  };
  set(what_, failure.what);
  set(where_, failure.where);
  set(advice_, failure.advice);
  setVisible(true);
}

void FailureBanner::paintEvent(QPaintEvent*) {
  // Red or amber in a tone of its own on light and on dark grounds, which keeps the palette's contrast.
  const bool dark = palette().color(QPalette::Window).lightness() < 128, failure = kind_ == Kind::Failure;
  const QColor edge = failure ? (dark ? QColor(0x8a, 0x3a, 0x3a) : QColor(0xd9, 0x8a, 0x8a))
                              : (dark ? QColor(0x86, 0x6a, 0x2a) : QColor(0xd8, 0xb4, 0x5a));
  const QColor ground = failure ? (dark ? QColor(0x4a, 0x1f, 0x1f) : QColor(0xfd, 0xe8, 0xe8))
                                : (dark ? QColor(0x42, 0x35, 0x17) : QColor(0xfd, 0xf4, 0xdb));
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(edge);
  painter.setBrush(ground);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

}  // namespace ganvas::ui
