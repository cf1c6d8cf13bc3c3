#include "nn/network.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>

#include "base/random.h"
#include "nn/initialise.h"
#include "nn/layers.h"

namespace ganvas::nn {

using config::LayerKind;
using config::LayerPlan;

/// Cuts a network's flat buffers into the layers' tensors, in the order of the layer lines.
class NetworkBuilder {
 public:
  NetworkBuilder(Network& network, std::uint64_t seed) : network_(network), seed_(seed) {}

  void build() {
    const auto& plans = network_.plan_.layers;
    for (std::size_t i = 0; i < plans.size(); ++i) {
      random_ = at::make_generator<at::CPUGeneratorImpl>(streamSeed(seed_, i));
      if (foldsIntoNext(plans, i)) {
        ++i;
        random_ = at::make_generator<at::CPUGeneratorImpl>(streamSeed(seed_, i));
        at::Tensor weight = convWeight(plans[i], plans[i].output.channels, plans[i].input.channels);
        network_.layers_.push_back(makeUpsampleConv(weight, bias(plans[i])));
      } else {
        network_.layers_.push_back(make(plans[i], i));
      }
    }
  }

 private:
  // On the CPU an upsampling and the 3×3 convolution behind it become one layer. GPUs run the two as they are.
  bool foldsIntoNext(const std::vector<LayerPlan>& plans, std::size_t i) const {
    if (!network_.parameters_.is_cpu() || i + 1 >= plans.size()) return false;
    const LayerPlan &upsample = plans[i], &conv = plans[i + 1];
    return upsample.kind == LayerKind::Upsample && upsample.stride == 2 && conv.kind == LayerKind::Conv &&
           conv.kernel == 3 && conv.stride == 1 && conv.padding == config::Padding{1, 1, 1, 1};
  }

  std::unique_ptr<Layer> make(const LayerPlan& plan, std::size_t index) {
    switch (plan.kind) {
      case LayerKind::Linear: {
        at::Tensor weight = linearWeight(plan);
        return makeLinear(weight, bias(plan), plan.output);
      }
      case LayerKind::Conv: {
        at::Tensor weight = convWeight(plan, plan.output.channels, plan.input.channels);
        return makeConv(weight, bias(plan), plan.stride, plan.padding);
      }
      case LayerKind::ConvTranspose: {
        at::Tensor weight = convWeight(plan, plan.input.channels, plan.output.channels);
        return makeConvTranspose(weight, bias(plan), plan.stride);
      }
      case LayerKind::BatchNorm: {
        const std::int64_t channels = plan.input.channels;
        at::Tensor scale = parameter({channels}, {1}, at::ones({channels}));
        at::Tensor shift = parameter({channels}, {1}, at::zeros({channels}));
        at::Tensor mean = buffer(at::zeros({channels}));
        at::Tensor variance = buffer(at::ones({channels}));
        return makeBatchNorm(scale, shift, mean, variance, plan.value, plan.epsilon);
      }
      case LayerKind::Reshape:
        return makeReshape(plan.output);
      case LayerKind::Flatten:
        return makeFlatten();
      case LayerKind::Upsample:
        return makeUpsample(plan.stride);
      case LayerKind::LeakyRelu:
        return makeLeakyRelu(plan.value, overwritable(index));
      case LayerKind::Relu:
        return makeLeakyRelu(0, overwritable(index));
      case LayerKind::Tanh:
        return makeTanh();
      case LayerKind::Dropout:
        return makeDropout(plan.value);
      default:
        break;
    }
    throw std::logic_error("unknown layer kind");
  }

  // Whether the layer before `index` makes a tensor of its own that its backward pass does not read.
  bool overwritable(std::size_t index) const {
    if (index == 0) return false;
    const LayerPlan& before = network_.plan_.layers[index - 1];
    switch (before.kind) {
      case LayerKind::Linear:
        return !before.output.isPicture();  // a picture of it is a view
      case LayerKind::Conv:
      case LayerKind::ConvTranspose:
      case LayerKind::BatchNorm:
        return true;
      default:
        return false;
    }
  }

  at::Tensor linearWeight(const LayerPlan& plan) {
    const std::int64_t in = plan.input.elements(), out = plan.output.elements();
    return parameter({out, in}, {in, 1}, drawWeights({out, in}, plan.initialiser, in, out, random_));
  }

  // A first×second×K×K kernel in channels_last memory.
  at::Tensor convWeight(const LayerPlan& plan, std::int64_t first, std::int64_t second) {
    const std::int64_t k = plan.kernel, area = k * k;
    const at::Tensor start = drawWeights({first, second, k, k}, plan.initialiser, plan.input.channels * area,
                                         plan.output.channels * area, random_);
    return parameter({first, second, k, k}, {second * area, 1, k * second, second}, start);
  }

  at::Tensor bias(const LayerPlan& plan) {
    if (!plan.bias) return {};
    const std::int64_t n = plan.kind == LayerKind::Linear ? plan.output.elements() : plan.output.channels;
    return parameter({n}, {1}, at::zeros({n}));
  }

  at::Tensor parameter(at::IntArrayRef size, at::IntArrayRef stride, const at::Tensor& start) {
    at::Tensor leaf = network_.parameters_.as_strided(size, stride, nextParameter_).detach();
    leaf.copy_(start);
    if (network_.gradients_.defined()) {
      leaf.set_requires_grad(true);
      leaf.mutable_grad() = network_.gradients_.as_strided(size, stride, nextParameter_);
    }
    nextParameter_ += leaf.numel();
    network_.leaves_.push_back(leaf);
    return leaf;
  }

  at::Tensor buffer(const at::Tensor& start) {
    at::Tensor slice = network_.buffers_.narrow(0, nextBuffer_, start.numel());
    slice.copy_(start);
    nextBuffer_ += start.numel();
    return slice;
  }

  Network& network_;
  std::uint64_t seed_;
  at::Generator random_;
  std::int64_t nextParameter_ = 0, nextBuffer_ = 0;
};

Network::Network(const config::NetworkPlan& plan, c10::Device device, std::uint64_t seed, bool withGradients)
    : plan_(plan) {
  const c10::NoGradGuard noGrad;
  std::int64_t buffers = 0;
  for (const LayerPlan& layer : plan.layers) buffers += layer.buffers;
  const auto options = at::TensorOptions().dtype(at::kFloat).device(device);
  parameters_ = at::zeros({plan.parameters()}, options);
  if (withGradients) gradients_ = at::zeros({plan.parameters()}, options);
  buffers_ = at::zeros({buffers}, options);
  NetworkBuilder(*this, seed).build();
}

at::Tensor Network::forward(const at::Tensor& input, const ForwardContext& context, at::Tensor*) const {
  at::Tensor x = input;
  for (const auto& layer : layers_) x = layer->forward(x, context);
  return x;
}

void Network::setTrainable(bool trainable) {
  for (at::Tensor& leaf : leaves_) leaf.set_requires_grad(trainable);
}

}  // namespace ganvas::nn
