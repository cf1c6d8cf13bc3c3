#include "nn/convolution.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <torch/csrc/autograd/autograd.h>

#include <vector>

namespace ganvas::nn {
namespace {

using torch::autograd::grad;

struct Case {
  std::int64_t kernel;
  Sliding sliding;
};

// Beside LibTorch's own operator, which has derivatives of its own.
class Convolution : public testing::TestWithParam<Case> {
 protected:
  at::Tensor leaf(at::IntArrayRef size) const {
    const auto format = size.size() == 4 ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous;
    return at::randn(size, at::TensorOptions()).contiguous(format).requires_grad_();
  }

  at::Tensor ours() const { return convolution(input_, weight_, bias_, GetParam().sliding); }

  at::Tensor theirs() const {
    const Sliding& s = GetParam().sliding;
    return at::conv2d(input_, weight_, bias_, s.stride, {s.vertical, s.horizontal});
  }

  void expectSame(const std::vector<at::Tensor>& a, const std::vector<at::Tensor>& b) const {
    for (std::size_t i = 0; i < a.size(); ++i) {
      const double scale = b[i].abs().max().item<double>();
      EXPECT_TRUE(at::allclose(a[i], b[i], 1e-4, 1e-5 * scale)) << i << ": " << (a[i] - b[i]).abs().max();
    }
  }

  at::Tensor input_ = leaf({3, 5, 8, 9}), bias_ = leaf({7});
  at::Tensor weight_ = leaf({7, 5, GetParam().kernel, GetParam().kernel});
};

TEST_P(Convolution, HasTheLibrarysValueAndGradients) {
  const at::Tensor a = ours(), b = theirs();
  EXPECT_TRUE(at::equal(a, b));
  const at::Tensor pull = at::arange(b.numel(), at::kFloat).sin().reshape(b.sizes());
  const std::vector<at::Tensor> leaves{input_, weight_, bias_};
  expectSame(grad({a}, leaves, {pull}), grad({b}, leaves, {pull}));
}

TEST_P(Convolution, HasTheLibrarysSecondAndThirdGradients) {
  const std::vector<at::Tensor> leaves{input_, weight_, bias_};
  const auto derivatives = [&](const at::Tensor& output) {
    std::vector<at::Tensor> all;
    at::Tensor loss = output.pow(3).sum();
    for (int order = 1; order <= 3; ++order) {
      const auto found = grad({loss}, leaves, {}, true, true);
      loss = found[0].pow(2).sum() + found[1].pow(2).sum() + found[2].pow(2).sum();
      loss = loss / loss.detach();
      all.insert(all.end(), found.begin(), found.end());
    }
    return all;
  };
  expectSame(derivatives(ours()), derivatives(theirs()));
}

TEST_P(Convolution, PassesOnlyTheGradientsThatAreAskedFor) {
  at::Tensor frozen = weight_.detach();
  const at::Tensor output = convolution(input_, frozen, {}, GetParam().sliding);
  const at::Tensor slope = grad({output.pow(2).sum()}, {input_}, {}, true, true)[0];
  EXPECT_GT(grad({slope.pow(2).sum()}, {input_})[0].abs().sum().item<double>(), 0);
}

INSTANTIATE_TEST_SUITE_P(Kernels, Convolution,
                         testing::Values(Case{3, {1, 1, 1}}, Case{4, {2, 1, 1}}, Case{5, {2, 2, 2}}, Case{1, {1, 0, 0}},
                                         Case{3, {2, 0, 0}}, Case{5, {1, 2, 1}}));

}  // namespace
}  // namespace ganvas::nn
