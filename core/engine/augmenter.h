#pragma once

#include <ATen/Generator.h>
#include <c10/core/Device.h>

#include <memory>
#include <optional>

#include "config/diffaugment.h"
#include "config/experiment.h"
#include "engine/ada.h"
#include "engine/chance.h"
#include "engine/training_set.h"

namespace ganvas::engine {

/// What stands between the pictures and the discriminator (config::Augmentation). In this order: one resampling that
/// turns, moves, enlarges and mirrors (geometry.h), brightness, CutMix (cutmix.h), DiffAugment (diffaugment.h). Without
/// ADA only DiffAugment is made to generated pictures too; with it all but CutMix is, each kind to each picture with
/// the probability p. At the end everything is clamped to [−1, 1], though DiffAugment's paper lets colours leave it: a
/// network is never shown what a picture cannot be. All random numbers are the training's own; nothing is read from the
/// device.
class Augmenter {
 public:
  /// `classes` of the discriminator's labels; 0: it sees none.
  Augmenter(const config::Augmentation& settings, std::int64_t classes, c10::Device device);

  /// Float32 N×C×H×W, channels_last; no gradient. With CutMix labels become float32 N×classes where the discriminator
  /// sees any.
  RealBatch real(const RealBatch& batch, const at::Generator& random) const;
  /// The same for generated pictures, which gradients flow back to; their labels take the form of the real ones'.
  RealBatch generated(const RealBatch& batch, const at::Generator& random) const;

  Ada* ada() { return ada_ ? &*ada_ : nullptr; }  ///< null without ADA

 private:
  Chance chanceFor(const at::Tensor& pictures, const at::Generator& random) const;
  at::Tensor moved(const at::Tensor& pictures, const Chance& chance) const;

  config::Augmentation settings_;
  config::DiffAugment kinds_;
  std::int64_t classes_;
  c10::Device device_;
  std::optional<Ada> ada_;
};

/// Null where the settings change nothing.
std::shared_ptr<Augmenter> makeAugmenter(const config::Augmentation& settings, std::int64_t classes,
                                         c10::Device device);

}  // namespace ganvas::engine
