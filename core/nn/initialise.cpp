#include "nn/initialise.h"

#include <ATen/ops/empty.h>

#include <cmath>

namespace ganvas::nn {

at::Tensor drawWeights(at::IntArrayRef size, const config::Initialiser& initialiser, std::int64_t fanIn,
                       std::int64_t fanOut, at::Generator generator) {
  at::Tensor weights = at::empty(size, at::TensorOptions().dtype(at::kFloat));
  if (initialiser.kind == config::Initialiser::Kind::Normal) {
    weights.normal_(0.0, initialiser.std, generator);
  } else if (initialiser.kind == config::Initialiser::Kind::Zero) {
    weights.zero_();
  } else {
    const double limit = std::sqrt(6.0 / static_cast<double>(fanIn + fanOut));
    weights.uniform_(-limit, limit, generator);
  }
  return weights;
}

}  // namespace ganvas::nn
