// Labels as shares of the classes: one-hot ones say what classes say, others what their formula says.
#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "nn/support.h"

namespace ganvas::nn {
namespace {

using config::Shape;

constexpr std::int64_t kClasses = 3, kCount = 5;

struct Result {
  at::Tensor output, towardsInput, towardsParameters;
};

class SoftLabels : public ::testing::TestWithParam<std::pair<Lines, Shape>> {
 protected:
  Result run(const at::Tensor& labels) const {
    const auto& [lines, shape] = GetParam();
    const Network network = networkOf(lines, shape, kClasses);
    network.parameters().copy_(wave(network.parameters().numel(), 1.3, 1.0, 0.5));
    network.buffers().copy_(wave(network.buffers().numel(), 0.9, 0.5));
    at::Tensor x = wave(kCount * shape.elements(), 0.7, 0.3).reshape({kCount, -1});
    if (shape.isPicture()) {
      x = x.reshape({kCount, shape.channels, shape.height, shape.width}).contiguous(at::MemoryFormat::ChannelsLast);
    }
    x = x.requires_grad_();
    ForwardContext context;
    context.labels = labels;
    const at::Tensor y = network.forward(x, context);
    (y * wave(y.numel(), 2.1, 0.1).reshape(y.sizes())).sum().backward();
    return {y.detach(), x.grad(), network.gradients().clone()};
  }

  const at::Tensor classes = at::arange(kCount, at::kLong) * 2 % kClasses;
  const at::Tensor other = (classes + 1) % kClasses;
  static at::Tensor oneHot(const at::Tensor& labels) { return at::one_hot(labels, kClasses).to(at::kFloat); }
};

TEST_P(SoftLabels, OneHotOnesSayExactlyWhatClassesSay) {
  const Result hard = run(classes), soft = run(oneHot(classes));
  EXPECT_TRUE(at::equal(soft.output, hard.output));
  EXPECT_TRUE(at::equal(soft.towardsInput, hard.towardsInput));
  EXPECT_TRUE(at::allclose(soft.towardsParameters, hard.towardsParameters, 1e-6, 1e-6));  // summed in another order
}

// All these layers are affine in the label: of two classes in shares they make the mix of what each makes, and of the
// gradients too, as the loss is linear in the output.
TEST_P(SoftLabels, SharesMixOutputsAndGradients) {
  const Result one = run(classes), two = run(other);
  const Result mixed = run(oneHot(classes) * 0.7 + oneHot(other) * 0.3);
  const auto expectMixed = [](const at::Tensor& found, const at::Tensor& a, const at::Tensor& b) {
    EXPECT_TRUE(at::allclose(found, a * 0.7 + b * 0.3, 1e-4, 1e-5)) << (found - a * 0.7 - b * 0.3).abs().max();
  };
  expectMixed(mixed.output, one.output, two.output);
  expectMixed(mixed.towardsInput, one.towardsInput, two.towardsInput);
  expectMixed(mixed.towardsParameters, one.towardsParameters, two.towardsParameters);
  EXPECT_FALSE(at::allclose(mixed.output, one.output));
}

const Shape kVector = Shape::vector(4), kPicture = Shape::picture(2, 3, 2);
INSTANTIATE_TEST_SUITE_P(Layers, SoftLabels,
                         ::testing::Values(std::pair{Lines{"label_one_hot"}, kVector},
                                           std::pair{Lines{"label_one_hot"}, kPicture},
                                           std::pair{Lines{"label_one_hot", "linear 2"}, kVector},
                                           std::pair{Lines{"label_embedding 2"}, kVector},
                                           std::pair{Lines{"label_embedding 2"}, kPicture},
                                           std::pair{Lines{"label_projection"}, kVector},
                                           std::pair{Lines{"label_projection spectral_norm"}, kVector}));

}  // namespace
}  // namespace ganvas::nn
