#pragma once

#include <ATen/core/Tensor.h>

#include "config/diffaugment.h"
#include "engine/chance.h"

// DiffAugment (Zhao et al. 2020), with the strengths of the paper's code. Differentiable by the pictures, N×C×H×W.
namespace ganvas::engine {

/// Moved by whole pixels (int64 N: right, down); what comes in is 0.
at::Tensor translate(const at::Tensor& pictures, const at::Tensor& right, const at::Tensor& down);

/// A box of half of each side, rounded, set to 0: it begins at (left, top), int64 N, and may lie partly or wholly
/// outside.
at::Tensor cutOut(const at::Tensor& pictures, const at::Tensor& left, const at::Tensor& top);

/// The named kinds: colour (brightness ± 0.5, saturation × 0 … 2, contrast × 0.5 … 1.5), translation (up to an eighth
/// of the side), cutout. The paper lets colours leave [−1, 1]; the augmenter clamps them afterwards.
at::Tensor diffAugment(const at::Tensor& pictures, const config::DiffAugment& kinds, const Chance& chance);

}  // namespace ganvas::engine
