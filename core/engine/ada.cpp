#include "engine/ada.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>

namespace ganvas::engine {

namespace {

constexpr int kUpdates = 4;  // of the discriminator between two moves of p

}  // namespace

Ada::Ada(const config::Augmentation& settings, c10::Device device)
    : target_(settings.adaTarget),
      pictures_(settings.adaLength * 1000),
      state_(at::zeros({3}, at::TensorOptions(at::kFloat).device(device))) {}

void Ada::follow(const at::Tensor& onReal) {
  const c10::NoGradGuard noGrad;
  const at::Tensor p = probability(), sum = state_.select(0, 1), updates = state_.select(0, 2);
  sum.add_(onReal.detach().sign().mean());
  updates.add_(1);
  const at::Tensor due = updates.ge(kUpdates);
  const double most = static_cast<double>(onReal.size(0) * kUpdates) / pictures_;
  const at::Tensor move = (sum / kUpdates - target_).sign_().mul_(most);
  p.copy_(at::where(due, (p + move).clamp_(0, 1), p));
  state_.narrow(0, 1, 2).masked_fill_(due, 0);
}

}  // namespace ganvas::engine
