#pragma once

#include <QString>
#include <QWidget>
#include <cstdint>
#include <string>
#include <vector>

#include "runs/history.h"

class QCPGraph;
class QCPRange;
class QCustomPlot;

namespace ganvas::ui {

/// A curve to plot: its name in the history and for people.
struct PlotSeries {
  std::string key;
  QString label;
};

/// Steps 1..n of the visible part; both 0: the whole run.
struct StepRange {
  std::int64_t first = 0, last = 0;
  bool operator==(const StepRange&) const = default;
};

/// Curves over the steps of a run (at most four series). Shows the whole run until the user zooms (wheel) or moves
/// (drag); a double click shows it all again. Colours follow the palette and are a pair that colour-blind people
/// tell apart.
class CurvePlot : public QWidget {
  Q_OBJECT

 public:
  CurvePlot(std::vector<PlotSeries> series, const QString& valueLabel, QWidget* parent = nullptr);

  const std::vector<PlotSeries>& series() const { return series_; }
  /// Replaces a series' points; unknown keys are ignored. Shown by refresh().
  void setPoints(const std::string& key, std::vector<runs::CurvePoint> points);
  /// A moving average over the raw curve, which stays visible behind it.
  void setSmooth(bool smooth);
  /// Redraws; `steps` is how far the run has come.
  void refresh(std::int64_t steps);
  void clear();

  StepRange visibleSteps() const;
  /// Points per curve that the width can show.
  std::size_t wantedPoints() const;
  /// Points drawn now, over all series.
  int pointCount() const;

 Q_SIGNALS:
  /// The user moved or zoomed: other steps are visible.
  void visibleStepsChanged();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build(const QString& valueLabel);
  void applyColours();
  void fill(std::size_t index);
  void scaleValues();
  void onRange(const QCPRange& range);
  void showAll();

  std::vector<PlotSeries> series_;
  std::vector<std::vector<runs::CurvePoint>> points_;
  QCustomPlot* plot_ = nullptr;
  std::vector<QCPGraph*> raw_, smoothed_;
  std::int64_t steps_ = 0;
  bool smooth_ = true;
  bool follow_ = true;
  bool ownChange_ = false;  ///< the range changes by our hand, not the user's
};

}  // namespace ganvas::ui
