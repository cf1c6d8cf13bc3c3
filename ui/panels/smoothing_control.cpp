#include "panels/smoothing_control.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSettings>
#include <QSlider>
#include <cmath>

#include "bridge/text.h"

namespace ganvas::ui {

namespace {
constexpr int kMost = 100, kFirst = 46;               // positions; the first time: 2 % of what is visible
constexpr double kWeakest = 0.002, kStrongest = 0.3;  // shares
constexpr auto kKey = "curves/smoothing";
}  // namespace

SmoothingControl::SmoothingControl(QWidget* parent) : QWidget(parent) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(4, 0, 4, 0);
  layout->setSpacing(6);
  slider_ = new QSlider(Qt::Horizontal, this);
  slider_->setObjectName(QStringLiteral("smoothing"));
  slider_->setRange(0, kMost);
  slider_->setPageStep(10);
  slider_->setFixedWidth(84);
  slider_->setAccessibleName(tr("Smoothing"));
  slider_->setValue(QSettings().value(kKey, kFirst).toInt());
  value_ = new QLabel(this);
  value_->setObjectName(QStringLiteral("smoothingValue"));
  value_->setMinimumWidth(value_->fontMetrics().horizontalAdvance(QStringLiteral("0,000,000 steps")));
  setToolTip(tr("Smoothing: a moving average over a share of what is visible; the raw curve stays behind it"));
  layout->addWidget(slider_);
  layout->addWidget(value_);
  connect(slider_, &QSlider::valueChanged, this, [this](int value) {
    QSettings().setValue(kKey, value);
    Q_EMIT changed(share());
  });
  setSteps(0);
}

double SmoothingControl::share() const {
  const int value = slider_->value();
  return value == 0 ? 0 : kWeakest * std::pow(kStrongest / kWeakest, static_cast<double>(value) / kMost);
}

void SmoothingControl::setSteps(std::int64_t steps) {
  if (slider_->value() == 0) return value_->setText(tr("not smoothed"));
  value_->setText(steps > 0 ? tr("%1 steps").arg(countText(steps)) : tr("smoothed"));
}

}  // namespace ganvas::ui
