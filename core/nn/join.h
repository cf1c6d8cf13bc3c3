#pragma once

#include <ATen/core/Tensor.h>

namespace ganvas::nn {

/// `input` followed by `more` along the features or channels. Pictures lie in channels_last memory before and after.
at::Tensor joinChannels(const at::Tensor& input, const at::Tensor& more);

/// `input` (N×F or N×C×H×W) followed by `features` (N×K): as features, or each as a plane of one value.
at::Tensor joinFeatures(const at::Tensor& input, const at::Tensor& features);

/// N×C or C values in a shape that broadcasts over `input` (N×C or N×C×H×W), and in its type.
at::Tensor overChannels(const at::Tensor& values, const at::Tensor& input);

}  // namespace ganvas::nn
