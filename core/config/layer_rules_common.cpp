// What the rules of several families share.
#include "config/layer_rules.h"

namespace ganvas::config {

void needPicture(const LayerLine& line) {
  if (!line.before().isPicture()) {
    line.fail("expected a picture, found a vector of " + line.before().text(),
              "Put `reshape HxWxC` before it, or write the dense layer as `linear HxWxC`");
  }
}

void needVector(const LayerLine& line) {
  if (line.before().isPicture()) {
    line.fail("expected a vector, found a picture of " + line.before().text(), "Put `flatten` before it");
  }
}

std::string needWord(LayerLine& line, const std::string& what) {
  const auto word = line.takeWord();
  if (!word) line.failForm(what + " is missing");
  return *word;
}

void takeInitialiser(LayerLine& line, LayerPlan& plan) {
  const auto init = line.takePrefixed("init=");
  if (!init) return;
  if (*init == "glorot" || *init == "zero") {
    plan.initialiser = {*init == "zero" ? Initialiser::Kind::Zero : Initialiser::Kind::GlorotUniform,
                        Initialiser().std};
    return;
  }
  constexpr std::string_view kNormal = "normal:";
  if (!init->starts_with(kNormal)) {
    line.fail("unknown initialiser \"" + *init + "\"", "Known ones are init=glorot, init=normal:STD and init=zero");
  }
  const double std = line.real(init->substr(kNormal.size()), "the standard deviation of init=normal");
  if (!(std > 0 && std <= 100)) line.fail("the standard deviation is " + init->substr(7), "It must be 0 < x ≤ 100");
  plan.initialiser = {Initialiser::Kind::Normal, std};
}

void takeWeightOptions(LayerLine& line, LayerPlan& plan) {
  plan.bias = !line.takeFlag("no_bias");
  plan.spectralNorm = line.takeFlag("spectral_norm");
  takeInitialiser(line, plan);
}

void countWeights(const LayerLine& line, LayerPlan& plan, std::int64_t weights, std::int64_t outputs,
                  std::int64_t positions) {
  plan.parameters = weights + (plan.bias ? outputs : 0);
  plan.multiplyAdds = line.product({weights, positions}, kMostMultiplyAdds, "the number of multiply-adds");
  // The vectors of a spectral norm's power iteration: one for each side of the weights seen as a matrix.
  if (plan.spectralNorm) plan.buffers = outputs + weights / outputs;
}

Shape widened(const LayerLine& line, std::int64_t by) {
  Shape shape = line.before();
  shape.channels += by;
  return shape;
}

}  // namespace ganvas::config
