#include "nn/transposed_convolution.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <torch/csrc/autograd/autograd.h>

namespace ganvas::nn {
namespace {

struct Case {
  std::int64_t kernel, stride;
};

// LibTorch's own transposed convolution with the odd pixel cropped by hand: an independent path through the library.
at::Tensor reference(const at::Tensor& input, const at::Tensor& weight, std::int64_t stride) {
  const std::int64_t top = (weight.size(2) - stride) / 2;
  const at::Tensor full = at::conv_transpose2d(input, weight, {}, {stride, stride});
  return full.narrow(2, top, input.size(2) * stride).narrow(3, top, input.size(3) * stride);
}

class TransposedConvolution : public testing::TestWithParam<Case> {
 protected:
  at::Tensor input_ = at::randn({3, 5, 4, 6}).contiguous(at::MemoryFormat::ChannelsLast).requires_grad_();
  at::Tensor weight_ = at::randn({5, 7, GetParam().kernel, GetParam().kernel})
                           .contiguous(at::MemoryFormat::ChannelsLast)
                           .requires_grad_();
};

TEST_P(TransposedConvolution, EqualsTheLibrarysWithTheOddPixelCropped) {
  const at::Tensor ours = transposedConvolution(input_, weight_, GetParam().stride);
  const at::Tensor theirs = reference(input_, weight_, GetParam().stride);
  ASSERT_EQ(ours.sizes(), theirs.sizes());
  EXPECT_TRUE(at::allclose(ours, theirs, 1e-4, 1e-4)) << (ours - theirs).abs().max();
}

TEST_P(TransposedConvolution, HasTheSameGradients) {
  const auto gradients = [&](const at::Tensor& output) {
    const at::Tensor pull = at::arange(output.numel(), at::kFloat).sin().reshape(output.sizes());
    return torch::autograd::grad({(output * pull).sum()}, {input_, weight_});
  };
  const auto ours = gradients(transposedConvolution(input_, weight_, GetParam().stride));
  const auto theirs = gradients(reference(input_, weight_, GetParam().stride));
  for (int i : {0, 1}) {
    EXPECT_TRUE(at::allclose(ours[i], theirs[i], 1e-4, 1e-3)) << i << ": " << (ours[i] - theirs[i]).abs().max();
  }
}

TEST_P(TransposedConvolution, HasTheSameSecondGradients) {
  const auto second = [&](const at::Tensor& output) {
    const at::Tensor first = torch::autograd::grad({output.pow(2).sum()}, {input_}, {}, true, true)[0];
    return torch::autograd::grad({first.pow(2).sum()}, {weight_})[0];
  };
  const at::Tensor ours = second(transposedConvolution(input_, weight_, GetParam().stride));
  const at::Tensor theirs = second(reference(input_, weight_, GetParam().stride));
  EXPECT_TRUE(at::allclose(ours, theirs, 1e-3, 1.0)) << (ours - theirs).abs().max() << " of " << theirs.abs().max();
}

INSTANTIATE_TEST_SUITE_P(Kernels, TransposedConvolution,
                         testing::Values(Case{4, 2}, Case{5, 2}, Case{3, 2}, Case{2, 2}, Case{3, 1}, Case{4, 1}));

TEST(FoldUpsample, EqualsUpsamplingThenConvolving) {
  at::Tensor input = at::randn({2, 6, 5, 7}).requires_grad_();
  at::Tensor weight = at::randn({4, 6, 3, 3}).requires_grad_();
  const at::Tensor ours = transposedConvolution(input, foldUpsampleIntoKernel(weight), 2);
  const at::Tensor theirs = at::conv2d(at::upsample_nearest2d(input, {10, 14}), weight, {}, 1, 1);
  ASSERT_EQ(ours.sizes(), theirs.sizes());
  EXPECT_TRUE(at::allclose(ours, theirs, 1e-4, 1e-4)) << (ours - theirs).abs().max();

  const auto mine = torch::autograd::grad({ours.pow(2).sum()}, {input, weight});
  const auto other = torch::autograd::grad({theirs.pow(2).sum()}, {input, weight});
  for (int i : {0, 1}) EXPECT_TRUE(at::allclose(mine[i], other[i], 1e-3, 1e-2)) << i;
}

}  // namespace
}  // namespace ganvas::nn
