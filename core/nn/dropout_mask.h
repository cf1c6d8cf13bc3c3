#pragma once

#include <ATen/Generator.h>
#include <ATen/core/Tensor.h>

namespace ganvas::nn {

/// A tensor of the shape, memory and type of `like`: 0 with `probability` (0 … 1, exclusive of 1), else
/// 1 / (1 − probability).
///
/// On the CPU the generator gives one number, from which every element's own follows by its place: the same mask
/// whatever the number of threads. LibTorch's bernoulli_ draws twice for each element on one thread, which took a
/// tenth of a dense critic's step.
at::Tensor dropoutMask(const at::Tensor& like, double probability, at::Generator random);

}  // namespace ganvas::nn
