#include "engine/optimiser_kernels.h"

#include <cmath>

// The sanitizers' builds and other compilers take the portable code.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define GANVAS_EACH_VECTOR_WIDTH __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define GANVAS_EACH_VECTOR_WIDTH
#endif

namespace ganvas::engine {

GANVAS_EACH_VECTOR_WIDTH
double adamKernel(float* __restrict parameter, float* __restrict gradient, float* __restrict first,
                  float* __restrict second, std::int64_t count, const AdamCoefficients& c) {
  const float keep1 = c.beta1, new1 = 1.0f - c.beta1, keep2 = c.beta2, new2 = 1.0f - c.beta2;
  const float stepSize = c.stepSize, correction = c.secondCorrection, epsilon = c.epsilon;
  float squares = 0;
#pragma omp simd reduction(+ : squares)
  for (std::int64_t i = 0; i < count; ++i) {
    const float g = gradient[i];
    squares += g * g;
    const float m = keep1 * first[i] + new1 * g;
    const float v = keep2 * second[i] + new2 * g * g;
    first[i] = m;
    second[i] = v;
    parameter[i] -= stepSize * m / (std::sqrt(v) * correction + epsilon);
    gradient[i] = 0;
  }
  return squares;
}

GANVAS_EACH_VECTOR_WIDTH
double rmspropKernel(float* __restrict parameter, float* __restrict gradient, float* __restrict square,
                     std::int64_t count, float alpha, float learningRate, float epsilon) {
  const float fresh = 1.0f - alpha;
  float squares = 0;
#pragma omp simd reduction(+ : squares)
  for (std::int64_t i = 0; i < count; ++i) {
    const float g = gradient[i];
    squares += g * g;
    const float v = alpha * square[i] + fresh * g * g;
    square[i] = v;
    parameter[i] -= learningRate * g / (std::sqrt(v) + epsilon);
    gradient[i] = 0;
  }
  return squares;
}

GANVAS_EACH_VECTOR_WIDTH
double sgdKernel(float* __restrict parameter, float* __restrict gradient, float* __restrict velocity,
                 std::int64_t count, float momentum, float learningRate) {
  float squares = 0;
#pragma omp simd reduction(+ : squares)
  for (std::int64_t i = 0; i < count; ++i) {
    const float g = gradient[i];
    squares += g * g;
    const float v = momentum * velocity[i] + g;
    velocity[i] = v;
    parameter[i] -= learningRate * v;
    gradient[i] = 0;
  }
  return squares;
}

}  // namespace ganvas::engine
