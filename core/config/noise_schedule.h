#pragma once

#include <vector>

#include "config/experiment.h"

namespace ganvas::config {

/// ᾱ_t = Π (1 − β_s) up to each of diffusion.steps timesteps, β linear from beta_first to beta_last: the share of the
/// picture's variance that is left.
std::vector<double> keptVariance(const Diffusion& diffusion);

/// Throws Error where the last ᾱ is below 1e-12: dividing by its root leaves no digit of a float32 picture.
void checkNoise(const Diffusion& diffusion);

}  // namespace ganvas::config
