#include "engine/optimiser.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>

namespace ganvas::engine {
namespace {

// Three updates of (1, −2, 0.5) with the gradients (0.1(k+1), −0.2, 0.3(k−1)), computed with PyTorch 1.13's
// torch.optim in Python: Adam(0.01, (0.5, 0.999), 1e-8), RMSprop(0.01, alpha 0.9), SGD(0.01, momentum 0.9).
struct Reference {
  const char* kind;
  float after[3][3];
};
constexpr Reference kReferences[] = {
    {"adam",
     {{0.99000001f, -1.99000001f, 0.50999999f},
      {0.979460657f, -1.980000019f, 0.514715195f},
      {0.968221784f, -1.970000029f, 0.50946629f}}},
    {"rmsprop",
     {{0.968377233f, -1.968377233f, 0.531622767f},
      {0.939805806f, -1.945435743f, 0.531622767f},
      {0.913899422f, -1.926226139f, 0.508117735f}}},
    {"sgd",
     {{0.999000013f, -1.998000026f, 0.503000021f},
      {0.996100008f, -1.994199991f, 0.505699992f},
      {0.990490019f, -1.988780022f, 0.505129993f}}},
};

config::Optimiser options(const char* kind) {
  config::Optimiser o;
  o.kind = kind;
  o.learningRate = 0.01;
  o.alpha = 0.9;
  o.momentum = 0.9;
  return o;
}

TEST(Optimiser, FollowsPyTorchFusedAndNot) {
  for (const Reference& reference : kReferences) {
    for (const bool fused : {true, false}) {
      SCOPED_TRACE(std::string(reference.kind) + (fused ? " fused" : " by tensors"));
      at::Tensor p = at::tensor({1.f, -2.f, 0.5f}), g = at::zeros({3});
      auto optimiser = makeOptimiser(options(reference.kind), p, g, fused);
      for (int k = 0; k < 3; ++k) {
        const float a = 0.1f * static_cast<float>(k + 1), c = 0.3f * static_cast<float>(k - 1);
        g.copy_(at::tensor({a, -0.2f, c}));
        const float norm = optimiser->step().item<float>();
        EXPECT_NEAR(norm, std::sqrt(a * a + 0.04f + c * c), 1e-6);
        EXPECT_EQ(g.abs().sum().item<float>(), 0) << "the gradient is cleared";
        for (int i = 0; i < 3; ++i) EXPECT_NEAR(p[i].item<float>(), reference.after[k][i], 1e-6) << k << " " << i;
      }
    }
  }
}

TEST(Optimiser, FusedEqualsTensorsOverManyBlocks) {
  for (const char* kind : {"adam", "rmsprop", "sgd"}) {
    SCOPED_TRACE(kind);
    const std::int64_t n = 50'001;  // four blocks, the last one odd
    at::Tensor p1 = at::randn({n}), p2 = p1.clone(), g1 = at::zeros({n}), g2 = at::zeros({n});
    auto fused = makeOptimiser(options(kind), p1, g1, true), tensors = makeOptimiser(options(kind), p2, g2, false);
    for (int k = 0; k < 5; ++k) {
      const at::Tensor gradient = at::randn({n});
      g1.copy_(gradient);
      g2.copy_(gradient);
      EXPECT_NEAR(fused->step().item<float>(), tensors->step().item<float>(), 1e-2);
    }
    EXPECT_TRUE(at::allclose(p1, p2, 1e-5, 1e-6)) << (p1 - p2).abs().max();
  }
}

}  // namespace
}  // namespace ganvas::engine
