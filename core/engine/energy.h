#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include "config/experiment.h"

namespace ganvas::engine {

/// What a discriminator says of each picture, N float32, from its output for N pictures: the output itself (N×1), or
/// with the energy loss softplus of it or the mean squared error of the picture's reconstruction.
at::Tensor valuesOf(const config::Objective& objective, const at::Tensor& output, const at::Tensor& pictures);

/// The running mean of E(real), the unit of normalised energies: decay 0.99, from the first batch's mean on.
class EnergyUnit {
 public:
  explicit EnergyUnit(c10::Device device);

  /// Moves the mean towards that of N energies of real pictures. No gradient goes through it.
  void follow(const at::Tensor& realEnergies);
  /// Energies in units of the mean.
  at::Tensor normalise(const at::Tensor& energies) const;
  const at::Tensor& mean() const { return mean_; }  ///< 0-dim float32 on the device; 0 before the first batch

 private:
  at::Tensor mean_;
};

}  // namespace ganvas::engine
