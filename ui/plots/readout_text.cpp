#include "plots/readout_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

#include "plots/plot_style.h"

namespace ganvas::ui {

namespace {

constexpr int kMostMarks = 3;

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas", text);
}

QString number(double value) {
  return std::isfinite(value) ? QString::number(value, 'g', 4) : tr("not a number");
}

QString whereText(const runs::CurvePoint& point, const StepScale& scale) {
  const QLocale locale;
  QString text = point.width > 1 ? tr("steps %1 – %2")
                                       .arg(locale.toString(qlonglong{point.step}),
                                            locale.toString(qlonglong{point.step + point.width - 1}))
                                 : tr("step %1").arg(locale.toString(qlonglong{point.step}));
  const double middle = static_cast<double>(point.step) + 0.5 * static_cast<double>(point.width - 1);
  if (scale.hasEpochs()) text += tr(" · epoch %1").arg(middle * scale.epochsPerStep(), 0, 'f', 2);
  if (scale.hasTime()) text += tr(" · %1").arg(clockText(scale.seconds(middle)));
  return text;
}

QString valueText(const CurveLine& line, std::size_t index) {
  const runs::CurvePoint& point = line.points[index];
  QString text = point.minimum < point.maximum ? tr("%1 to %2").arg(number(point.minimum), number(point.maximum))
                                               : number(point.minimum);
  if (index < line.averages.size()) text += tr(" (smoothed %1)").arg(number(line.averages[index]));
  return line.series.label + QStringLiteral(": ") + text;
}

void appendMarks(const std::vector<PlotMark>& marks, std::vector<Readout::Line>& lines) {
  int left = static_cast<int>(marks.size());
  for (const bool live : {true, false}) {
    for (const PlotMark& mark : marks) {
      if (mark.live != live || left <= static_cast<int>(marks.size()) - kMostMarks) continue;
      const QString symbol = live ? QStringLiteral("▼ ") : mark.reported ? QStringLiteral("◇ ") : QStringLiteral("▪ ");
      lines.push_back({{}, symbol + mark.text});
      --left;
    }
  }
  if (left > 0) lines.push_back({{}, tr("… and %1 more").arg(left)});
}

}  // namespace

QString clockText(double seconds) {
  if (!std::isfinite(seconds) || seconds < 0) return tr("unknown time");
  if (seconds < 60) return tr("%1 s").arg(seconds, 0, 'f', 2);
  const auto whole = static_cast<qint64>(seconds);
  return QStringLiteral("%1:%2:%3")
      .arg(whole / 3600)
      .arg(whole / 60 % 60, 2, 10, QLatin1Char('0'))
      .arg(whole % 60, 2, 10, QLatin1Char('0'));
}

std::vector<Readout::Line> readoutLines(const std::vector<CurveLine>& lines, const StepScale& scale, double x,
                                        const std::vector<PlotMark>& marks, const QPalette& palette) {
  std::vector<Readout::Line> text;
  for (const CurveLine& line : lines) {
    const auto index = line.nearest(x);
    if (line.hidden || !index) continue;
    if (text.empty()) text.push_back({{}, whereText(line.points[*index], scale)});
    text.push_back({seriesPen(line.series.colour, palette, 1).color(), valueText(line, *index)});
  }
  if (!text.empty()) appendMarks(marks, text);
  return text;
}

}  // namespace ganvas::ui
