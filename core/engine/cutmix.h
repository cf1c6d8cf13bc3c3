#pragma once

#include <ATen/core/Tensor.h>

#include "engine/chance.h"

namespace ganvas::engine {

/// CutMix (Yun et al. 2019), its box drawn for each picture: a box of another picture of the batch takes the place of
/// its own. One number for each of N pictures.
struct CutMix {
  at::Tensor partner;           ///< int64: the picture that the box comes from, at the same place
  at::Tensor mixed;             ///< bool: whether it is mixed at all
  at::Tensor kept;              ///< float32, λ ~ Beta(1, 1): 1 − the box's share, were it wholly inside
  at::Tensor centreX, centreY;  ///< float32, uniform in [0, width) and [0, height)
};

CutMix drawCutMix(double probability, std::int64_t height, std::int64_t width, const Chance& chance);

struct MixedPictures {
  at::Tensor pictures;  ///< N×C×H×W
  at::Tensor share;     ///< float32 N: of the area that was really pasted, what the partner's label counts
};

/// A box of √(1 − λ) of both sides, each half of it a whole number of pixels, cut off at the border.
MixedPictures mixPictures(const at::Tensor& pictures, const CutMix& cut);

/// Labels as shares of the classes, float32 N×classes: int64 N become one-hot, others stay.
at::Tensor softLabels(const at::Tensor& labels, std::int64_t classes);

/// (1 − share) · each picture's label + share · its partner's, N×classes.
at::Tensor mixLabels(const at::Tensor& soft, const at::Tensor& partner, const at::Tensor& share);

}  // namespace ganvas::engine
