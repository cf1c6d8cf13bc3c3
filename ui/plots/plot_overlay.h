#pragma once

#include <QColor>
#include <QRect>
#include <QString>
#include <QWidget>
#include <vector>

namespace ganvas::ui {

/// What stands beside the crosshair.
struct Readout {
  struct Line {
    QColor colour;  ///< of the curve; none for other lines
    QString text;
    bool operator==(const Line&) const = default;
  };
  int x = 0;  ///< of the crosshair
  std::vector<Line> lines;

  QString text() const;
  bool operator==(const Readout&) const = default;
};

/// Lies over a plot and draws what follows the mouse, so that the plot need not be drawn anew: the crosshair with its
/// readout, the rectangle to zoom to, the frame of the keyboard focus, a message where there is nothing to
/// plot, and a remark on what is left out.
class PlotOverlay : public QWidget {
 public:
  explicit PlotOverlay(QWidget* plot);

  void setArea(const QRect& area) { area_ = area; }  ///< between the axes
  void setReadout(Readout readout);
  const Readout& readout() const { return readout_; }
  void setRectangle(const QRect& rectangle);
  void setMessage(const QString& message);
  /// A remark at the lower edge of the area.
  void setNote(const QString& note);
  const QString& note() const { return note_; }
  const QString& message() const { return message_; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void paintReadout(QPainter& painter) const;

  QRect area_, rectangle_;
  Readout readout_;
  QString message_, note_;
};

}  // namespace ganvas::ui
