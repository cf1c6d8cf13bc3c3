#include <ATen/ops/var.h>

#include <algorithm>

#include "nn/join.h"
#include "nn/layers.h"

namespace ganvas::nn {

namespace {

constexpr double kEpsilon = 1e-8;

class MinibatchStddev : public Layer {
 public:
  explicit MinibatchStddev(std::int64_t group) : group_(group) {}

  // As in the paper's own code the batch is group × M: samples m, m + M, m + 2M … make a group.
  at::Tensor forward(const at::Tensor& input, const ForwardContext&) const override {
    const std::int64_t n = input.size(0), group = groupSize(n);
    const at::Tensor samples = input.dim() == 4 ? input.permute({0, 2, 3, 1}) : input;
    const at::Tensor groups = samples.reshape({group, n / group, -1}).to(at::kFloat);
    const at::Tensor spread = at::var(groups, at::IntArrayRef{0}, /*unbiased=*/false).add(kEpsilon).sqrt().mean(1);
    return joinFeatures(input, spread.repeat({group}).unsqueeze(1));
  }

 private:
  std::int64_t groupSize(std::int64_t batch) const {
    std::int64_t group = group_ == 0 ? batch : std::min(group_, batch);
    while (batch % group != 0) --group;
    return group;
  }

  std::int64_t group_;
};

}  // namespace

std::unique_ptr<Layer> makeMinibatchStddev(std::int64_t group) {
  return std::make_unique<MinibatchStddev>(group);
}

}  // namespace ganvas::nn
