#include <ATen/ops/batch_norm.h>

#include "nn/layers.h"

namespace ganvas::nn {

namespace {

class BatchNorm : public Layer {
 public:
  BatchNorm(at::Tensor scale, at::Tensor shift, at::Tensor mean, at::Tensor variance, double momentum, double epsilon)
      : scale_(std::move(scale)),
        shift_(std::move(shift)),
        mean_(std::move(mean)),
        variance_(std::move(variance)),
        momentum_(1.0 - momentum),
        epsilon_(epsilon) {}

  at::Tensor forward(const at::Tensor& input, const ForwardContext& context) const override {
    // cuDNN normalises bfloat16 with float32 statistics; on the CPU the input is widened first.
    const at::Tensor x = input.is_cpu() ? input.to(at::kFloat) : input;
    return at::batch_norm(x, scale_, shift_, mean_, variance_, context.training, momentum_, epsilon_,
                          /*cudnn_enabled=*/true);
  }

 private:
  at::Tensor scale_, shift_, mean_, variance_;
  double momentum_, epsilon_;
};

}  // namespace

std::unique_ptr<Layer> makeBatchNorm(at::Tensor scale, at::Tensor shift, at::Tensor mean, at::Tensor variance,
                                     double momentum, double epsilon) {
  return std::make_unique<BatchNorm>(std::move(scale), std::move(shift), std::move(mean), std::move(variance), momentum,
                                     epsilon);
}

}  // namespace ganvas::nn
