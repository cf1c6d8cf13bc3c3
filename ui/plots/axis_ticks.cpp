#include "plots/axis_ticks.h"

#include <qcustomplot.h>

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <typeinfo>

namespace ganvas::ui {

namespace {

constexpr int kXTickRoom = 110, kLeastXTicks = 2, kMostXTicks = 8;  // pixels for a label and the gap beside it
constexpr int kValueTicks = 5;
constexpr double kDecades = 2000;  // upper / lower from which on powers of ten make enough ticks …
constexpr double kFew = 8;         // … and up to which evenly spaced ones are well readable
constexpr double kFineTime = 6;    // s: labels need fractions when the axis shows less

/// No ticks between two steps.
class StepTicker : public QCPAxisTicker {
 protected:
  double getTickStep(const QCPRange& range) override {
    return std::max(1.0, std::floor(QCPAxisTicker::getTickStep(range)));
  }
};

/// QCustomPlot writes powers of ten for an "e" alone, and most languages' numbers have an "E".
template <typename Ticker>
class ValueTicker : public Ticker {
 protected:
  QString getTickLabel(double tick, const QLocale& locale, QChar format, int precision) override {
    return Ticker::getTickLabel(tick, locale, format, precision).replace(locale.exponential(), QStringLiteral("e"));
  }
};

/// 1, 2, 5, 10, 20, 50 …
class LogarithmicTicker : public QCPAxisTicker {
 protected:
  int getSubTickCount(double) override { return 0; }
  QVector<double> createTickVector(double, const QCPRange& range) override {
    QVector<double> ticks;
    for (double power = std::pow(10, std::floor(std::log10(range.lower))); power > 0 && power <= range.upper;
         power *= 10) {
      ticks << power << 2 * power << 5 * power;
    }
    return ticks;
  }
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
  const double ratio = logarithmic ? axis.range().upper / axis.range().lower : 1;
  const bool powers = ratio > kDecades;
  axis.setNumberPrecision(powers ? 3 : 5);
  powers         ? use<ValueTicker<QCPAxisTickerLog>>(axis, kValueTicks)
  : ratio > kFew ? use<ValueTicker<LogarithmicTicker>>(axis, kValueTicks)
                 : use<ValueTicker<QCPAxisTicker>>(axis, kValueTicks);
}

}  // namespace ganvas::ui
