#include <ATen/ops/group_norm.h>

#include "nn/layers.h"

namespace ganvas::nn {

namespace {

class GroupNorm : public Layer {
 public:
  GroupNorm(at::Tensor scale, at::Tensor shift, std::int64_t groups, double epsilon)
      : scale_(std::move(scale)), shift_(std::move(shift)), groups_(groups), epsilon_(epsilon) {}

  at::Tensor forward(const at::Tensor& input, const ForwardContext&) const override {
    // In float32 whatever the compute type: LibTorch wants input and scale alike.
    const at::Tensor out = at::group_norm(input.to(at::kFloat), groups_, scale_, shift_, epsilon_);
    return out.dim() == 4 ? out.contiguous(at::MemoryFormat::ChannelsLast) : out;
  }

 private:
  at::Tensor scale_, shift_;
  std::int64_t groups_;
  double epsilon_;
};

}  // namespace

std::unique_ptr<Layer> makeGroupNorm(at::Tensor scale, at::Tensor shift, std::int64_t groups, double epsilon) {
  return std::make_unique<GroupNorm>(std::move(scale), std::move(shift), groups, epsilon);
}

}  // namespace ganvas::nn
