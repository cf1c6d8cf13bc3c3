#include "engine/energy.h"

#include <ATen/ops/softplus.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>

namespace ganvas::engine {

namespace {

constexpr double kDecay = 0.99;
constexpr double kLeastMean = 1e-12;  // a perfect reconstruction has energy 0

}  // namespace

at::Tensor valuesOf(const config::Objective& objective, const at::Tensor& output, const at::Tensor& pictures) {
  const at::Tensor values = output.to(at::kFloat);
  if (objective.loss != "energy") return values.flatten();
  if (objective.energy == "reconstruction") return values.sub(pictures).square().mean({1, 2, 3});
  return at::softplus(values).flatten();
}

EnergyUnit::EnergyUnit(c10::Device device) : mean_(at::zeros({}, at::TensorOptions(at::kFloat).device(device))) {}

void EnergyUnit::follow(const at::Tensor& realEnergies) {
  const c10::NoGradGuard noGrad;
  const at::Tensor batch = realEnergies.detach().mean();
  mean_.copy_(at::where(mean_.gt(0), mean_.lerp(batch, 1 - kDecay), batch));
}

at::Tensor EnergyUnit::normalise(const at::Tensor& energies) const {
  return energies.div(mean_.clamp_min(kLeastMean));
}

}  // namespace ganvas::engine
