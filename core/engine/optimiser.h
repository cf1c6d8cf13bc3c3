#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "config/experiment.h"

namespace ganvas::engine {

/// Updates one flat float32 parameter buffer from its flat gradient buffer. All state that decides the next update,
/// the step count and the learning rate included, is in tensors on the parameters' device: a captured graph of a
/// step can be replayed.
class Optimiser {
 public:
  virtual ~Optimiser() = default;

  /// One update. Clears the gradient and returns its Euclidean norm as a 0-dim float32 tensor on the device.
  virtual at::Tensor step() = 0;

  void setLearningRate(double rate);
  double learningRate() const { return rate_; }

  /// State by name, for checkpoints; loading copies into these.
  virtual std::vector<std::pair<std::string, at::Tensor>> state() = 0;

 protected:
  Optimiser(at::Tensor parameters, at::Tensor gradients, double rate);

  at::Tensor parameters_, gradients_;
  at::Tensor deviceRate_;  ///< 0-dim float32; used off the CPU
  double rate_;
};

/// Adam (Kingma & Ba 2015), RMSprop (Hinton's lecture 6e; epsilon outside the root) or SGD with momentum, by
/// `config.kind`. On the CPU one fused pass; elsewhere (or with `fused` false) a few operators on the flat buffers.
std::unique_ptr<Optimiser> makeOptimiser(const config::Optimiser& config, const at::Tensor& parameters,
                                         const at::Tensor& gradients, bool fused = true);

}  // namespace ganvas::engine
