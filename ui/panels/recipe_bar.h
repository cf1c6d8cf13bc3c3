#pragma once

#include <QWidget>

#include "models/experiment_choices.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace ganvas::ui {

/// Chooses what the experiment begins with, and says what that is.
class RecipeBar : public QWidget {
  Q_OBJECT

 public:
  explicit RecipeBar(QWidget* parent);
  void show(const ExperimentChoices& choices);
  /// Why the experiment cannot be saved now; empty: it can.
  void setWhyNotSave(const QString& reason);
  QList<QWidget*> tabStops() const;

 Q_SIGNALS:
  void chosen(int index);
  void saveWanted();
  void browseWanted();

 private:
  void fill(const ExperimentChoices& choices);

  QComboBox* chooser_;
  QPushButton *browse_, *save_;
  QLabel* description_;
};

}  // namespace ganvas::ui
