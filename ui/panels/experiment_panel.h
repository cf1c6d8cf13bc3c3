#pragma once

#include <QWidget>
#include <filesystem>
#include <optional>

#include "bridge/set_facts_feed.h"
#include "models/experiment_choices.h"
#include "panels/network_check.h"
#include "panels/settings.h"

class QAction;

namespace ganvas::ui {

class ParameterList;
class RecipeBar;
class TrainBar;

/// The experiment to train next: a recipe (or a copy of a run) and every parameter of it, changes marked and
/// revertible, what is wrong explained in place. It stays editable while a run trains.
class ExperimentPanel : public QWidget {
  Q_OBJECT

 public:
  ExperimentPanel(QAction* train, QAction* enqueue, QWidget* parent = nullptr);
  ~ExperimentPanel() override;

  /// Fills the chooser; `wanted` is chosen if it is there, else what was chosen before, else the first one; but what
  /// setExperiment() offered stays. Called again, it keeps what the user has changed.
  void setRecipes(const std::vector<config::Recipe>& recipes, const std::vector<config::BrokenRecipe>& broken,
                  const QString& wanted);
  /// Recipes are offered with these; values that the user has changed stay.
  void setSettings(const Settings& settings);
  /// Offers `experiment` as it is and compares with it from now on; the chooser shows `origin` ("Copy of run X", the
  /// name of a file). `name`, where given, takes the place of the run's name.
  void setExperiment(const config::Experiment& experiment, const QString& origin,
                     const std::optional<QString>& name = {});
  /// Goes to that recipe, with what the user has changed in it before. Unknown names change nothing.
  void chooseRecipe(const QString& name);
  /// Trains on another data set: takes source, path, split, labels and boxes of `data`, and leaves the rest as it is.
  /// Before there are recipes it waits for them.
  void setData(const config::Data& data);

  /// What is to be trained. While problem() names an invalid text, that parameter has its last value.
  config::Experiment experiment() const;
  /// Empty: the recipe's.
  QString runName() const;
  /// Why it cannot be trained, in a sentence that names the parameter; or an empty text. Always up to date, even
  /// before changed().
  QString problem() const;
  /// The chosen recipe's name, or the copied experiment's.
  QString recipeName() const;
  /// What makes an experiment of a recipe's: the settings, and the folder in which its data were before. Of the
  /// settings as they are now; may be called from any thread.
  ExperimentChoices::Offer offer() const;
  /// What experiment() is compared with.
  const config::Experiment& base() const;
  /// The one truth that all editors of the experiment show and change.
  const ExperimentDraft& draft() const;
  /// As if `text` had been typed into the parameter's editor here.
  void edit(const config::Parameter& parameter, const QString& text);
  /// What is known of the networks; as up to date as problem().
  const NetworkCheck& networks() const { return verdict().networks; }
  /// Why the data set's files could not be read when they were looked at; empty: they could, or need not.
  QString unreadable() const;
  /// Why it cannot be saved as a recipe now; empty: it can.
  QString whyNotSave() const;
  /// Asks for a name, above a window of the user's choice, and saves it as a recipe.
  void saveRecipe(QWidget* above);
  /// A command that is offered in a section: "networks", "data".
  void setSectionAction(const QString& section, QAction* action);
  /// The ganvas-cli command that trains experiment(). It names a recipe that ganvas-cli knows, for copies too.
  QString trainCommand() const;

 Q_SIGNALS:
  /// experiment(), runName() or problem() may have changed; at most once per turn of the event loop while typing.
  void changed();
  /// The user wants to look at all recipes.
  void browseWanted();
  /// A recipe of the user's was written there.
  void recipeSaved(const std::filesystem::path& path);

 private:
  struct Verdict {
    QString problem;
    NetworkCheck networks;
  };

  void build(QAction* train, QAction* enqueue);
  void orderTabs();
  ExperimentDraft& draft();

  void finish(const config::Parameter& parameter);
  void followSource(const std::string& before);
  void rememberFolder() const;

  /// Something has changed: judge anew when asked, show it in the next turn of the event loop, or now.
  void touch();
  void showNow();
  void showChoice();
  void showRows();
  const Verdict& verdict() const;
  QString judge(const NetworkCheck& networks, bool looking) const;
  QString missing() const;
  /// Asks for what only the data set's files tell; true while the answer is awaited.
  bool askForFacts() const;
  config::SetFacts knownFacts() const;
  void takeFacts(const sets::SetPlace& place, const SetAnswer& answer);

  ExperimentChoices choices_;
  ExperimentDraft none_;                  ///< stands in while there are no recipes
  std::optional<config::Data> heldData_;  ///< for the recipe that will be chosen
  Settings settings_;
  RecipeBar* recipe_ = nullptr;
  ParameterList* list_ = nullptr;
  TrainBar* bar_ = nullptr;
  bool underWay_ = false;  ///< a showNow() is on its way
  mutable std::optional<Verdict> verdict_;
  mutable std::optional<config::Data> lookedFor_;  ///< the data whose files were looked for last
  mutable QString missing_;                        ///< the answer
  mutable std::optional<sets::SetPlace> asked_;    ///< the set whose answer is, or will be, in answer_
  mutable std::optional<SetAnswer> answer_;
  SetFactsFeed* facts_;
};

}  // namespace ganvas::ui
