#include "nn/transposed_convolution.h"

#include <ATen/ops/conv_transpose2d.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/tensor.h>

#include <array>
#include <vector>

#include "nn/convolution.h"

namespace ganvas::nn {

namespace {

// How 'same' lies on LibTorch's symmetric padding: pad on both sides, then crop what is left over at the bottom/right.
struct SameCrop {
  std::int64_t pad;
  std::int64_t extra;  // 0 or 1 row and column beyond stride × input
  SameCrop(std::int64_t kernel, std::int64_t stride) : pad((kernel - stride) / 2), extra((kernel - stride) % 2) {}
};

}  // namespace

at::Tensor transposedConvolution(const at::Tensor& input, const at::Tensor& weight, std::int64_t stride) {
  const SameCrop crop(weight.size(2), stride);
  at::Tensor output;
  if (input.is_cpu()) {
    output = convolutionTowardsInput(input, weight, input.size(2) * stride + crop.extra,
                                     input.size(3) * stride + crop.extra, {stride, crop.pad, crop.pad});
  } else {
    output = at::conv_transpose2d(input, weight, {}, {stride, stride}, {crop.pad, crop.pad});
  }
  if (crop.extra == 0) return output;
  return output.narrow(2, 0, input.size(2) * stride)
      .narrow(3, 0, input.size(3) * stride)
      .contiguous(at::MemoryFormat::ChannelsLast);
}

at::Tensor foldUpsampleIntoKernel(const at::Tensor& weight) {
  // Which of a row's three taps add up to each tap of the 4-tap row: the first tap of the folded row serves the odd
  // output pixel's far neighbour, the last one the even pixel's.
  static constexpr std::array<std::array<float, 3>, 4> kRow = {{{0, 0, 1}, {0, 1, 1}, {1, 1, 0}, {1, 0, 0}}};
  std::vector<float> fold;
  fold.reserve(16 * 9);
  for (const auto& vertical : kRow) {
    for (const auto& horizontal : kRow) {
      for (const float v : vertical) {
        for (const float h : horizontal) fold.push_back(v * h);
      }
    }
  }
  const at::Tensor matrix = at::tensor(fold, at::kFloat).reshape({16, 9}).to(weight.device());
  const std::int64_t outputs = weight.size(0), inputs = weight.size(1);
  const at::Tensor taps = weight.permute({0, 2, 3, 1}).reshape({outputs, 9, inputs});
  const at::Tensor folded = at::matmul(matrix, taps);  // O×16×I
  return folded.permute({2, 0, 1}).reshape({inputs, outputs, 4, 4}).contiguous(at::MemoryFormat::ChannelsLast);
}

}  // namespace ganvas::nn
