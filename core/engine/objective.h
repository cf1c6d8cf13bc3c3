#pragma once

#include <vector>

#include "config/network_plan.h"
#include "engine/phase.h"

namespace ganvas::engine {

/// The phases of an adversarial objective (Goodfellow et al. 2014; least squares: Mao et al. 2017), all on logits:
///   minimax         J_D = E softplus(−D(x)) + E softplus(D(G(z))),  J_G = −E softplus(D(G(z)))
///   non-saturating  the same J_D,                                   J_G = E softplus(−D(G(z)))
///   least-squares   J_D = E (D(x) − 1)² + E D(G(z))²,               J_G = E (D(G(z)) − 1)²
/// each times objective.loss_scale. The generator's phase uses the pictures that the discriminator has just seen.
/// Records d_loss, g_loss, d_real and d_fake (the mean of sigmoid(logit), or of the raw output for least squares).
std::vector<Phase> adversarialPhases(const config::Objective& objective, const config::ExperimentPlan& plan);

}  // namespace ganvas::engine
