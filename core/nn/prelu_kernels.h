#pragma once

#include <cstdint>

// The loops of a PReLU over `rows` of `columns` values, each `stride` values after the row before it; one slope for
// each column.
namespace ganvas::nn {

/// out = value where x > 0, else slope · value: the forward pass (value = x) and the gradient towards the input.
void preluGate(const float* x, const float* slope, const float* value, float* out, std::int64_t rows,
               std::int64_t columns, std::int64_t stride);

/// The gradients towards the input and, for `towardsSlope` [columns], the sum over the rows of gradient · min(x, 0).
void preluGradients(const float* x, const float* slope, const float* gradient, float* towardsInput, float* towardsSlope,
                    std::int64_t rows, std::int64_t columns, std::int64_t stride);

}  // namespace ganvas::nn
