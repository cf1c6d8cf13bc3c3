#pragma once

#include <QDialog>
#include <functional>
#include <memory>

#include "bridge/recipe_facts_feed.h"
#include "bridge/session_bridge.h"
#include "models/recipes_filter.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;

namespace ganvas::ui {

class RecipeDetails;

/// All recipes: what they make, where they come from, how large they are and how long they take here. Typing searches,
/// the arrow keys walk, Enter chooses, Esc closes.
class RecipeBrowser : public QDialog {
  Q_OBJECT

 public:
  /// What is asked of the feed each time; feed and bridge must outlive the dialog.
  using Ask = std::function<RecipeFactsFeed::Question()>;

  RecipeBrowser(RecipeFactsFeed& feed, SessionBridge& bridge, Ask ask, QWidget* parent = nullptr);

  /// Selected as soon as it is there.
  void select(const QString& name);
  QString selected() const;
  /// Ends a measurement that is under way.
  void done(int result) override;

 Q_SIGNALS:
  /// The user wants this recipe as the experiment.
  void chosen(const QString& name);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void build();
  QWidget* buildSearch();
  void connectParts();
  void setFacts(const std::vector<runs::RecipeFacts>& facts);
  void showDocuments();
  void showSelected();
  void showMeasuring();
  void keepMeasurement(const session::StepMeasurement& measurement);
  void ensureSelected();
  void choose();
  const runs::RecipeFacts* current() const;

  RecipeFactsFeed& feed_;
  SessionBridge& bridge_;
  Ask ask_;
  RecipesModel model_{this};
  RecipesFilter filter_{model_, this};
  QString wanted_;  ///< to be selected
  std::shared_ptr<const session::StepMeasurement> kept_;
  QLineEdit* search_ = nullptr;
  QComboBox *document_ = nullptr, *order_ = nullptr;
  QListView* list_ = nullptr;
  QLabel* nothing_ = nullptr;
  RecipeDetails* details_ = nullptr;
  QPushButton* use_ = nullptr;
};

}  // namespace ganvas::ui
