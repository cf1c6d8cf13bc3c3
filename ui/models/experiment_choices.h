#pragma once

#include <QString>
#include <functional>
#include <vector>

#include "config/recipes.h"
#include "models/experiment_draft.h"

namespace ganvas::ui {

/// What an experiment can begin with: the recipes, and copies of runs or files. Each keeps its own draft, so that
/// going from one to another and back loses nothing. One is chosen, but where there are none.
class ExperimentChoices {
 public:
  struct Choice {
    QString name;    ///< a recipe's, or what a copy is a copy of
    QString reason;  ///< why a recipe file cannot be read; empty for all others
    bool isCopy = false;
    ExperimentDraft draft = ExperimentDraft();
  };
  /// An experiment as it is offered to the user.
  using Offer = std::function<config::Experiment(const config::Experiment&)>;

  /// The recipes as they are now. Drafts of those known before go on; copies stay. Chosen is `wanted`, else (or when
  /// `wanted` is empty) what was chosen before, else the first. A chosen copy stays chosen.
  void setRecipes(const std::vector<config::Recipe>& recipes, const std::vector<config::BrokenRecipe>& broken,
                  const QString& wanted, const Offer& offer);
  /// Puts a copy first and chooses it. Where another copy has that name, it gets a number: what the user has not
  /// trained yet is never replaced, but by the same.
  void addCopy(const QString& name, const config::Experiment& experiment);
  /// A recipe of the user's that has just been written, chosen; what it was made from goes back to its beginning.
  void addSaved(const QString& name, const config::Experiment& experiment, const Offer& offer);
  /// Follows a change of what is offered, where the user has changed nothing.
  void offerAnew(const Offer& before, const Offer& now);

  const std::vector<Choice>& all() const { return choices_; }
  int chosenIndex() const { return chosen_; }
  void choose(int index) { chosen_ = index; }
  /// The readable recipe of that name; whether there is one.
  bool choose(const QString& name);
  Choice* chosen() { return at(chosen_); }
  const Choice* chosen() const { return const_cast<ExperimentChoices*>(this)->at(chosen_); }
  /// The readable recipe of that name, or nullptr.
  const Choice* recipe(const QString& name) const;

 private:
  Choice* at(int index);
  int indexOf(const QString& name, bool copy) const;

  std::vector<Choice> choices_;
  int chosen_ = -1;
};

}  // namespace ganvas::ui
