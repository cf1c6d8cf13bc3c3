#include "panels/curve_views.h"

#include <QSettings>
#include <QStringList>
#include <algorithm>
#include <utility>

#include "panels/series_names.h"

namespace ganvas::ui {

namespace {

constexpr auto kView = "curves/view", kLeft = "curves/left", kRight = "curves/right";

QStringList keysOf(const std::vector<ChosenSeries>& series, bool right) {
  QStringList keys;
  for (const ChosenSeries& one : series) {
    if (one.right == right) keys.append(QString::fromStdString(one.key));
  }
  return keys;
}

}  // namespace

CurveViews::CurveViews() {
  const QSettings settings;
  view_ = static_cast<View>(std::clamp(settings.value(kView, int{Losses}).toInt(), int{Losses}, int{Own}));
  for (const bool right : {false, true}) {
    const QStringList first = right ? QStringList{"d_lr", "g_lr"} : QStringList{"d_grad_norm", "g_grad_norm"};
    for (const QString& key : settings.value(right ? kRight : kLeft, first).toStringList()) {
      own_.push_back({key.toStdString(), right});
    }
  }
}

const std::vector<ChosenSeries>& CurveViews::given(View view) {
  static const std::vector<ChosenSeries> losses{{"d_loss"}, {"g_loss"}}, output{{"d_real"}, {"d_fake"}};
  return view == Losses ? losses : output;
}

void CurveViews::setView(View view) {
  view_ = view;
  QSettings().setValue(kView, int{view});
}

void CurveViews::choose(std::vector<ChosenSeries> series) {
  own_ = std::move(series);
  setView(Own);
  QSettings settings;
  settings.setValue(kLeft, keysOf(own_, false));
  settings.setValue(kRight, keysOf(own_, true));
}

int CurveViews::colourOf(const std::string& key) {
  const auto taken = [this](int colour) {
    return std::any_of(colours_.begin(), colours_.end(), [colour](const auto& used) { return used.second == colour; });
  };
  int colour = preferredColour(key);
  if (taken(colour)) {
    colour = 0;
    while (taken(colour)) ++colour;
  }
  return colours_.emplace(key, colour).first->second;
}

std::vector<PlotSeries> CurveViews::plotted(const std::vector<std::string>& available) {
  std::vector<ChosenSeries> shown = chosen();
  if (!available.empty()) {
    std::erase_if(shown, [&](const ChosenSeries& one) {
      return std::find(available.begin(), available.end(), one.key) == available.end();
    });
  }
  std::erase_if(colours_, [&](const auto& used) {
    return std::none_of(shown.begin(), shown.end(), [&](const ChosenSeries& one) { return one.key == used.first; });
  });
  std::vector<PlotSeries> series;
  for (const ChosenSeries& one : shown) {
    const auto known = colours_.find(one.key);
    SeriesName name = seriesName(one.key);
    series.push_back({one.key, std::move(name.label), std::move(name.quantity),
                      known == colours_.end() ? colourOf(one.key) : known->second, one.right});
  }
  return series;
}

}  // namespace ganvas::ui
