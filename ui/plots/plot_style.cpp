#include "plots/plot_style.h"

#include <qcustomplot.h>

#include <array>

namespace ganvas::ui {

namespace {

void applyStyle(QCPAxis& axis, const QPalette& palette, const QFont& font) {
  const QColor base = palette.color(QPalette::Base), text = palette.color(QPalette::Text);
  const QPen line(blended(base, text, 0.35));
  axis.setBasePen(line);
  axis.setTickPen(line);
  axis.setSubTickPen(Qt::NoPen);
  axis.setLabelColor(blended(base, text, 0.75));
  axis.setTickLabelColor(blended(base, text, 0.75));
  axis.setTickLabelFont(font);
  axis.setLabelFont(font);
  axis.grid()->setPen(QPen(blended(base, text, 0.12)));
  axis.grid()->setZeroLinePen(QPen(blended(base, text, 0.25)));
}

}  // namespace

QPen seriesPen(int index, const QPalette& palette, double width) {
  static constexpr std::array<QRgb, kSeriesColours> light{0xff0072b2, 0xffd55e00, 0xff009e73, 0xffc2508f,
                                                          0xffc98a00, 0xff2c9fd8, 0xff7a5fb5, 0xff6b6b6b};
  static constexpr std::array<QRgb, kSeriesColours> onDark{0xff56b4e9, 0xffe69f00, 0xff2fc79a, 0xffe39cc5,
                                                           0xffe8de5c, 0xffff8a5c, 0xffb39ddb, 0xffb8b8b8};
  const bool dark = palette.color(QPalette::Base).lightness() < 128;
  const auto slot = static_cast<std::size_t>(index % kSeriesColours);
  QPen pen(QColor::fromRgb((dark ? onDark : light)[slot]), width);
  if (index >= kSeriesColours) pen.setStyle(Qt::DashLine);
  return pen;
}

QColor blended(const QColor& a, const QColor& b, double share) {
  return QColor::fromRgbF(static_cast<float>(a.redF() * (1 - share) + b.redF() * share),
                          static_cast<float>(a.greenF() * (1 - share) + b.greenF() * share),
                          static_cast<float>(a.blueF() * (1 - share) + b.blueF() * share));
}

QPalette paperPalette() {
  QPalette palette(QColor(0xef, 0xef, 0xef), Qt::white);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
    palette.setColor(role, Qt::black);
  }
  palette.setColor(QPalette::Base, Qt::white);
  palette.setColor(QPalette::Highlight, QColor(0x2d, 0x7d, 0xc8));
  return palette;
}

void applyStyle(QCustomPlot& plot, const QPalette& palette, const QFont& font) {
  const QColor base = palette.color(QPalette::Base), text = palette.color(QPalette::Text);
  plot.setBackground(base);
  for (QCPAxis* axis : {plot.xAxis, plot.yAxis, plot.yAxis2}) applyStyle(*axis, palette, font);
  plot.legend->setBrush(Qt::NoBrush);
  plot.legend->setBorderPen(Qt::NoPen);
  plot.legend->setTextColor(text);
  plot.legend->setFont(font);
}

}  // namespace ganvas::ui
