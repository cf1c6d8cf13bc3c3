// Layers that look further than at one pixel of one sample: at other pixels, other samples, labels, time steps.
#include <algorithm>

#include "config/layer_rules.h"

namespace ganvas::config {

namespace {

void needLabels(const LayerLine& line, LayerPlan& plan, const PlanScope& scope) {
  plan.classes = scope.input.classes;
  if (plan.classes > 0) return;
  line.fail("the data set has no labels", "Use a data set with classes, or remove the line");
}

}  // namespace

void planSelfAttention(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::SelfAttention;
  needPicture(line);
  const auto divisor = line.takeWord();
  const std::int64_t by = divisor ? line.integer(*divisor, "the divisor of the query channels", 1, kMostChannels) : 8;
  const std::int64_t c = plan.input.channels, positions = plan.input.height * plan.input.width;
  plan.width = std::max<std::int64_t>(c / by, 1);
  plan.parameters = 2 * (c * plan.width + plan.width) + c * c + c + 1;  // query, key, value with biases; γ
  const std::int64_t pairs = line.product({positions, positions}, kMostElements, "the number of pairs of pixels");
  plan.multiplyAdds =
      line.product({pairs, plan.width + c}, kMostMultiplyAdds, "the number of multiply-adds") +
      line.product({positions, 2 * plan.width + c, c}, kMostMultiplyAdds, "the number of multiply-adds");
}

void planMinibatchStddev(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::MinibatchStddev;
  const auto group = line.takeWord();
  plan.groups = group ? line.integer(*group, "the number of pictures per group", 2, 65536) : 0;
  plan.output = widened(line, 1);
}

void planLabelOneHot(LayerLine& line, LayerPlan& plan, PlanScope& scope) {
  plan.kind = LayerKind::LabelOneHot;
  needLabels(line, plan, scope);
  plan.output = widened(line, plan.classes);
}

void planLabelEmbedding(LayerLine& line, LayerPlan& plan, PlanScope& scope) {
  plan.kind = LayerKind::LabelEmbedding;
  needLabels(line, plan, scope);
  plan.width = line.integer(needWord(line, "the size of the embedding"), "the size of the embedding", 1, kMostChannels);
  plan.initialiser = {Initialiser::Kind::Normal, 1};
  takeInitialiser(line, plan);
  plan.output = widened(line, plan.width);
  plan.parameters = line.product({plan.classes, plan.width}, kMostWeights, "the number of weights");
}

void planLabelProjection(LayerLine& line, LayerPlan& plan, PlanScope& scope) {
  plan.kind = LayerKind::LabelProjection;
  needLabels(line, plan, scope);
  needVector(line);
  takeWeightOptions(line, plan);
  plan.output = Shape::vector(1);
  countWeights(line, plan, plan.input.channels, 1, 1);
  plan.parameters += line.product({plan.classes, plan.input.channels}, kMostWeights, "the number of weights");
  if (plan.spectralNorm) plan.buffers += plan.classes + plan.input.channels;  // the labels' vectors have one too
  plan.multiplyAdds += plan.input.channels;
}

void planAddTimestep(LayerLine& line, LayerPlan& plan, PlanScope& scope) {
  plan.kind = LayerKind::AddTimestep;
  if (!scope.input.timesteps) {
    line.fail("this network is not given steps of a diffusion process",
              "Use it in the generator of the denoising loss");
  }
  const auto size = line.takeWord();
  plan.width = size ? line.integer(*size, "the size of the embedding", 2, kMostChannels) : 128;
  if (plan.width % 2 != 0) line.fail("the size of the embedding is odd", "Half of it are sines, half cosines");
  const std::int64_t c = plan.input.channels;
  plan.multiplyAdds = line.product({plan.width + c, c}, kMostWeights, "the number of weights");
  plan.parameters = plan.multiplyAdds + 2 * c;
}

}  // namespace ganvas::config
