#pragma once

#include <QWidget>
#include <vector>

#include "bridge/run_snapshot.h"

class QLabel;

namespace ganvas::ui {

/// The figures that the shown run's recipe reports beside the run's own, and how far they can be compared. Takes no
/// room where there are none.
class ReportedStrip : public QWidget {
  Q_OBJECT

 public:
  explicit ReportedStrip(QWidget* parent);

  void show(const std::vector<Reported>& figures, const QString& note, double epochsPerStep);
  /// Whether the user wants to see it.
  void setWanted(bool wanted);

 private:
  QLabel* figures_;
  QLabel* note_;
  bool wanted_ = true;
  bool any_ = false;
};

/// "Discriminator loss 0.11 at epoch 200".
QString reportedText(const config::ReportedFigure& figure);

}  // namespace ganvas::ui
