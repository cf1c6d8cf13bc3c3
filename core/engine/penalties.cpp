#include "engine/penalties.h"

#include <ATen/ops/lerp.h>
#include <ATen/ops/norm.h>
#include <ATen/ops/rand.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>

namespace ganvas::engine {

namespace {

// The gradient of each value by its own picture, itself differentiable; no parameter's gradient is computed for it.
at::Tensor pictureGradient(const at::Tensor& values, const at::Tensor& pictures) {
  return torch::autograd::grad({values.sum()}, {pictures}, {}, /*retain_graph=*/true, /*create_graph=*/true)[0];
}

}  // namespace

at::Tensor gradientPenalty(const Critic& critic, const at::Tensor& real, const at::Tensor& fake, double weight,
                           at::Generator random) {
  const at::Tensor t = at::rand({real.size(0), 1, 1, 1}, std::move(random), real.options().requires_grad(false));
  const at::Tensor mixed = at::lerp(real.detach(), fake.detach().to(real.scalar_type()), t).requires_grad_(true);
  const at::Tensor gradient = pictureGradient(critic(mixed), mixed);
  return gradient.norm(2, {1, 2, 3}).sub(1).square().mean().mul(weight);
}

at::Tensor r1Penalty(const at::Tensor& values, const at::Tensor& real, double weight) {
  const at::Tensor gradient = pictureGradient(values, real);
  return gradient.square().sum().mul(weight / 2 / static_cast<double>(real.size(0)));
}

at::Tensor pullingAway(const at::Tensor& features) {
  constexpr double kLeastNorm = 1e-12;  // all features may be 0 behind a ReLU
  const at::Tensor s = features.to(at::kFloat).flatten(1);
  const at::Tensor unit = s.div(s.norm(2, 1, /*keepdim=*/true).clamp_min(kLeastNorm));
  const auto n = static_cast<double>(s.size(0));
  const at::Tensor cosines = unit.matmul(unit.t());
  const at::Tensor pairs = cosines.square().sum().sub(cosines.diagonal().square().sum());
  return pairs.div(std::max(n * (n - 1), 1.0));
}

}  // namespace ganvas::engine
