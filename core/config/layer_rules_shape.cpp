// Layers that move or average pixels and learn nothing.
#include "config/layer_rules.h"

namespace ganvas::config {

void planReshape(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::Reshape;
  needVector(line);
  const std::string word = needWord(line, "HEIGHTxWIDTHxCHANNELS");
  const auto picture = line.picture(word);
  if (!picture) line.failForm("expected HEIGHTxWIDTHxCHANNELS, found \"" + word + "\"");
  const std::int64_t elements =
      line.product({picture->height, picture->width, picture->channels}, kMostElements, "the number of elements");
  if (elements != plan.input.elements()) {
    line.fail(picture->text() + " has " + std::to_string(elements) + " elements, expected " +
                  std::to_string(plan.input.elements()),
              "Make the dense layer before it " + std::to_string(elements) + " features wide");
  }
  plan.output = *picture;
}

void planFlatten(LayerLine&, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::Flatten;
  plan.output = Shape::vector(plan.input.elements());
}

void planUpsample(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::Upsample;
  needPicture(line);
  plan.stride = line.integer(needWord(line, "the factor"), "the factor", 1, 64);
  plan.output = Shape::picture(plan.input.height * plan.stride, plan.input.width * plan.stride, plan.input.channels);
}

void planPixelShuffle(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::PixelShuffle;
  needPicture(line);
  plan.stride = line.integer(needWord(line, "the factor"), "the factor", 1, 64);
  const std::int64_t area = plan.stride * plan.stride;
  if (plan.input.channels % area != 0) {
    line.fail(std::to_string(plan.input.channels) + " channels cannot be dealt out to " + std::to_string(area) +
                  " pixels each",
              "Make the number of channels before it a multiple of " + std::to_string(area));
  }
  plan.output =
      Shape::picture(plan.input.height * plan.stride, plan.input.width * plan.stride, plan.input.channels / area);
}

void planAveragePool(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::AveragePool;
  needPicture(line);
  plan.stride = line.integer(needWord(line, "the factor"), "the factor", 1, 1024);
  if (plan.input.height % plan.stride != 0 || plan.input.width % plan.stride != 0) {
    line.fail(plan.input.text() + " pixels do not divide into windows of " + std::to_string(plan.stride),
              "Use a factor that divides both sides");
  }
  plan.output = Shape::picture(plan.input.height / plan.stride, plan.input.width / plan.stride, plan.input.channels);
}

void planGlobalAveragePool(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::GlobalAveragePool;
  needPicture(line);
  plan.output = Shape::vector(plan.input.channels);
}

}  // namespace ganvas::config
