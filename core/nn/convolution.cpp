#include "nn/convolution.h"

#include <ATen/ops/convolution.h>
#include <ATen/ops/convolution_backward.h>
#include <ATen/ops/empty.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/custom_function.h>

#include <array>
#include <tuple>
#include <vector>

namespace ganvas::nn {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

at::Tensor plainConvolution(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias,
                            const Sliding& s) {
  return at::convolution(input, weight, bias, {s.stride, s.stride}, {s.vertical, s.horizontal}, {1, 1}, false, {0, 0},
                         1);
}

// LibTorch's gradients towards input, weight and bias: those that `wanted` asks for.
std::tuple<at::Tensor, at::Tensor, at::Tensor> plainGradients(const at::Tensor& gradient, const at::Tensor& input,
                                                              const at::Tensor& weight, const Sliding& s,
                                                              std::array<bool, 3> wanted) {
  const std::int64_t outputs = weight.size(0);
  return at::convolution_backward(gradient, input, weight, {outputs}, {s.stride, s.stride}, {s.vertical, s.horizontal},
                                  {1, 1}, false, {0, 0}, 1, wanted);
}

void keep(AutogradContext* context, const Sliding& s) {
  context->saved_data["sliding"] = std::vector<std::int64_t>{s.stride, s.vertical, s.horizontal};
}

Sliding kept(AutogradContext* context) {
  const std::vector<std::int64_t> s = context->saved_data["sliding"].toIntVector();
  return {s[0], s[1], s[2]};
}

at::Tensor channelsLast(const at::Tensor& gradient) {
  return gradient.contiguous(at::MemoryFormat::ChannelsLast);
}

at::Tensor towardsWeight(const at::Tensor& input, const at::Tensor& gradient, const at::Tensor& like,
                         const Sliding& sliding);

class TowardsInput : public torch::autograd::Function<TowardsInput> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& gradient, const at::Tensor& weight,
                            std::int64_t height, std::int64_t width, const Sliding& sliding) {
    context->save_for_backward({gradient, weight});
    keep(context, sliding);
    // Only the sizes and the memory format of this tensor are read.
    const at::Tensor shape = at::empty({gradient.size(0), weight.size(1), height, width},
                                       gradient.options().memory_format(at::MemoryFormat::ChannelsLast));
    return std::get<0>(plainGradients(gradient, shape, weight, sliding, {true, false, false}));
  }

  static variable_list backward(AutogradContext* context, variable_list outputs) {
    const variable_list saved = context->get_saved_variables();
    const at::Tensor &gradient = saved[0], &weight = saved[1], pull = channelsLast(outputs[0]);
    at::Tensor first, second;
    if (context->needs_input_grad(0)) first = convolution(pull, weight, {}, kept(context));
    if (context->needs_input_grad(1)) second = towardsWeight(pull, gradient, weight, kept(context));
    return {first, second, {}, {}, {}};
  }
};

class TowardsWeight : public torch::autograd::Function<TowardsWeight> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& input, const at::Tensor& gradient,
                            const at::Tensor& like, const Sliding& sliding) {
    context->save_for_backward({input, gradient});
    keep(context, sliding);
    return std::get<1>(plainGradients(gradient, input, like, sliding, {false, true, false}));
  }

  static variable_list backward(AutogradContext* context, variable_list outputs) {
    const variable_list saved = context->get_saved_variables();
    const at::Tensor &input = saved[0], &gradient = saved[1], pull = channelsLast(outputs[0]);
    at::Tensor first, second;
    if (context->needs_input_grad(0)) {
      first = convolutionTowardsInput(gradient, pull, input.size(2), input.size(3), kept(context));
    }
    if (context->needs_input_grad(1)) second = convolution(input, pull, {}, kept(context));
    return {first, second, {}, {}};
  }
};

class Convolution : public torch::autograd::Function<Convolution> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& input, const at::Tensor& weight,
                            const c10::optional<at::Tensor>& bias, const Sliding& sliding) {
    context->save_for_backward({input, weight});
    keep(context, sliding);
    context->saved_data["bias"] = bias.has_value();
    return plainConvolution(input, weight, bias.value_or(at::Tensor()), sliding);
  }

  static variable_list backward(AutogradContext* context, variable_list outputs) {
    const variable_list saved = context->get_saved_variables();
    const at::Tensor &input = saved[0], &weight = saved[1], gradient = channelsLast(outputs[0]);
    const bool bias = context->saved_data["bias"].toBool() && context->needs_input_grad(2);
    const std::array<bool, 3> wanted{context->needs_input_grad(0), context->needs_input_grad(1), bias};
    at::Tensor first, second, third;
    if (!at::GradMode::is_enabled()) {
      std::tie(first, second, third) = plainGradients(gradient, input, weight, kept(context), wanted);
    } else {
      if (wanted[0]) first = convolutionTowardsInput(gradient, weight, input.size(2), input.size(3), kept(context));
      if (wanted[1]) second = towardsWeight(input, gradient, weight, kept(context));
      if (wanted[2]) third = gradient.sum({0, 2, 3});
    }
    return {first, second, third, {}};
  }
};

// `like` gives the weight's shape.
at::Tensor towardsWeight(const at::Tensor& input, const at::Tensor& gradient, const at::Tensor& like,
                         const Sliding& sliding) {
  return TowardsWeight::apply(input, gradient, like.detach(), sliding);
}

}  // namespace

at::Tensor convolution(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias,
                       const Sliding& sliding) {
  if (!input.is_cpu()) return plainConvolution(input, weight, bias, sliding);
  const auto given = bias.defined() ? c10::optional<at::Tensor>(bias) : c10::nullopt;  // a Function knows no other none
  return Convolution::apply(input, weight, given, sliding);
}

at::Tensor convolutionTowardsInput(const at::Tensor& gradient, const at::Tensor& weight, std::int64_t height,
                                   std::int64_t width, const Sliding& sliding) {
  return TowardsInput::apply(gradient, weight, height, width, sliding);
}

}  // namespace ganvas::nn
