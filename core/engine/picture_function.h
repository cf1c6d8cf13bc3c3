#pragma once

#include <ATen/core/Tensor.h>
#include <torch/csrc/autograd/custom_function.h>

#include "engine/picture_kernel.h"

namespace ganvas::engine {

/// The kernel over each of N pictures (float32 N×C×H×W on the CPU) with its row of `numbers` (float32 N×K), on all
/// threads. The result lies in channels_last memory.
at::Tensor runKernel(PictureKernel kernel, const at::Tensor& pictures, const at::Tensor& numbers);

/// A kernel that is linear in the picture (but for what it adds), with the one that its gradient goes back through: its
/// transpose, run with numbers of its own. Once differentiable, by the pictures.
template <PictureKernel kForward, PictureKernel kTransposed>
class PictureFunction : public torch::autograd::Function<PictureFunction<kForward, kTransposed>> {
 public:
  static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& pictures,
                            const at::Tensor& numbers, const at::Tensor& transposedNumbers) {
    context->save_for_backward({transposedNumbers});
    return runKernel(kForward, pictures, numbers);
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::variable_list gradients) {
    return {runKernel(kTransposed, gradients[0], context->get_saved_variables()[0]), at::Tensor(), at::Tensor()};
  }
};

}  // namespace ganvas::engine
