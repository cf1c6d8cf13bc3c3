#include "models/experiment_choices.h"

#include <QCoreApplication>
#include <algorithm>
#include <utility>

namespace ganvas::ui {

namespace {

QString brokenName(const config::BrokenRecipe& file) {
  return QCoreApplication::translate("ganvas::ui::ExperimentPanel", "%1 (cannot be read)")
      .arg(QString::fromStdString(file.file.filename().string()));
}

}  // namespace

void ExperimentChoices::setRecipes(const std::vector<config::Recipe>& recipes,
                                   const std::vector<config::BrokenRecipe>& broken, const QString& wanted,
                                   const Offer& offer) {
  const Choice before = chosen_ >= 0 ? choices_[static_cast<std::size_t>(chosen_)] : Choice{};
  const std::vector<Choice> known = std::exchange(choices_, {});
  std::copy_if(known.begin(), known.end(), std::back_inserter(choices_), [](const Choice& one) { return one.isCopy; });
  for (const config::Recipe& recipe : recipes) {
    const QString name = QString::fromStdString(recipe.name);
    Choice choice{name, {}, false, ExperimentDraft(recipe.experiment, offer(recipe.experiment))};
    const auto old = std::find_if(known.begin(), known.end(), [&](const Choice& one) {
      return !one.isCopy && one.reason.isEmpty() && one.name == name;
    });
    if (old != known.end()) {
      choice.draft = old->draft;
      choice.draft.rebase(recipe.experiment);
    }
    choices_.push_back(std::move(choice));
  }
  for (const auto& file : broken)
    choices_.push_back({brokenName(file), QString::fromStdString(file.reason), false, ExperimentDraft()});
  chosen_ = wanted.isEmpty() || before.isCopy ? -1 : indexOf(wanted, false);
  if (chosen_ < 0) chosen_ = indexOf(before.name, before.isCopy);
  if (chosen_ < 0 && !choices_.empty()) chosen_ = 0;
}

void ExperimentChoices::addCopy(const QString& name, const config::Experiment& experiment) {
  QString free = name;
  int old = indexOf(free, true);
  for (int number = 2; old >= 0 && !choices_[static_cast<std::size_t>(old)].draft.isUntouched(experiment); ++number) {
    free = QStringLiteral("%1 %2").arg(name).arg(number);
    old = indexOf(free, true);
  }
  if (old >= 0) choices_.erase(choices_.begin() + old);
  choices_.insert(choices_.begin(), {free, {}, true, ExperimentDraft(experiment)});
  chosen_ = 0;
}

void ExperimentChoices::addSaved(const QString& name, const config::Experiment& experiment, const Offer& offer) {
  if (Choice* source = chosen()) {
    const config::Experiment base = source->draft.base();
    source->draft = source->isCopy ? ExperimentDraft(base) : ExperimentDraft(base, offer(base));
  }
  const int old = indexOf(name, false);
  Choice saved{name, {}, false, ExperimentDraft(experiment)};
  if (old >= 0) {
    choices_[static_cast<std::size_t>(old)] = std::move(saved);
    chosen_ = old;
  } else {
    choices_.push_back(std::move(saved));
    chosen_ = static_cast<int>(choices_.size()) - 1;
  }
}

void ExperimentChoices::offerAnew(const Offer& before, const Offer& now) {
  for (Choice& choice : choices_) {
    if (choice.isCopy || !choice.reason.isEmpty()) continue;
    const config::Experiment old = before(choice.draft.base()), next = now(choice.draft.base());
    for (const config::Parameter& parameter : config::parameters()) {
      const config::Value was = parameter.get(old), is = parameter.get(next);
      if (was == is || !choice.draft.problem(parameter).isEmpty()) continue;
      if (parameter.get(choice.draft.experiment()) == was) choice.draft.setValue(parameter, is);
    }
  }
}

bool ExperimentChoices::choose(const QString& name) {
  const int index = indexOf(name, false);
  if (index >= 0) chosen_ = index;
  return index >= 0;
}

const ExperimentChoices::Choice* ExperimentChoices::recipe(const QString& name) const {
  const int index = indexOf(name, false);
  return index < 0 ? nullptr : &choices_[static_cast<std::size_t>(index)];
}

ExperimentChoices::Choice* ExperimentChoices::at(int index) {
  return index >= 0 && index < static_cast<int>(choices_.size()) ? &choices_[static_cast<std::size_t>(index)] : nullptr;
}

int ExperimentChoices::indexOf(const QString& name, bool copy) const {
  const auto found = std::find_if(choices_.begin(), choices_.end(), [&](const Choice& one) {
    return one.name == name && one.isCopy == copy && one.reason.isEmpty();
  });
  return found == choices_.end() ? -1 : static_cast<int>(found - choices_.begin());
}

}  // namespace ganvas::ui
