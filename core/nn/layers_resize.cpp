#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/pixel_shuffle.h>
#include <ATen/ops/upsample_nearest2d.h>

#include "nn/layers.h"

namespace ganvas::nn {

namespace {

class Upsample : public Layer {
 public:
  explicit Upsample(std::int64_t factor) : factor_(factor) {}

  at::Tensor forward(const at::Tensor& input, const ForwardContext&) const override {
    return at::upsample_nearest2d(input, {input.size(2) * factor_, input.size(3) * factor_});
  }

 private:
  std::int64_t factor_;
};

class PixelShuffle : public Layer {
 public:
  explicit PixelShuffle(std::int64_t factor) : factor_(factor) {}

  at::Tensor forward(const at::Tensor& input, const ForwardContext&) const override {
    return at::pixel_shuffle(input, factor_).contiguous(at::MemoryFormat::ChannelsLast);
  }

 private:
  std::int64_t factor_;
};

class AveragePool : public Layer {
 public:
  explicit AveragePool(std::int64_t factor) : factor_(factor) {}

  at::Tensor forward(const at::Tensor& input, const ForwardContext&) const override {
    return at::avg_pool2d(input, {factor_, factor_});
  }

 private:
  std::int64_t factor_;
};

class GlobalAveragePool : public Layer {
 public:
  at::Tensor forward(const at::Tensor& input, const ForwardContext&) const override { return input.mean({2, 3}); }
};

}  // namespace

std::unique_ptr<Layer> makeUpsample(std::int64_t factor) {
  return std::make_unique<Upsample>(factor);
}

std::unique_ptr<Layer> makePixelShuffle(std::int64_t factor) {
  return std::make_unique<PixelShuffle>(factor);
}

std::unique_ptr<Layer> makeAveragePool(std::int64_t factor) {
  return std::make_unique<AveragePool>(factor);
}

std::unique_ptr<Layer> makeGlobalAveragePool() {
  return std::make_unique<GlobalAveragePool>();
}

}  // namespace ganvas::nn
