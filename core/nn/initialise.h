#pragma once

#include <ATen/Generator.h>
#include <ATen/core/Tensor.h>

#include <cstdint>

#include "config/network_plan.h"

namespace ganvas::nn {

/// A float32 CPU tensor of that size, drawn from `generator`: normal with mean 0, or Glorot uniform
/// ±sqrt(6 / (fanIn + fanOut)).
at::Tensor drawWeights(at::IntArrayRef size, const config::Initialiser& initialiser, std::int64_t fanIn,
                       std::int64_t fanOut, at::Generator generator);

}  // namespace ganvas::nn
