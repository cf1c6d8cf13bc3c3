#include "engine/objective.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/softplus.h>
#include <c10/core/GradMode.h>

#include <algorithm>

#include "base/error.h"

namespace ganvas::engine {

namespace {

// The three places where the losses differ, as functions of N×1 float32 logits.
struct LossTerms {
  std::function<at::Tensor(const at::Tensor&)> real, fake, generator;
  std::function<at::Tensor(const at::Tensor&)> score;  ///< what d_real and d_fake show
};

at::Tensor softplusMean(const at::Tensor& logits) {
  return at::softplus(logits).mean();
}

LossTerms logisticTerms(bool saturating, double realLabel) {
  LossTerms terms;
  terms.real = [realLabel](const at::Tensor& logits) {
    const at::Tensor loss = softplusMean(logits.neg());
    return realLabel == 1.0 ? loss : loss.mul(realLabel).add(softplusMean(logits), 1.0 - realLabel);
  };
  terms.fake = softplusMean;
  if (saturating) {
    terms.generator = [](const at::Tensor& logits) { return softplusMean(logits).neg(); };
  } else {
    terms.generator = [](const at::Tensor& logits) { return softplusMean(logits.neg()); };
  }
  terms.score = [](const at::Tensor& logits) { return at::sigmoid(logits).mean(); };
  return terms;
}

LossTerms leastSquaresTerms(double realLabel) {
  const auto towards = [](double target) {
    return [target](const at::Tensor& output) { return output.sub(target).square().mean(); };
  };
  return {towards(realLabel), towards(0.0), towards(1.0), [](const at::Tensor& output) { return output.mean(); }};
}

LossTerms termsOf(const config::Objective& objective) {
  if (objective.loss == "minimax") return logisticTerms(true, objective.realLabel);
  if (objective.loss == "non-saturating") return logisticTerms(false, objective.realLabel);
  if (objective.loss == "least-squares") return leastSquaresTerms(objective.realLabel);
  throw Error("unknown loss '" + objective.loss + "'", "objective.loss",
              "Use minimax, non-saturating or least-squares");
}

bool couplesSamples(const config::NetworkPlan& plan) {
  return std::any_of(plan.layers.begin(), plan.layers.end(),
                     [](const config::LayerPlan& layer) { return layer.kind == config::LayerKind::BatchNorm; });
}

at::Tensor logitsOf(PhaseContext& context, const at::Tensor& pictures) {
  return context.network("discriminator").forward(pictures, context.forwardContext()).to(at::kFloat);
}

// Real and fake in one pass, unless a batch norm would mix their statistics.
std::pair<at::Tensor, at::Tensor> judge(PhaseContext& context, const at::Tensor& real, const at::Tensor& fake,
                                        bool separately) {
  if (separately) return {logitsOf(context, real), logitsOf(context, fake)};
  const at::Tensor logits = logitsOf(context, at::cat({real, fake.to(real.scalar_type())}));
  return {logits.narrow(0, 0, real.size(0)), logits.narrow(0, real.size(0), fake.size(0))};
}

// Only the step's last pictures go on to the generator's phase: earlier ones need no graph.
at::Tensor generate(PhaseContext& context) {
  c10::AutoGradMode graph(context.lastRepeat());
  return context.network("generator").forward(context.nextNoise(), context.forwardContext());
}

Phase discriminatorPhase(const LossTerms& terms, double scale, bool separately) {
  Phase phase;
  phase.name = "discriminator";
  phase.updates = {"discriminator"};
  phase.lossScalar = "d_loss";
  phase.scalars = {"d_real", "d_fake"};
  phase.loss = [terms, scale, separately](PhaseContext& context) {
    const at::Tensor real = context.nextReal();
    const at::Tensor fake = generate(context);
    const auto [onReal, onFake] = judge(context, real, fake.detach(), separately);
    context.record("d_real", terms.score(onReal.detach()));
    context.record("d_fake", terms.score(onFake.detach()));
    if (context.lastRepeat()) context.keep("fake", fake);
    return terms.real(onReal).add(terms.fake(onFake)).mul(scale);
  };
  return phase;
}

Phase generatorPhase(const LossTerms& terms, double scale) {
  Phase phase;
  phase.name = "generator";
  phase.updates = {"generator"};
  phase.frozen = {"discriminator"};
  phase.lossScalar = "g_loss";
  phase.loss = [terms, scale](PhaseContext& context) {
    return terms.generator(logitsOf(context, context.kept("fake"))).mul(scale);
  };
  return phase;
}

}  // namespace

std::vector<Phase> adversarialPhases(const config::Objective& objective, const config::ExperimentPlan& plan) {
  const LossTerms terms = termsOf(objective);
  return {discriminatorPhase(terms, objective.lossScale, couplesSamples(plan.discriminator)),
          generatorPhase(terms, objective.lossScale)};
}

}  // namespace ganvas::engine
