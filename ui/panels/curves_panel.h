#pragma once

#include <QWidget>
#include <string>
#include <vector>

#include "bridge/run_snapshot.h"
#include "plots/curve_plot.h"

class QTabWidget;

namespace ganvas::ui {

/// The curves of the shown run: losses, and what the discriminator makes of real and generated pictures.
class CurvesPanel : public QWidget {
  Q_OBJECT

 public:
  explicit CurvesPanel(QWidget* parent = nullptr);

  /// What the visible plot needs: only that is read and drawn.
  std::vector<std::string> series() const;
  StepRange visibleSteps() const { return visiblePlot()->visibleSteps(); }
  std::size_t wantedPoints() const { return visiblePlot()->wantedPoints(); }

  void show(const RunSnapshot& snapshot);
  void clear();

 Q_SIGNALS:
  /// Other series, steps or more points are wanted.
  void needsChanged();

 private:
  CurvePlot* visiblePlot() const;
  void addPlot(CurvePlot* plot, const QString& name, const QString& objectName);

  QTabWidget* tabs_ = nullptr;
};

}  // namespace ganvas::ui
