#include "plots/axis_ticks.h"

#include <qcustomplot.h>

#include <QCoreApplication>
#include <algorithm>
#include <typeinfo>

namespace ganvas::ui {

namespace {

constexpr int kXTickRoom = 110, kLeastXTicks = 2, kMostXTicks = 8;  // pixels for a label and the gap beside it
constexpr int kValueTicks = 5;
constexpr double kDecades = 30;  // upper / lower from which on powers of ten make enough ticks
constexpr double kFineTime = 6;  // s: labels need fractions when the axis shows less

/// No ticks between two steps.
class StepTicker : public QCPAxisTicker {
 protected:
  double getTickStep(const QCPRange& range) override { return std::max(1.0, QCPAxisTicker::getTickStep(range)); }
};

template <typename Ticker>
void use(QCPAxis& axis, int count) {
  const QCPAxisTicker& now = *axis.ticker();
  if (typeid(now) != typeid(Ticker)) axis.setTicker(QSharedPointer<Ticker>::create());
  axis.ticker()->setTickCount(count);
}

}  // namespace

void setXTicks(QCPAxis& axis, XUnit unit) {
  const int count = std::clamp(axis.axisRect()->width() / kXTickRoom, kLeastXTicks, kMostXTicks);
  axis.setNumberFormat(unit == XUnit::Epoch ? QStringLiteral("gb") : QStringLiteral("f"));
  axis.setNumberPrecision(unit == XUnit::Epoch ? 6 : 0);
  switch (unit) {
    case XUnit::Step:
      axis.setLabel(QCoreApplication::translate("ganvas", "step"));
      return use<StepTicker>(axis, count);
    case XUnit::Epoch:
      axis.setLabel(QCoreApplication::translate("ganvas", "epoch"));
      return use<QCPAxisTicker>(axis, count);
    case XUnit::Time:
      axis.setLabel(QCoreApplication::translate("ganvas", "training time"));
      use<QCPAxisTickerTime>(axis, count);
      auto ticker = qSharedPointerCast<QCPAxisTickerTime>(axis.ticker());
      ticker->setTimeFormat(axis.range().size() < kFineTime ? QStringLiteral("%h:%m:%s.%z")
                                                            : QStringLiteral("%h:%m:%s"));
      ticker->setFieldWidth(QCPAxisTickerTime::tuHours, 1);
  }
}

void setValueTicks(QCPAxis& axis, bool logarithmic) {
  axis.setNumberFormat(QStringLiteral("gb"));
  const bool powers = logarithmic && axis.range().upper > kDecades * axis.range().lower;
  axis.setNumberPrecision(powers ? 3 : 5);
  powers ? use<QCPAxisTickerLog>(axis, kValueTicks) : use<QCPAxisTicker>(axis, kValueTicks);
}

}  // namespace ganvas::ui
