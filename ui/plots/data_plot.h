#pragma once

#include <QPalette>
#include <QPixmap>
#include <QWidget>

#include "plots/picture_file.h"

class QCustomPlot;

namespace ganvas::ui {

/// A plot of a data set's figures, to look at and to export: no zooming. What is under the mouse is said in a tooltip.
class DataPlot : public QWidget {
  Q_OBJECT

 public:
  ~DataPlot() override;

  /// On paper: in light colours, below `title`.
  QPixmap picture(const QString& title);
  QByteArray encoded(const QString& title, PictureFormat format);
  /// The figures as a table.
  virtual QString csv() const = 0;
  virtual bool isEmpty() const = 0;

 protected:
  explicit DataPlot(QWidget* parent);
  QCustomPlot& plot() const { return *plot_; }
  /// Colours what the plot shows; axes and ground are coloured already.
  virtual void colour(const QPalette& palette) = 0;
  /// What is at a point of the plot, for the tooltip; or an empty text.
  virtual QString textAt(const QPointF& position) const = 0;
  /// The plot's size, or a label's, has changed.
  virtual void fitLabels() {}
  /// After a change of what is shown.
  void restyle();

  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void colourAll(const QPalette& palette);
  template <typename Draw>
  auto onPaper(const QString& title, Draw draw);

  QCustomPlot* plot_;
};

}  // namespace ganvas::ui
