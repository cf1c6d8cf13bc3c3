#pragma once

#include <QWidget>
#include <vector>

#include "config/recipes.h"

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace ganvas::ui {

/// Chooses what to train: recipe, its data folder where one is needed, number of steps; and the Train button.
class NewRunPanel : public QWidget {
  Q_OBJECT

 public:
  explicit NewRunPanel(QAction* train, QWidget* parent = nullptr);

  /// Fills the chooser; `wanted` is chosen if it is there, otherwise the first one.
  void setRecipes(const std::vector<config::Recipe>& recipes, const std::vector<config::BrokenRecipe>& broken,
                  const QString& wanted);
  /// Choosing is off while a run trains.
  void setBusy(bool busy);

  /// The chosen recipe with the user's changes.
  config::Experiment experiment() const;
  /// Why it cannot be trained, or an empty text.
  QString problem() const;

 Q_SIGNALS:
  /// experiment() or problem() may have changed.
  void changed();

 private:
  void build(QAction* train);
  void showRecipe();
  void chooseFolder();
  void setFolder(const QString& folder);
  void updateState();
  const config::Recipe* recipe() const;

  std::vector<config::Recipe> recipes_;
  QComboBox* chooser_ = nullptr;
  QLabel* description_ = nullptr;
  QWidget* folderRow_ = nullptr;
  QLineEdit* folder_ = nullptr;
  QPushButton* choose_ = nullptr;
  QSpinBox* steps_ = nullptr;
  QPushButton* train_ = nullptr;
  QLabel* reason_ = nullptr;
};

}  // namespace ganvas::ui
