#pragma once

#include <QPixmap>
#include <QString>
#include <QWidget>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plots/curve_line.h"
#include "plots/plot_export.h"
#include "plots/plot_mark.h"
#include "plots/plot_reported.h"
#include "plots/plot_view.h"
#include "plots/step_scale.h"

class QCPAxis;
class QCPGraph;
class QCustomPlot;

namespace ganvas::ui {

class MarksLayer;
class PlotInput;
class PlotOverlay;
class ReportedLayer;

/// Steps 1..n of the visible part; both 0: the whole run.
struct StepRange {
  std::int64_t first = 0, last = 0;
  bool operator==(const StepRange&) const = default;
};

/// Curves of a run on two value axes over steps, epochs or time. Shows the whole run until the user zooms (wheel,
/// Ctrl or right drag, + and −) or moves (drag, arrows); a double click shows it all again. Colours follow the palette.
class CurvePlot : public QWidget {
  Q_OBJECT

 public:
  explicit CurvePlot(QWidget* parent = nullptr);

  /// Other curves; those that stay keep their points, and whether they are hidden.
  void setSeries(const std::vector<PlotSeries>& series);
  const std::vector<CurveLine>& lines() const { return lines_; }

  /// What follows is shown by refresh().
  void setRun(std::int64_t steps, double epochsPerStep);
  void setClock(const std::vector<StepTime>& coarse, const std::vector<StepTime>& fine);
  /// Replaces a series' points, with the seconds of training at each or none; unknown keys are ignored.
  void setPoints(const std::string& key, std::vector<runs::CurvePoint> points, std::vector<double> seconds = {});
  void setMarks(std::vector<PlotMark> marks);
  /// Drawn behind the curves they belong to; those of curves that are not plotted wait.
  void setReported(std::vector<PlotReported> reported);
  void refresh();
  /// No run, nothing drawn, everything visible.
  void clear();

  /// Said in the middle, where there is nothing to plot.
  void setMessage(const QString& message);
  QString message() const;
  /// A remark on what the plot leaves out, or empty.
  QString note() const;

  /// Share of the visible stretch that the moving average runs over; 0: none.
  void setSmoothing(double share);
  /// About how many steps it runs over now.
  std::int64_t smoothingSteps() const;
  void setLogarithmic(bool right, bool on);
  void setXUnit(XUnit unit);
  void setFollowing(bool follow);
  void setRectangleMode(bool on);
  void setMarksVisible(bool on);
  void setReportedVisible(bool on);
  void setHidden(const std::string& key, bool hidden);

  const StepScale& scale() const { return scale_; }
  bool following() const { return view_.following(); }
  Span visibleX() const { return view_.visible(); }
  Span visibleValues(bool right = false) const;
  StepRange visibleSteps() const;
  /// Points per curve that the width can show.
  std::size_t wantedPoints() const;
  /// Points drawn now, over all series.
  int pointCount() const;
  /// Lines and ticks that the marks were drawn with.
  int drawnMarks() const;
  /// Reported values drawn, and those at an edge since they lie outside.
  int drawnReported() const;
  int reportedTags() const;
  /// What stands beside the crosshair.
  QString readout() const;

  /// Everything visible, values scaled by themselves.
  void fit();
  /// The newest step at the right edge, as wide as now.
  void showNewest();

  /// In light colours, with a title.
  QPixmap picture(const QString& title);
  /// The same as the contents of a file; nothing where it cannot be drawn.
  QByteArray encoded(const QString& title, PictureFormat format);

 Q_SIGNALS:
  /// The user moved, zoomed or resized: other steps are visible, or more points wanted.
  void visibleStepsChanged();
  void followingChanged(bool following);
  void rectangleChosen();
  void reportedClicked();             ///< in the legend
  void menuWanted(const QPoint& at);  ///< on the screen

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void build();
  void buildLegend();
  void connectInput();
  void restyle(const QPalette& palette);
  void rebuildLegend();
  void wrapLegend(int width);
  void labelAxes();

  void showReported();
  Span withReported(Span span, bool right) const;
  void addReportedToLegend();
  void restyleReported(const QPalette& palette);

  void updateWhole();
  void fill();
  void showRanges();
  void scaleValues(bool right);
  void moved();
  void replot();
  QCPAxis& valueAxis(bool right) const;
  double smoothingWindow(const CurveLine& line) const;

  void onZoom(double factor, const QPoint& at, bool values);
  void onDrag(const QPoint& by, bool values);
  void onStep(double x, double values);
  void onRectangle(const QRect& rectangle);
  void onClick(const QPoint& at);
  void onHover(const QPoint& at);
  void moveValues(double pixels);
  template <typename Draw>
  auto onPaper(const QString& title, Draw draw);

  QCustomPlot* plot_ = nullptr;
  PlotInput* input_ = nullptr;
  PlotOverlay* overlay_ = nullptr;
  MarksLayer* marks_ = nullptr;
  ReportedLayer* reportedLayer_ = nullptr;
  QCPGraph* reportedEntry_ = nullptr;  ///< in the legend
  std::vector<PlotReported> reported_;
  QPalette shownPalette_;
  std::vector<CurveLine> lines_;
  StepScale scale_;
  PlotView view_;
  std::int64_t steps_ = 0;
  double smoothing_ = 0.02;
  std::array<bool, 2> logarithmic_{};              ///< left, right
  std::array<std::optional<Span>, 2> valueRange_;  ///< that the user chose
  std::optional<QPoint> hovered_;
  double filledFor_ = 0;  ///< visible width that the moving averages were made for
  int laidOut_ = 0;       ///< width between the axes when last drawn
};

}  // namespace ganvas::ui
