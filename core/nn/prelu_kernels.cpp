#include "nn/prelu_kernels.h"

#include <algorithm>

namespace ganvas::nn {

void preluGate(const float* x, const float* slope, const float* value, float* out, std::int64_t rows,
               std::int64_t columns, std::int64_t stride) {
  for (std::int64_t row = 0; row < rows; ++row) {
    const float *xs = x + row * stride, *values = value + row * stride;
    float* __restrict outs = out + row * stride;
    for (std::int64_t i = 0; i < columns; ++i) outs[i] = xs[i] > 0 ? values[i] : slope[i] * values[i];
  }
}

void preluGradients(const float* x, const float* slope, const float* gradient, float* towardsInput, float* towardsSlope,
                    std::int64_t rows, std::int64_t columns, std::int64_t stride) {
  std::fill_n(towardsSlope, columns, 0.0f);
  for (std::int64_t row = 0; row < rows; ++row) {
    const float *xs = x + row * stride, *gradients = gradient + row * stride;
    float* __restrict inputs = towardsInput + row * stride;
    float* __restrict slopes = towardsSlope;
    for (std::int64_t i = 0; i < columns; ++i) {
      const float g = gradients[i];
      inputs[i] = xs[i] > 0 ? g : slope[i] * g;
      slopes[i] += xs[i] > 0 ? 0.0f : g * xs[i];
    }
  }
}

}  // namespace ganvas::nn
