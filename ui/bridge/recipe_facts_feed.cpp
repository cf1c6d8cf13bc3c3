#include "bridge/recipe_facts_feed.h"

#include <memory>
#include <utility>

#include "base/error.h"

namespace ganvas::ui {

void RecipeFactsFeed::ask(Question question) {
  const auto tell = [this](const std::vector<runs::RecipeFacts>& facts) { Q_EMIT answered(facts); };
  const auto shared = std::make_shared<const Question>(std::move(question));
  const auto known = [shared] {
    std::vector<runs::RecipeFacts> facts = runs::recipeFacts(shared->offer);
    runs::addStepTimes(facts, runs::StepTimes::load(runs::StepTimes::standardFile()), shared->torch);
    return facts;
  };
  jobs_.start(known, tell);
  jobs_.start(
      [known, shared] {
        std::vector<runs::RecipeFacts> facts = known();
        runs::addStepTimes(facts, shared->runs);
        return facts;
      },
      tell);
}

void RecipeFactsFeed::remember(const config::Experiment& experiment, const runs::StepTime& time) {
  const auto keep = [experiment, time] {
    try {
      runs::rememberStepTime(experiment, time);
    } catch (const Error&) {
      return false;  // a read-only or full disk: it is measured again next time
    }
    return true;
  };
  jobs_.start(keep, [](bool) {});
}

}  // namespace ganvas::ui
