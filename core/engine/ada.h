#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include "config/experiment.h"

namespace ganvas::engine {

/// Adaptive discriminator augmentation (Karras et al. 2020): the probability p of each change, steered by
/// r = E sign(D(x)) over the real pictures of the last four updates of the discriminator: p moves by their number /
/// (ada_length · 1000) upwards where r lies above the target, downwards below, and stays in [0, 1]. It begins at 0.
/// All of it happens on the device, without a branch.
class Ada {
 public:
  Ada(const config::Augmentation& settings, c10::Device device);

  /// 0-dim float32, a view of the state.
  at::Tensor probability() const { return state_.select(0, 0); }
  void setProbability(double p) { probability().fill_(p); }
  /// Takes the discriminator's values of one update's real pictures, N.
  void follow(const at::Tensor& onReal);

  /// [p, the sum of the means of sign(D(x)) since p last moved, the updates that it is of], for checkpoints.
  const at::Tensor& state() const { return state_; }

 private:
  double target_, pictures_;  ///< pictures in which p can go from 0 to 1
  at::Tensor state_;
};

}  // namespace ganvas::engine
