#pragma once

#include <ATen/core/Tensor.h>

#include <functional>

#include "config/experiment.h"

namespace ganvas::engine {

/// An adversarial loss as functions of the discriminator's values, one float32 for each picture.
struct LossTerms {
  std::function<at::Tensor(const at::Tensor&)> real, fake;  ///< the discriminator's loss is their sum
  std::function<at::Tensor(const at::Tensor&)> generator;
  std::function<at::Tensor(const at::Tensor&)> score;  ///< what d_real and d_fake show
};

/// With s = softplus, r = objective.real_label, f = objective.fake_label, m = objective.margin:
///   minimax         J_D = E[r·s(−D(x)) + (1−r)·s(D(x))] + E[f·s(−D(G(z))) + (1−f)·s(D(G(z)))],
///                   J_G = −E s(D(G(z)))                                            (Goodfellow et al. 2014)
///   non-saturating  the same J_D, J_G = E s(−D(G(z)))
///   least-squares   J_D = E(D(x) − r)² + E(D(G(z)) − f)², J_G = E(D(G(z)) − 1)²    (Mao et al. 2017)
///   wasserstein     J_D = E D(G(z)) − E D(x), J_G = −E D(G(z))                     (Arjovsky et al. 2017)
///   hinge           J_D = E max(0, 1 − D(x)) + E max(0, 1 + D(G(z))), J_G = −E D(G(z))  (Lim & Ye 2017)
///   energy          J_D = E D(x) + E max(0, m − D(G(z))), J_G = E D(G(z)), D an energy  (Zhao et al. 2017)
/// The score is the mean of sigmoid(D) for the first two, else of D. Throws Error for another loss.
LossTerms lossTerms(const config::Objective& objective);

}  // namespace ganvas::engine
