#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>

#include "base/image_batch.h"
#include "config/network_plan.h"
#include "engine/diffusion.h"
#include "nn/network.h"

namespace ganvas::engine {

/// How a generator makes pictures, besides its weights.
struct PictureMaking {
  std::int64_t classes = 0;                    ///< of a generator that sees labels; 0: it sees none
  std::optional<config::Diffusion> diffusion;  ///< of one that estimates noise
};

/// As an experiment's generator does, given the data set's number of classes.
PictureMaking pictureMaking(const config::Experiment& experiment, const config::NetworkPlan& generator,
                            std::int64_t classes);

/// Throws Error when a class is asked for that the generator does not know.
void checkClass(const PictureMaking& making, std::optional<std::int64_t> onlyClass);

/// Pictures first..first+count−1 of `seed` from a generator in evaluation mode, 0..255 (rounded from [−1, 1]).
/// Picture i depends on (weights, seed, i) alone: it is always computed at the same place of the same batch (kernels
/// may sum in another order for another batch size). Its class is i modulo the number of classes, or `onlyClass`.
/// Throws as checkClass(), and Error "cancelled" when `stop` is requested: looked at before each pass.
ImageBatch generatePictures(const nn::Network& generator, const PictureMaking& making, std::uint64_t seed,
                            std::int64_t first, std::int64_t count, std::optional<std::int64_t> onlyClass = {},
                            const std::stop_token& stop = {});

}  // namespace ganvas::engine
