#pragma once

#include <cstdint>

// One pass over flat buffers per update: reads the gradient, updates the moments and the parameters, clears the
// gradient for the next backward pass and returns the gradient's sum of squares. No Torch in here: the loops are
// compiled for the processor's vector width and chosen at load time.
namespace ganvas::engine {

struct AdamCoefficients {
  float beta1, beta2, epsilon;
  float stepSize;          ///< learning rate / (1 − β₁ᵗ)
  float secondCorrection;  ///< 1 / sqrt(1 − β₂ᵗ)
};

double adamKernel(float* parameter, float* gradient, float* first, float* second, std::int64_t count,
                  const AdamCoefficients& c);

double rmspropKernel(float* parameter, float* gradient, float* square, std::int64_t count, float alpha,
                     float learningRate, float epsilon);

double sgdKernel(float* parameter, float* gradient, float* velocity, std::int64_t count, float momentum,
                 float learningRate);

}  // namespace ganvas::engine
