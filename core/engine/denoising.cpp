#include "engine/denoising.h"

#include <ATen/ops/mse_loss.h>
#include <ATen/ops/randint.h>
#include <ATen/ops/randn.h>

#include "engine/diffusion.h"

namespace ganvas::engine {

namespace {

PhaseLoss denoisingLoss(const NoiseProcess& process, double scale, PhaseContext& context) {
  const RealBatch real = context.nextReal();
  nn::ForwardContext forward = context.forwardContext();
  const at::Tensor& x = real.pictures;
  forward.labels = real.labels;
  forward.timesteps = at::randint(process.steps(), {x.size(0)}, *forward.generator, x.options().dtype(at::kLong));
  // In the pictures' memory order, N×H×W×C.
  const at::Tensor noise =
      at::randn({x.size(0), x.size(2), x.size(3), x.size(1)}, *forward.generator, x.options()).permute({0, 3, 1, 2});
  const at::Tensor noisy = process.noisy(x, noise, forward.timesteps);
  const at::Tensor estimate = context.network("generator").forward(noisy, forward).to(at::kFloat);
  return {at::mse_loss(estimate, noise).mul(scale), {}};
}

}  // namespace

Objective denoisingObjective(const config::Experiment& experiment, c10::Device device) {
  Phase phase;
  phase.name = "denoising";
  phase.updates = {"generator"};
  phase.lossScalar = "g_loss";
  const double scale = experiment.objective.lossScale;
  phase.loss = [process = NoiseProcess(experiment.diffusion, device), scale](PhaseContext& context) {
    return denoisingLoss(process, scale, context);
  };
  return {{phase}, {}};
}

}  // namespace ganvas::engine
