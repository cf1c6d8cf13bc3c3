#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <string>
#include <vector>

#include "engine/training_set.h"
#include "nn/network.h"

namespace ganvas::engine {

/// What a phase may use while it computes its loss. The Trainer is behind it.
class PhaseContext {
 public:
  virtual ~PhaseContext() = default;

  /// The next real pictures, N×C×H×W in [−1, 1], with their labels.
  virtual RealBatch nextReal() = 0;
  /// N×latent noise from the training's own generator.
  virtual at::Tensor nextNoise() = 0;
  /// N labels of generated pictures, each class as likely, from the training's own generator; undefined where the
  /// generator sees none.
  virtual at::Tensor nextLabels() = 0;
  virtual const nn::Network& network(const std::string& name) const = 0;
  /// Without labels and timesteps.
  virtual const nn::ForwardContext& forwardContext() const = 0;
  /// Whether this is the last of the phase's repeats within the step.
  virtual bool lastRepeat() const = 0;

  /// Hands a tensor on to a later phase of the same step, graph included.
  virtual void keep(const std::string& name, at::Tensor value) = 0;
  virtual at::Tensor kept(const std::string& name) const = 0;

  /// Notes a scalar (0-dim, on the device) of this step; of several repeats the mean counts.
  virtual void record(const std::string& name, const at::Tensor& value) = 0;
};

/// What a phase minimises, 0-dim float32: the sum of both. Only the first is the phase's recorded loss.
struct PhaseLoss {
  at::Tensor objective;
  at::Tensor penalty;  ///< undefined: none
};

/// One act of a training step: compute a loss, send its gradient back, update networks. The Trainer runs phases and
/// knows no GAN by name.
struct Phase {
  std::string name;
  std::vector<std::string> updates;  ///< networks whose optimisers step afterwards
  std::vector<std::string> frozen;   ///< networks that gradients only pass through
  int repeats = 1;                   ///< times per step (a critic's n)
  double weightClip = 0;             ///< updated networks' parameters are clamped to ±this after each update; 0: not
  std::function<PhaseLoss(PhaseContext&)> loss;
  std::string lossScalar;            ///< the scalar that holds the loss: "d_loss"
  std::vector<std::string> scalars;  ///< others that it records, in the order shown
};

}  // namespace ganvas::engine
