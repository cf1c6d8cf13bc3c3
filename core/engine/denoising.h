#pragma once

#include "engine/objective.h"

namespace ganvas::engine {

/// The denoising loss of a diffusion model (Ho et al. 2020): one phase, of the network "generator", that minimises the
/// mean of (ε − ε_θ(x_t, t))² over all elements, t uniform and ε standard normal for each picture, times
/// objective.loss_scale. Recorded as g_loss. Labels of the pictures go with them.
Objective denoisingObjective(const config::Experiment& experiment, c10::Device device);

}  // namespace ganvas::engine
