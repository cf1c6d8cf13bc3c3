#pragma once

#include <cstdint>

#include "base/image_batch.h"
#include "config/experiment.h"

// No Torch in this header: whoever shows a preview compiles quickly.
namespace ganvas::engine {

/// What the discriminator would be shown of these real pictures, taken as one batch: the same changes, on the CPU, as
/// training makes (augmenter.h), rounded to bytes. The same seed gives the same changes. `adaProbability` (0 … 1) is p,
/// and counts only with ADA. Labels stay as they are, though CutMix mixes what the network is told. Any thread.
ImageBatch previewAugmentation(const config::Augmentation& augmentation, const ImageBatch& pictures, std::uint64_t seed,
                               double adaProbability);

}  // namespace ganvas::engine
