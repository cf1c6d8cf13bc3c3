// Networks and what they play for.
#include <algorithm>
#include <string_view>

#include "config/parameter_rows.h"

namespace ganvas::config {

namespace {

bool lossIs(const Experiment& experiment, std::initializer_list<std::string_view> losses) {
  return std::find(losses.begin(), losses.end(), experiment.objective.loss) != losses.end();
}

bool isEnergy(const Experiment& experiment) {
  return lossIs(experiment, {"energy"});
}

bool isDenoising(const Experiment& experiment) {
  return lossIs(experiment, {"denoising"});
}

// Losses whose discriminator is told what to answer.
bool hasTargets(const Experiment& experiment) {
  return lossIs(experiment, {"minimax", "non-saturating", "least-squares"});
}

}  // namespace

bool isAdversarial(const Experiment& experiment) {
  return !lossIs(experiment, {"denoising", "reconstruction"});
}

void addNetworks(Table& table) {
  table.push_back(onlyIf(bound(
                             integer({"generator.latent", "Latent size",
                                      "Length of the noise vector that the generator turns into a picture."},
                                     {1, 65536, ""}),
                             [](auto& e) -> auto& { return e.generator.latent; }),
                         isAdversarial));
  table.push_back(bound(
      named(ParameterKind::Lines, {"generator.layers", "Generator layers",
                                   "One layer per line, from the noise vector (denoising: from a noisy picture; "
                                   "reconstruction: from a picture) to a picture in [−1, 1]; usually ends in tanh."}),
      [](auto& e) -> auto& { return e.generator.layers; }));
  table.push_back(bound(
      real({"generator.ema_decay", "Averaging decay",
            "Samples come from a running average of the generator's weights that keeps this share of "
            "itself at each step. 0 uses the weights as they are."},
           {0, kBelowOne, ""}),
      [](auto& e) -> auto& { return e.generator.emaDecay; }));
  table.push_back(
      onlyIf(bound(
                 named(ParameterKind::Lines, {"discriminator.layers", "Discriminator layers",
                                              "One layer per line, from a picture to one number (a logit): no "
                                              "sigmoid at the end."}),
                 [](auto& e) -> auto& { return e.discriminator.layers; }),
             isAdversarial));
}

void addObjective(Table& table) {
  table.push_back(bound(
      choice(
          {"objective.loss", "Loss",
           "What the networks play for: the original minimax game, its non-saturating form (stronger gradients "
           "early on), least squares, the Wasserstein distance (with a weight clip or a gradient penalty), hinge, "
           "energies with a margin; or without a discriminator: denoising, a diffusion model, and reconstruction, an "
           "autoencoder."},
          {"minimax", "non-saturating", "least-squares", "wasserstein", "hinge", "energy", "denoising",
           "reconstruction"}),
      [](auto& e) -> auto& { return e.objective.loss; }));
  table.push_back(bound(
      real({"objective.loss_scale", "Loss scale", "Factor on both losses: 0.5 where a document writes ½ before them."},
           {0, 1000, "", true}),
      [](auto& e) -> auto& { return e.objective.lossScale; }));
  const auto add = [&](Parameter parameter, bool (*applies)(const Experiment&), auto field) {
    table.push_back(onlyIf(bound(std::move(parameter), field), applies));
  };
  add(
      real({"objective.discriminator_scale", "Discriminator’s scale",
            "Further factor on the discriminator’s loss: 0.5 makes the sum over real and generated pictures their "
            "mean."},
           {0, 1000, "", true}),
      isAdversarial, [](auto& e) -> auto& { return e.objective.discriminatorScale; });
  add(
      real({"objective.real_label", "Label of real pictures",
            "What the discriminator is to answer for real pictures. 0.9 is one-sided label smoothing."},
           {0, 1, "", true}),
      hasTargets, [](auto& e) -> auto& { return e.objective.realLabel; });
  add(
      real({"objective.fake_label", "Label of generated pictures",
            "What the discriminator is to answer for generated pictures. 0.1 smooths that side too."},
           {0, 0.999999, ""}),
      hasTargets, [](auto& e) -> auto& { return e.objective.fakeLabel; });
  add(
      integer({"objective.critic_steps", "Discriminator updates",
               "Updates of the discriminator for each one of the generator: a Wasserstein critic’s n."},
              {1, 1000, "per step"}),
      isAdversarial, [](auto& e) -> auto& { return e.objective.criticSteps; });
  add(
      real({"objective.weight_clip", "Weight clip",
            "The discriminator’s weights are kept within ± this (Wasserstein: 0.01). 0 does not clip."},
           {0, 1000, ""}),
      isAdversarial, [](auto& e) -> auto& { return e.objective.weightClip; });
  add(
      real({"objective.gradient_penalty", "Gradient penalty",
            "Weight of the penalty that keeps the discriminator’s gradient near 1 between real and generated pictures "
            "(WGAN-GP: 10). 0 is none."},
           {0, 1e6, ""}),
      isAdversarial, [](auto& e) -> auto& { return e.objective.gradientPenalty; });
  add(
      real({"objective.r1_penalty", "R1 penalty",
            "Weight of the penalty on the discriminator’s squared gradient at real pictures. 0 is none."},
           {0, 1e6, ""}),
      isAdversarial, [](auto& e) -> auto& { return e.objective.r1Penalty; });
  add(
      choice({"objective.energy", "Energy",
              "What the energy of a picture is: softplus of the discriminator’s one output, or the mean squared error "
              "of its reconstruction by a discriminator that is an autoencoder."},
             {"softplus", "reconstruction"}),
      isEnergy, [](auto& e) -> auto& { return e.objective.energy; });
  add(
      real({"objective.margin", "Margin", "Generated pictures whose energy is above this are not pushed further."},
           {0, 1e6, "", true}),
      isEnergy, [](auto& e) -> auto& { return e.objective.margin; });
  add(
      choice({"objective.energy_units", "Energy in units of",
              "plain, or normalised: divided by the running mean of the real pictures’ energy."},
             {"plain", "normalised"}),
      isEnergy, [](auto& e) -> auto& { return e.objective.energyUnits; });
  add(
      real({"objective.pulling_away", "Pulling-away term",
            "Weight of the term that keeps the discriminator’s features of generated pictures apart. 0 is none."},
           {0, 1e6, ""}),
      isAdversarial, [](auto& e) -> auto& { return e.objective.pullingAway; });
}

void addDiffusion(Table& table) {
  const auto add = [&](Parameter parameter, auto field) {
    table.push_back(onlyIf(bound(std::move(parameter), field), isDenoising));
  };
  add(
      integer({"diffusion.steps", "Diffusion steps", "Steps in which a picture turns into noise."},
              {2, 100000, "steps"}),
      [](auto& e) -> auto& { return e.diffusion.steps; });
  add(
      real({"diffusion.beta_first", "First β", "Variance of the noise that the first step adds."},
           {0, 0.999, "", true}),
      [](auto& e) -> auto& { return e.diffusion.betaFirst; });
  add(
      real({"diffusion.beta_last", "Last β", "Variance of the noise that the last step adds; linear in between."},
           {0, 0.999, "", true}),
      [](auto& e) -> auto& { return e.diffusion.betaLast; });
  add(
      integer({"diffusion.sampling_steps", "Sampling steps",
               "Steps in which samples are drawn from noise (DDIM). More take longer and look better."},
              {1, 100000, "steps"}),
      [](auto& e) -> auto& { return e.diffusion.samplingSteps; });
}

}  // namespace ganvas::config
