#pragma once

#include <QString>
#include <map>
#include <string>
#include <vector>

#include "plots/curve_line.h"

namespace ganvas::ui {

/// A curve in a view.
struct ChosenSeries {
  std::string key;
  bool right = false;
  bool operator==(const ChosenSeries&) const = default;
};

/// The views of the curves: two that are given, and the user's own choice, which is remembered.
class CurveViews {
 public:
  enum View { Losses, Output, Own };

  CurveViews();  ///< as last time
  View view() const { return view_; }
  void setView(View view);
  const std::vector<ChosenSeries>& chosen() const { return view_ == Own ? own_ : given(view_); }
  /// Makes it the user's own choice and shows that.
  void choose(std::vector<ChosenSeries> series);
  /// What the run has of the view (all of it while that is not known), with names and colours. A curve keeps its
  /// colour while others come and go.
  std::vector<PlotSeries> plotted(const std::vector<std::string>& available);

 private:
  static const std::vector<ChosenSeries>& given(View view);
  int colourOf(const std::string& key);

  View view_ = Losses;
  std::vector<ChosenSeries> own_;
  std::map<std::string, int> colours_;
};

}  // namespace ganvas::ui
