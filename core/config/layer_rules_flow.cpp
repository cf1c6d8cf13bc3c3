// Where values go: marks, branches and skips.
#include <vector>

#include "config/edit_distance.h"
#include "config/layer_rules.h"

namespace ganvas::config {

namespace {

// The saved value that the line names.
const PlanScope::Saved& takeSaved(LayerLine& line, LayerPlan& plan, PlanScope& scope) {
  const auto name = line.takeName();
  if (!name) line.failForm("the name of a saved value is missing");
  const auto found = scope.saved.find(*name);
  if (found == scope.saved.end()) {
    std::vector<std::string> names;
    for (const auto& [saved, value] : scope.saved) names.push_back(saved);
    const std::string nearest = nearestName(*name, names);
    line.fail("nothing is saved as \"" + *name + "\"",
              nearest.empty() ? "Write `save " + *name + "` where the value is" : "Did you mean `" + nearest + "`?");
  }
  found->second.used = true;
  plan.name = *name;
  plan.from = found->second.line;
  return found->second;
}

}  // namespace

void planFeatures(LayerLine& line, LayerPlan& plan, PlanScope& scope) {
  plan.kind = LayerKind::Features;
  for (const LayerPlan& before : scope.plan.layers) {
    if (before.kind == LayerKind::Features) line.fail("there is a `features` line already", "Remove one of them");
  }
}

void planSave(LayerLine& line, LayerPlan& plan, PlanScope& scope) {
  plan.kind = LayerKind::Save;
  const auto name = line.takeName();
  if (!name) line.failForm("the name is missing");
  if (scope.saved.contains(*name)) line.fail("\"" + *name + "\" is saved already", "Use another name");
  plan.name = *name;
  scope.saved[*name] = {plan.input, scope.plan.layers.size(), false};
}

void planLoad(LayerLine& line, LayerPlan& plan, PlanScope& scope) {
  plan.kind = LayerKind::Load;
  if (scope.plan.layers.empty() || scope.plan.layers.back().kind != LayerKind::Save) {
    line.fail("what the line before makes would be lost", "Put `save NAME` before it");
  }
  plan.output = takeSaved(line, plan, scope).shape;
}

void planAdd(LayerLine& line, LayerPlan& plan, PlanScope& scope) {
  plan.kind = LayerKind::Add;
  const Shape& saved = takeSaved(line, plan, scope).shape;
  if (saved != plan.input) {
    line.fail("\"" + plan.name + "\" is " + saved.text() + ", which cannot be added to " + plan.input.text(),
              "Bring both to the same shape first");
  }
}

void planConcat(LayerLine& line, LayerPlan& plan, PlanScope& scope) {
  plan.kind = LayerKind::Concat;
  const Shape& saved = takeSaved(line, plan, scope).shape;
  if (saved.height != plan.input.height || saved.width != plan.input.width) {
    line.fail("\"" + plan.name + "\" is " + saved.text() + ", which cannot be joined to " + plan.input.text(),
              "Bring both to the same height and width first");
  }
  plan.output = widened(line, saved.channels);
}

}  // namespace ganvas::config
