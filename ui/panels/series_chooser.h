#pragma once

#include <QFrame>
#include <string>
#include <vector>

#include "panels/curve_views.h"

class QGridLayout;

namespace ganvas::ui {

/// Pops up with every series of a run: which to plot, and on which axis. Stays open while the user picks.
class SeriesChooser : public QFrame {
  Q_OBJECT

 public:
  explicit SeriesChooser(QWidget* parent = nullptr);

  void setSeries(const std::vector<std::string>& available, const std::vector<ChosenSeries>& chosen);
  void popUpBelow(const QWidget& button);

 Q_SIGNALS:
  void chosen(const std::vector<ganvas::ui::ChosenSeries>& series);

 private:
  void addRow(const std::string& key, const ChosenSeries* chosen);
  void tell();

  QWidget* rows_ = nullptr;
  QGridLayout* grid_ = nullptr;
  std::vector<std::string> keys_;
};

}  // namespace ganvas::ui
