#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "config/experiment.h"
#include "plots/rate_plot.h"

class QLabel;

namespace ganvas::ui {

/// Learning rates over the run that an experiment describes, drawn before it is trained.
class RatePreview : public QWidget {
  Q_OBJECT

 public:
  explicit RatePreview(QWidget* parent = nullptr);
  void show(const config::Experiment& experiment);

 private:
  RatePlot* plot_;
  QLabel* words_;
  config::Experiment shown_;
};

/// The rates as they will be. Where only the data files tell how many steps an epoch has, x counts epochs.
struct RateCourse {
  std::vector<RateCurve> curves;
  bool epochs = false;  ///< x counts epochs, otherwise steps
};
/// Nothing where the course depends on a number of pictures that nobody knows before the files are read.
std::optional<RateCourse> rateCourse(const config::Experiment& experiment);

}  // namespace ganvas::ui
