#include "nn/transposed_convolution.h"

#include <ATen/ops/conv_transpose2d.h>
#include <ATen/ops/convolution.h>
#include <ATen/ops/convolution_backward.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/tensor.h>
#include <torch/csrc/autograd/custom_function.h>

#include <array>
#include <vector>

namespace ganvas::nn {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// How 'same' lies on LibTorch's symmetric padding: pad on both sides, then crop what is left over at the bottom/right.
struct SameCrop {
  std::int64_t pad;
  std::int64_t extra;  // 0 or 1 row and column beyond stride × input
  SameCrop(std::int64_t kernel, std::int64_t stride) : pad((kernel - stride) / 2), extra((kernel - stride) % 2) {}
};

at::Tensor backwardData(const at::Tensor& input, const at::Tensor& weight, std::int64_t stride, std::int64_t pad,
                        std::int64_t extra) {
  // Only the sizes and the memory format of this tensor are read.
  const at::Tensor shape =
      at::empty({input.size(0), weight.size(1), input.size(2) * stride + extra, input.size(3) * stride + extra},
                input.options().memory_format(at::MemoryFormat::ChannelsLast));
  return std::get<0>(at::convolution_backward(input, shape, weight, {}, {stride, stride}, {pad, pad}, {1, 1}, false,
                                              {0, 0}, 1, {true, false, false}));
}

class BackwardDataConvolution : public torch::autograd::Function<BackwardDataConvolution> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& input, const at::Tensor& weight,
                            std::int64_t stride, std::int64_t pad, std::int64_t extra) {
    context->save_for_backward({input, weight});
    context->saved_data["stride"] = stride;
    context->saved_data["pad"] = pad;
    return backwardData(input, weight, stride, pad, extra);
  }

  // The gradient towards the input is a plain convolution, the one towards the weight its backward-weights. Both are
  // written with differentiable operators, so gradient penalties can go through a second time.
  static variable_list backward(AutogradContext* context, variable_list outputs) {
    const variable_list saved = context->get_saved_variables();
    const at::Tensor &input = saved[0], &weight = saved[1];
    const std::int64_t stride = context->saved_data["stride"].toInt();
    const std::int64_t pad = context->saved_data["pad"].toInt();
    const at::Tensor gradient = outputs[0].contiguous(at::MemoryFormat::ChannelsLast);
    at::Tensor towardsInput, towardsWeight;
    if (context->needs_input_grad(0)) {
      towardsInput = at::convolution(gradient, weight, {}, {stride, stride}, {pad, pad}, {1, 1}, false, {0, 0}, 1);
    }
    if (context->needs_input_grad(1)) {
      towardsWeight = std::get<1>(at::convolution_backward(input, gradient, weight, {}, {stride, stride}, {pad, pad},
                                                           {1, 1}, false, {0, 0}, 1, {false, true, false}));
    }
    return {towardsInput, towardsWeight, at::Tensor(), at::Tensor(), at::Tensor()};
  }
};

}  // namespace

at::Tensor transposedConvolution(const at::Tensor& input, const at::Tensor& weight, std::int64_t stride) {
  const SameCrop crop(weight.size(2), stride);
  at::Tensor output;
  if (input.is_cpu()) {
    output = BackwardDataConvolution::apply(input, weight, stride, crop.pad, crop.extra);
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
