#pragma once

#include <cstdint>

#include "base/image_batch.h"
#include "nn/network.h"

namespace ganvas::engine {

/// Pictures first..first+count−1 of `seed` from a generator in evaluation mode, 0..255 (rounded from [−1, 1]).
/// Picture i depends on (weights, seed, i) alone: it is always computed at the same place of the same batch of 64
/// (kernels may sum in another order for another batch size).
ImageBatch generatePictures(const nn::Network& generator, std::uint64_t seed, std::int64_t first, std::int64_t count);

}  // namespace ganvas::engine
