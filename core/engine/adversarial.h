#pragma once

#include "engine/objective.h"

namespace ganvas::engine {

/// The two phases of an adversarial objective: its loss (losses.h) times objective.loss_scale, the discriminator's
/// also times objective.discriminator_scale, plus penalties (penalties.h), each times its own weight only. The
/// generator's phase uses the pictures that the discriminator has just seen, with their labels. What the discriminator
/// is shown, in both phases and in penalties, is what the augmenter makes of the pictures (augmenter.h).
///
/// Recorded: d_loss and g_loss are the losses' own values, without penalties (what documents report of a critic);
/// d_real and d_fake the scores, gradient_penalty, r1_penalty and pulling_away what was added to a loss, and
/// energy_mean the unit of normalised energies; ada_p the probability of ADA after the update.
Objective adversarialObjective(const config::Experiment& experiment, const config::ExperimentPlan& plan,
                               c10::Device device);

}  // namespace ganvas::engine
