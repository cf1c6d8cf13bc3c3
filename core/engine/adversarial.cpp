#include "engine/adversarial.h"

#include <ATen/ops/cat.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <memory>

#include "engine/augmenter.h"
#include "engine/energy.h"
#include "engine/losses.h"
#include "engine/penalties.h"

namespace ganvas::engine {

namespace {

// What both phases know.
struct Game {
  config::Objective objective;
  LossTerms terms;
  bool separately = false;               ///< real and generated pictures may not share a pass through the discriminator
  std::shared_ptr<EnergyUnit> unit;      ///< of normalised energies; null otherwise
  std::shared_ptr<Augmenter> augmenter;  ///< null: pictures are shown as they are
};

bool couplesSamples(const config::NetworkPlan& plan) {
  return std::any_of(plan.layers.begin(), plan.layers.end(), [](const config::LayerPlan& layer) {
    return layer.kind == config::LayerKind::BatchNorm || layer.kind == config::LayerKind::MinibatchStddev;
  });
}

std::int64_t labelClasses(const config::NetworkPlan& plan) {
  std::int64_t classes = 0;
  for (const config::LayerPlan& layer : plan.layers) classes = std::max(classes, layer.classes);
  return classes;
}

nn::ForwardContext withLabels(const PhaseContext& context, const at::Tensor& labels) {
  nn::ForwardContext forward = context.forwardContext();
  forward.labels = labels;
  return forward;
}

at::Tensor judgeOne(const Game& game, const PhaseContext& context, const at::Tensor& pictures, const at::Tensor& labels,
                    at::Tensor* features = nullptr) {
  const at::Tensor output = context.network("discriminator").forward(pictures, withLabels(context, labels), features);
  return valuesOf(game.objective, output, pictures);
}

// Values of real and generated pictures, in one pass where that is the same.
std::pair<at::Tensor, at::Tensor> judgeBoth(const Game& game, const PhaseContext& context, const RealBatch& real,
                                            const RealBatch& fake) {
  if (game.separately) {
    return {judgeOne(game, context, real.pictures, real.labels), judgeOne(game, context, fake.pictures, fake.labels)};
  }
  const std::int64_t count = real.pictures.size(0);
  const at::Tensor labels = fake.labels.defined() ? at::cat({real.labels, fake.labels}) : at::Tensor();
  const at::Tensor pictures = at::cat({real.pictures, fake.pictures.to(real.pictures.scalar_type())});
  const at::Tensor values = judgeOne(game, context, pictures, labels);
  return {values.narrow(0, 0, count), values.narrow(0, count, count)};
}

// Only the step's last pictures go on to the generator's phase: earlier ones need no graph.
RealBatch generate(PhaseContext& context) {
  const c10::AutoGradMode graph(context.lastRepeat());
  const at::Tensor noise = context.nextNoise(), labels = context.nextLabels();
  return {context.network("generator").forward(noise, withLabels(context, labels)), labels};
}

void add(at::Tensor& sum, const at::Tensor& value) {
  sum = sum.defined() ? sum.add(value) : value;
}

at::Tensor discriminatorPenalty(const Game& game, PhaseContext& context, const RealBatch& real, const at::Tensor& fake,
                                const at::Tensor& onReal) {
  at::Tensor sum;
  if (game.objective.gradientPenalty > 0) {
    const Critic critic = [&](const at::Tensor& pictures) { return judgeOne(game, context, pictures, real.labels); };
    const at::Tensor penalty = gradientPenalty(critic, real.pictures, fake, game.objective.gradientPenalty,
                                               *context.forwardContext().generator);
    context.record("gradient_penalty", penalty);
    add(sum, penalty);
  }
  if (game.objective.r1Penalty > 0) {
    const at::Tensor penalty = r1Penalty(onReal, real.pictures, game.objective.r1Penalty);
    context.record("r1_penalty", penalty);
    add(sum, penalty);
  }
  return sum;
}

// What the discriminator is shown of real and of generated pictures.
RealBatch shownReal(const Game& game, PhaseContext& context) {
  const RealBatch real = context.nextReal();
  return game.augmenter ? game.augmenter->real(real, *context.forwardContext().generator) : real;
}

RealBatch shownGenerated(const Game& game, PhaseContext& context, const RealBatch& fake) {
  return game.augmenter ? game.augmenter->generated(fake, *context.forwardContext().generator) : fake;
}

void moveStates(const Game& game, PhaseContext& context, const at::Tensor& onReal) {
  if (game.unit) {
    game.unit->follow(onReal);
    context.record("energy_mean", game.unit->mean().clone());
  }
  if (Ada* ada = game.augmenter ? game.augmenter->ada() : nullptr) {
    ada->follow(onReal);
    context.record("ada_p", ada->probability().clone());
  }
}

PhaseLoss discriminatorLoss(const Game& game, PhaseContext& context) {
  const RealBatch real = shownReal(game, context);
  if (game.objective.r1Penalty > 0) real.pictures.requires_grad_(true);
  RealBatch fake = generate(context);
  if (context.lastRepeat()) {
    context.keep("fake", fake.pictures);
    context.keep("fake labels", fake.labels);
  }
  fake.pictures = fake.pictures.detach();
  fake = shownGenerated(game, context, fake);
  auto [onReal, onFake] = judgeBoth(game, context, real, fake);
  const at::Tensor penalty = discriminatorPenalty(game, context, real, fake.pictures, onReal);
  moveStates(game, context, onReal);
  if (game.unit) {
    onReal = game.unit->normalise(onReal);
    onFake = game.unit->normalise(onFake);
  }
  context.record("d_real", game.terms.score(onReal.detach()));
  context.record("d_fake", game.terms.score(onFake.detach()));
  const double scale = game.objective.lossScale * game.objective.discriminatorScale;
  return {game.terms.real(onReal).add(game.terms.fake(onFake)).mul(scale), penalty};
}

PhaseLoss generatorLoss(const Game& game, PhaseContext& context) {
  const bool apart = game.objective.pullingAway > 0;
  at::Tensor features;
  const RealBatch fake = shownGenerated(game, context, {context.kept("fake"), context.kept("fake labels")});
  at::Tensor values = judgeOne(game, context, fake.pictures, fake.labels, apart ? &features : nullptr);
  if (game.unit) values = game.unit->normalise(values);
  PhaseLoss loss{game.terms.generator(values).mul(game.objective.lossScale), {}};
  if (apart) {
    loss.penalty = pullingAway(features).mul(game.objective.pullingAway);
    context.record("pulling_away", loss.penalty);
  }
  return loss;
}

Phase discriminatorPhase(const Game& game) {
  Phase phase;
  phase.name = "discriminator";
  phase.updates = {"discriminator"};
  phase.repeats = static_cast<int>(game.objective.criticSteps);
  phase.weightClip = game.objective.weightClip;
  phase.lossScalar = "d_loss";
  phase.scalars = {"d_real", "d_fake"};
  if (game.objective.gradientPenalty > 0) phase.scalars.emplace_back("gradient_penalty");
  if (game.objective.r1Penalty > 0) phase.scalars.emplace_back("r1_penalty");
  if (game.unit) phase.scalars.emplace_back("energy_mean");
  if (game.augmenter && game.augmenter->ada()) phase.scalars.emplace_back("ada_p");
  phase.loss = [game](PhaseContext& context) { return discriminatorLoss(game, context); };
  return phase;
}

Phase generatorPhase(const Game& game) {
  Phase phase;
  phase.name = "generator";
  phase.updates = {"generator"};
  phase.frozen = {"discriminator"};
  phase.lossScalar = "g_loss";
  if (game.objective.pullingAway > 0) phase.scalars.emplace_back("pulling_away");
  phase.loss = [game](PhaseContext& context) { return generatorLoss(game, context); };
  return phase;
}

}  // namespace

Objective adversarialObjective(const config::Experiment& experiment, const config::ExperimentPlan& plan,
                               c10::Device device) {
  const config::Objective& objective = experiment.objective;
  // A gradient penalty on real pictures must not go back through the generated ones.
  Game game{objective, lossTerms(objective), couplesSamples(plan.discriminator) || objective.r1Penalty > 0, nullptr,
            makeAugmenter(experiment.augmentation, labelClasses(plan.discriminator), device)};
  Objective result;
  if (objective.loss == "energy" && objective.energyUnits == "normalised") {
    game.unit = std::make_shared<EnergyUnit>(device);
    result.state.emplace_back("energy_mean", game.unit->mean());
  }
  if (Ada* ada = game.augmenter ? game.augmenter->ada() : nullptr) result.state.emplace_back("ada", ada->state());
  result.phases = {discriminatorPhase(game), generatorPhase(game)};
  return result;
}

}  // namespace ganvas::engine
