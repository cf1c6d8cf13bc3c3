// Activations and dropout.
#include "config/layer_rules.h"

namespace ganvas::config {

void planLeakyRelu(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::LeakyRelu;
  const auto slope = line.takeWord();
  plan.value = slope ? line.real(*slope, "the slope") : 0.2;
  if (!(plan.value >= 0 && plan.value <= 1)) line.fail("the slope is " + *slope, "It must be 0 ≤ x ≤ 1");
}

void planRelu(LayerLine&, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::Relu;
}

void planPrelu(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::Prelu;
  plan.perChannel = line.takeFlag("channel");
  const auto slope = line.takeWord();
  plan.value = slope ? line.real(*slope, "the slope") : 0;
  if (!(plan.value >= -1 && plan.value <= 1)) line.fail("the slope is " + *slope, "It must be −1 ≤ x ≤ 1");
  plan.parameters = plan.perChannel ? plan.input.channels : plan.input.elements();
}

void planSilu(LayerLine&, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::Silu;
}

void planTanh(LayerLine&, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::Tanh;
}

void planSigmoid(LayerLine&, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::Sigmoid;
}

void planDropout(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::Dropout;
  const std::string probability = needWord(line, "the probability");
  plan.value = line.real(probability, "the probability");
  if (!(plan.value >= 0 && plan.value < 1)) line.fail("the probability is " + probability, "It must be 0 ≤ x < 1");
}

}  // namespace ganvas::config
