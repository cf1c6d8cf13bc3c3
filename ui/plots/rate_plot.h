#pragma once

#include <QString>
#include <QWidget>
#include <vector>

class QCustomPlot;

namespace ganvas::ui {

/// A learning rate over a run.
struct RateCurve {
  QString label;
  int colour = 0;              ///< as of the run's own curve (seriesPen)
  std::vector<double> xs, ys;  ///< ascending; ys ≥ 0
};

/// A small picture of how learning rates change, to look at only.
class RatePlot : public QWidget {
  Q_OBJECT

 public:
  explicit RatePlot(QWidget* parent = nullptr);

  /// `unit`: what x counts. On a logarithmic axis values of 0 are left out.
  void setCurves(const std::vector<RateCurve>& curves, const QString& unit, bool logarithmic);

  bool logarithmic() const { return logarithmic_; }
  /// Points drawn, over all curves.
  int pointCount() const;
  QSize sizeHint() const override;

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  void restyle();
  void replot();
  void fit(const std::vector<RateCurve>& curves);

  QCustomPlot* plot_;
  std::vector<int> colours_;
  bool logarithmic_ = false;
};

}  // namespace ganvas::ui
