#pragma once

// Internal to ui/plots: qcustomplot.h uses the bare keywords.
#include <qcustomplot.h>

#include <QString>
#include <cstdint>
#include <vector>

#include "plots/plot_mark.h"
#include "plots/step_scale.h"

namespace ganvas::ui {

/// Draws the marks: live changes as lines with a flag, checkpoints as ticks along the upper edge. Those within a pixel
/// or two are one, so that thousands cost no more than the width has room for.
class MarksLayer : public QCPLayerable {
 public:
  explicit MarksLayer(QCustomPlot& plot);

  void setMarks(std::vector<PlotMark> marks);
  void setScale(const StepScale* scale) { scale_ = scale; }
  void setPalette(const QPalette& palette) { palette_ = palette; }
  /// Marks within a few pixels of a point, by step: checkpoints only where their ticks are.
  std::vector<PlotMark> near(const QPoint& at) const;
  /// Lines drawn last time.
  int drawn() const { return drawn_; }

 protected:
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
  void draw(QCPPainter* painter) override;
  QRect clipRect() const override { return mParentPlot->axisRect()->rect().adjusted(0, -1, 1, 1); }

 private:
  double pixel(const PlotMark& mark) const;
  void drawKind(QCPPainter& painter, bool live);

  std::vector<PlotMark> marks_;
  const StepScale* scale_ = nullptr;
  QPalette palette_;
  int drawn_ = 0;
};

}  // namespace ganvas::ui
