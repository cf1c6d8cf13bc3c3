#pragma once

#include "plots/span.h"

namespace ganvas::ui {

/// Which part of the x axis is visible: the whole run, which grows, or the stretch that the user chose, which may move
/// along with the newest step.
class PlotView {
 public:
  /// How far the run goes, and the narrowest stretch worth looking at.
  void setWhole(const Span& whole, double least);
  const Span& whole() const { return whole_; }
  const Span& visible() const { return visible_; }
  /// Everything is visible, and will be.
  bool fitted() const { return fitted_; }
  bool following() const { return following_; }
  /// Follows the newest step from now on; a stretch that does not show it jumps there.
  void setFollowing(bool follow);

  void fit();
  /// Makes the stretch `factor` times as wide about `at`; at the newest step while it is followed.
  void zoom(double factor, double at);
  /// Moves; away from the newest step ends following it.
  void pan(double by);
  void show(Span span);

 private:
  void moveToNewest();

  Span whole_{0, 10}, visible_{0, 10};
  double least_ = 4;
  bool fitted_ = true, following_ = false;
};

}  // namespace ganvas::ui
