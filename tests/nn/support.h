#pragma once

#include <ATen/ops/arange.h>
#include <ATen/ops/sin.h>

#include <cstdint>
#include <string>
#include <vector>

#include "nn/network.h"

namespace ganvas::nn {

using Lines = std::vector<std::string>;

/// scale · sin(step · i + start), worked out in double: what tests/golden/layers/make.py fills tensors with.
inline at::Tensor wave(std::int64_t count, double step, double start, double scale = 1) {
  return at::arange(count, at::kDouble).mul(step).add(start).sin().mul(scale).to(at::kFloat);
}

inline config::NetworkPlan plan(const Lines& lines, const config::Shape& input, std::int64_t classes = 0,
                                bool timesteps = false) {
  return config::planNetwork("test", lines, {input, classes, timesteps});
}

inline Network networkOf(const Lines& lines, const config::Shape& input, std::int64_t classes = 0,
                         bool timesteps = false) {
  return {plan(lines, input, classes, timesteps), c10::Device(c10::kCPU), 1};
}

inline ForwardContext evaluation() {
  ForwardContext context;
  context.training = false;
  return context;
}

}  // namespace ganvas::nn
