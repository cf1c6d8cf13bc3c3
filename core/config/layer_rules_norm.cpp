// Normalisations.
#include "config/layer_rules.h"

namespace ganvas::config {

namespace {

double takeEpsilon(LayerLine& line, double otherwise) {
  const auto word = line.takePrefixed("eps=");
  if (!word) return otherwise;
  const double epsilon = line.real(*word, "eps");
  if (!(epsilon > 0 && epsilon <= 1)) line.fail("eps is " + *word, "It must be 0 < x ≤ 1");
  return epsilon;
}

void planGroups(LayerLine& line, LayerPlan& plan, std::int64_t groups) {
  plan.kind = LayerKind::GroupNorm;
  plan.groups = groups;
  plan.epsilon = takeEpsilon(line, 1e-5);
  plan.parameters = 2 * plan.input.channels;  // scale and shift
}

}  // namespace

void planBatchNorm(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::BatchNorm;
  const auto momentum = line.takeWord();
  plan.value = momentum ? line.real(*momentum, "the momentum") : 0.99;
  if (!(plan.value >= 0 && plan.value < 1)) line.fail("the momentum is " + *momentum, "It must be 0 ≤ x < 1");
  plan.epsilon = takeEpsilon(line, 1e-3);
  plan.parameters = 2 * plan.input.channels;  // scale and shift
  plan.buffers = 2 * plan.input.channels;     // running mean and variance
}

void planLayerNorm(LayerLine& line, LayerPlan& plan, PlanScope&) {
  planGroups(line, plan, 1);
}

void planInstanceNorm(LayerLine& line, LayerPlan& plan, PlanScope&) {
  needPicture(line);
  if (plan.input.height * plan.input.width == 1) {
    line.fail("one pixel has no spread to normalise by", "Use layer_norm or batch_norm there");
  }
  planGroups(line, plan, plan.input.channels);
}

void planGroupNorm(LayerLine& line, LayerPlan& plan, PlanScope&) {
  const std::int64_t groups =
      line.integer(needWord(line, "the number of groups"), "the number of groups", 1, kMostChannels);
  if (plan.input.channels % groups != 0) {
    line.fail(
        std::to_string(plan.input.channels) + " channels do not divide into " + std::to_string(groups) + " groups",
        "Use a number of groups that divides the channels");
  }
  planGroups(line, plan, groups);
}

}  // namespace ganvas::config
