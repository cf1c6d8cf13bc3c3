#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <functional>
#include <vector>

#include "config/experiment.h"

namespace ganvas::engine {

/// The forward process x_t = √ᾱ_t·x + √(1 − ᾱ_t)·ε with linear β (Ho et al. 2020); t counts from 0.
class NoiseProcess {
 public:
  NoiseProcess(const config::Diffusion& diffusion, c10::Device device);

  std::int64_t steps() const { return signal_.numel(); }
  /// x_t of N×C×H×W pictures at `timesteps` (int64 N).
  at::Tensor noisy(const at::Tensor& pictures, const at::Tensor& noise, const at::Tensor& timesteps) const;

  /// The noise in a picture x_t, as a network estimates it at timestep t.
  using Estimate = std::function<at::Tensor(const at::Tensor& noisy, std::int64_t timestep)>;
  /// Pictures in [−1, 1] from standard normal noise by DDIM with η = 0 (Song et al. 2021): `samplingSteps` timesteps
  /// evenly spread from the last one down, the estimated picture clipped to [−1, 1] at each.
  at::Tensor sample(at::Tensor noise, std::int64_t samplingSteps, const Estimate& estimate) const;

 private:
  std::vector<double> kept_;   ///< ᾱ_t
  at::Tensor signal_, noise_;  ///< √ᾱ_t and √(1 − ᾱ_t), float32 on the device
};

}  // namespace ganvas::engine
