#pragma once

// Internal to ui/plots: qcustomplot.h uses the bare keywords.
#include <qcustomplot.h>

#include <set>
#include <vector>

#include "plots/plot_mark.h"
#include "plots/plot_reported.h"
#include "plots/step_scale.h"

namespace ganvas::ui {

/// Draws reported values behind the curves: a hollow diamond at the step that it was read at; a dashed line with a
/// label where no step is known; a tag at the edge for what lies outside.
class ReportedLayer : public QCPLayerable {
 public:
  /// A value with the look of its curve.
  struct Item {
    PlotReported reported;
    QCPAxis* axis = nullptr;
    QColor colour;
  };

  explicit ReportedLayer(QCustomPlot& plot);

  void setItems(std::vector<Item> items) { items_ = std::move(items); }
  const std::vector<Item>& items() const { return items_; }
  void setScale(const StepScale* scale) { scale_ = scale; }
  void setFont(const QFont& font) { font_ = font; }
  /// What is drawn within a few pixels of a point.
  std::vector<PlotMark> near(const QPoint& at) const;
  /// Diamonds and lines drawn last time, and tags at an edge.
  int drawn() const { return drawn_; }
  int tags() const { return tags_; }

 protected:
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }
  void draw(QCPPainter* painter) override;
  QRect clipRect() const override { return mParentPlot->axisRect()->rect(); }

 private:
  QPointF place(const Item& item) const;
  void drawItem(QCPPainter& painter, const Item& item, std::vector<QRectF>& labels);
  void drawTag(QCPPainter& painter, const Item& item, const QString& text, double y, std::vector<QRectF>& labels);
  void drawDiamond(QCPPainter& painter, const Item& item, const QPointF& at) const;
  void drawLabel(QCPPainter& painter, const QString& text, const QColor& colour, double y,
                 std::vector<QRectF>& labels) const;

  std::vector<Item> items_;
  std::set<QRgb> tagged_;  ///< curves that have a tag, while it draws
  const StepScale* scale_ = nullptr;
  QFont font_;
  int drawn_ = 0, tags_ = 0;
};

}  // namespace ganvas::ui
