#pragma once

#include <ATen/Generator.h>
#include <ATen/core/Tensor.h>

#include <functional>

namespace ganvas::engine {

/// A discriminator as a function of pictures N×C×H×W to N values.
using Critic = std::function<at::Tensor(const at::Tensor& pictures)>;

/// λ E(‖∇D(x̂)‖ − 1)² at x̂ = x + t·(G(z) − x), t uniform in [0, 1] for each picture (Gulrajani et al. 2017): one
/// forward of `critic`, whose parameters' gradient the penalty's backward pass makes. 0-dim.
at::Tensor gradientPenalty(const Critic& critic, const at::Tensor& real, const at::Tensor& fake, double weight,
                           at::Generator random);

/// γ/2 E‖∇D(x)‖² (Mescheder et al. 2018). `values` are the critic's of `real`, which requires a gradient. 0-dim.
at::Tensor r1Penalty(const at::Tensor& values, const at::Tensor& real, double weight);

/// The pulling-away term 1/(N(N−1)) Σ_{i≠j} cos²(s_i, s_j) (Zhao et al. 2017) of N features, N×F or N×C×H×W. 0 for one
/// sample. 0-dim.
at::Tensor pullingAway(const at::Tensor& features);

}  // namespace ganvas::engine
