#include "nn/join.h"

#include <ATen/ops/cat.h>

namespace ganvas::nn {

namespace {

// Joined as N×H×W×C, which is how the memory lies: joined as N×C×H×W, planes of one value would lead LibTorch to
// make the result in the wrong memory format.
at::Tensor joinPictures(const at::Tensor& a, const at::Tensor& b) {
  return at::cat({a.permute({0, 2, 3, 1}), b.permute({0, 2, 3, 1})}, 3).permute({0, 3, 1, 2});
}

}  // namespace

at::Tensor joinChannels(const at::Tensor& input, const at::Tensor& more) {
  return input.dim() == 4 ? joinPictures(input, more) : at::cat({input, more}, 1);
}

at::Tensor joinFeatures(const at::Tensor& input, const at::Tensor& features) {
  const at::Tensor same = features.to(input.scalar_type());
  if (input.dim() == 2) return at::cat({input, same}, 1);
  return joinPictures(input,
                      same.view({same.size(0), same.size(1), 1, 1}).expand({-1, -1, input.size(2), input.size(3)}));
}

at::Tensor overChannels(const at::Tensor& values, const at::Tensor& input) {
  const at::Tensor same = values.to(input.scalar_type());
  if (input.dim() == 2) return same;
  return same.unsqueeze(-1).unsqueeze(-1);
}

}  // namespace ganvas::nn
