#include "nn/network_builder.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/full.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>

#include <stdexcept>

#include "base/random.h"
#include "nn/initialise.h"

namespace ganvas::nn {

using config::LayerKind;
using config::LayerPlan;

namespace {

constexpr int kFirstPowerIterations = 15;

bool onlyRoutes(LayerKind kind) {
  switch (kind) {
    case LayerKind::Features:
    case LayerKind::Save:
    case LayerKind::Load:
    case LayerKind::Add:
    case LayerKind::Concat:
      return true;
    default:
      return false;
  }
}

}  // namespace

void NetworkBuilder::build() {
  const auto& plans = network_.plan_.layers;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    const bool folds = foldsIntoNext(i);
    if (folds) ++i;
    random_ = at::make_generator<at::CPUGeneratorImpl>(streamSeed(seed_, i));
    if (folds) {
      Weight weight = kernel(plans[i]);
      add(i, makeUpsampleConv(std::move(weight), bias(plans[i], plans[i].output.channels)));
    } else {
      add(i, onlyRoutes(plans[i].kind) ? nullptr : make(i));
    }
  }
}

void NetworkBuilder::add(std::size_t line, std::unique_ptr<Layer> layer) {
  const LayerPlan& plan = network_.plan_.layers[line];
  plannedParameters_ += plan.parameters;
  plannedBuffers_ += plan.buffers;
  if (nextParameter_ != plannedParameters_ || nextBuffer_ != plannedBuffers_) {
    throw std::logic_error("the layer `" + plan.line + "` takes other numbers than its plan counted");
  }
  const bool uses = plan.kind == LayerKind::Load || plan.kind == LayerKind::Add || plan.kind == LayerKind::Concat;
  if (uses) {
    for (Network::Stage& earlier : network_.stages_) {
      const LayerPlan& other = network_.plan_.layers[earlier.line];
      if (earlier.lastUse && other.from == plan.from) earlier.lastUse = false;
    }
  }
  network_.stages_.push_back({line, std::move(layer), uses});
}

// On the CPU an upsampling and the 3×3 convolution behind it become one layer. GPUs run the two as they are.
bool NetworkBuilder::foldsIntoNext(std::size_t line) const {
  const auto& plans = network_.plan_.layers;
  if (!network_.parameters_.is_cpu() || line + 1 >= plans.size()) return false;
  const LayerPlan &upsample = plans[line], &conv = plans[line + 1];
  return upsample.kind == LayerKind::Upsample && upsample.stride == 2 && conv.kind == LayerKind::Conv &&
         conv.kernel == 3 && conv.stride == 1 && conv.padding == config::Padding{1, 1, 1, 1};
}

// Whether the layer before `line` makes a tensor of its own that nothing else reads: neither its backward pass, nor a
// saved value, nor who asked for the features (those are held from a line of their own, or by a dense layer).
bool NetworkBuilder::overwritable(std::size_t line) const {
  if (line == 0) return false;
  const LayerPlan& before = network_.plan_.layers[line - 1];
  switch (before.kind) {
    case LayerKind::Linear:
      return !before.output.isPicture();  // a picture of it is a view
    case LayerKind::Conv:
    case LayerKind::ConvTranspose:
    case LayerKind::BatchNorm:
    case LayerKind::Add:
    case LayerKind::AddTimestep:
      return true;
    default:
      return false;
  }
}

std::unique_ptr<Layer> NetworkBuilder::make(std::size_t line) {
  const LayerPlan& plan = network_.plan_.layers[line];
  switch (plan.kind) {
    case LayerKind::Reshape:
      return makeReshape(plan.output);
    case LayerKind::Flatten:
      return makeFlatten();
    case LayerKind::Upsample:
      return makeUpsample(plan.stride);
    case LayerKind::PixelShuffle:
      return makePixelShuffle(plan.stride);
    case LayerKind::AveragePool:
      return makeAveragePool(plan.stride);
    case LayerKind::GlobalAveragePool:
      return makeGlobalAveragePool();
    case LayerKind::LeakyRelu:
      return makeLeakyRelu(plan.value, overwritable(line));
    case LayerKind::Relu:
      return makeLeakyRelu(0, overwritable(line));
    case LayerKind::Silu:
      return makeSilu();
    case LayerKind::Tanh:
      return makeTanh();
    case LayerKind::Sigmoid:
      return makeSigmoid();
    case LayerKind::Dropout:
      return makeDropout(plan.value);
    case LayerKind::MinibatchStddev:
      return makeMinibatchStddev(plan.groups);
    case LayerKind::LabelOneHot:
      return makeLabelOneHot(plan.classes);
    default:
      return makeWithParameters(plan);
  }
}

std::unique_ptr<Layer> NetworkBuilder::makeWithParameters(const LayerPlan& plan) {
  switch (plan.kind) {
    case LayerKind::Linear: {
      Weight weight = denseWeight(plan, plan.input.elements(), plan.output.elements());
      return makeLinear(std::move(weight), bias(plan, plan.output.elements()), plan.output);
    }
    case LayerKind::Conv: {
      Weight weight = kernel(plan);
      return makeConv(std::move(weight), bias(plan, plan.output.channels), plan.stride, plan.padding);
    }
    case LayerKind::ConvTranspose: {
      Weight weight = kernel(plan);
      return makeConvTranspose(std::move(weight), bias(plan, plan.output.channels), plan.stride);
    }
    case LayerKind::BatchNorm:
      return batchNorm(plan);
    case LayerKind::GroupNorm:
      return groupNorm(plan);
    case LayerKind::Prelu:
      return prelu(plan);
    case LayerKind::SelfAttention:
      return selfAttention(plan);
    case LayerKind::LabelEmbedding:
      return makeLabelEmbedding(
          parameter(drawn({plan.classes, plan.width}, plan.initialiser, plan.classes, plan.width)));
    case LayerKind::LabelProjection:
      return labelProjection(plan);
    case LayerKind::AddTimestep:
      return addTimestep(plan);
    default:
      throw std::logic_error("no layer stands behind `" + plan.line + "`");
  }
}

std::unique_ptr<Layer> NetworkBuilder::batchNorm(const LayerPlan& plan) {
  const std::int64_t channels = plan.input.channels;
  const at::Tensor scale = parameter(at::ones({channels})), shift = parameter(at::zeros({channels}));
  const at::Tensor mean = buffer(at::zeros({channels})), variance = buffer(at::ones({channels}));
  return makeBatchNorm(scale, shift, mean, variance, plan.value, plan.epsilon);
}

std::unique_ptr<Layer> NetworkBuilder::groupNorm(const LayerPlan& plan) {
  const std::int64_t channels = plan.input.channels;
  const at::Tensor scale = parameter(at::ones({channels})), shift = parameter(at::zeros({channels}));
  return makeGroupNorm(scale, shift, plan.groups, plan.epsilon);
}

std::unique_ptr<Layer> NetworkBuilder::prelu(const LayerPlan& plan) {
  const config::Shape& shape = plan.input;
  if (plan.perChannel || !shape.isPicture()) return makePrelu(parameter(at::full({shape.channels}, plan.value)));
  return makePrelu(parameter(at::full({shape.height, shape.width, shape.channels}, plan.value)));
}

std::unique_ptr<Layer> NetworkBuilder::selfAttention(const LayerPlan& plan) {
  const std::int64_t c = plan.input.channels, width = plan.width;
  const at::Tensor query = drawn({width, c}, plan.initialiser, c, width);
  const at::Tensor key = drawn({width, c}, plan.initialiser, c, width);
  const at::Tensor value = drawn({c, c}, plan.initialiser, c, c);
  const at::Tensor weight = parameter(at::cat({query, key, value}));
  const at::Tensor bias = parameter(at::zeros({2 * width + c})), gamma = parameter(at::zeros({1}));
  return makeSelfAttention(weight, bias, gamma, width);
}

std::unique_ptr<Layer> NetworkBuilder::labelProjection(const LayerPlan& plan) {
  const std::int64_t features = plan.input.channels;
  Weight weight = denseWeight(plan, features, 1);
  const at::Tensor offset = bias(plan, 1);
  return makeLabelProjection(std::move(weight), offset, denseWeight(plan, features, plan.classes));
}

std::unique_ptr<Layer> NetworkBuilder::addTimestep(const LayerPlan& plan) {
  const DenseParameters first = dense(plan.width, plan.input.channels);
  return makeAddTimestep(first, dense(plan.input.channels, plan.input.channels));
}

Weight NetworkBuilder::denseWeight(const LayerPlan& plan, std::int64_t inputs, std::int64_t outputs) {
  return weight(plan, parameter(drawn({outputs, inputs}, plan.initialiser, inputs, outputs)), false);
}

// A kernel in channels_last memory: outputs first, or second where the convolution is transposed.
Weight NetworkBuilder::kernel(const LayerPlan& plan) {
  const bool transposed = plan.kind == LayerKind::ConvTranspose;
  const std::int64_t first = transposed ? plan.input.channels : plan.output.channels;
  const std::int64_t second = transposed ? plan.output.channels : plan.input.channels;
  const std::int64_t k = plan.kernel, area = k * k;
  const at::Tensor start =
      drawn({first, second, k, k}, plan.initialiser, plan.input.channels * area, plan.output.channels * area);
  return weight(plan, parameter({first, second, k, k}, {second * area, 1, k * second, second}, start), transposed);
}

// With a spectral norm its vectors are drawn and iterated on the CPU, so that every device starts from the same ones.
Weight NetworkBuilder::weight(const LayerPlan& plan, const at::Tensor& tensor, bool outputsSecond) {
  if (!plan.spectralNorm) return Weight(tensor);
  const std::int64_t outputs = tensor.size(outputsSecond ? 1 : 0);
  const config::Initialiser normal{config::Initialiser::Kind::Normal, 1};
  SingularVectors start{drawWeights({outputs}, normal, 0, 0, random_),
                        drawWeights({tensor.numel() / outputs}, normal, 0, 0, random_)};
  start.outputs.div_(start.outputs.norm());
  start.rest.div_(start.rest.norm());
  Weight(tensor.cpu(), start, outputsSecond).iterate(kFirstPowerIterations);
  const at::Tensor left = buffer(start.outputs);
  return Weight(tensor, {left, buffer(start.rest)}, outputsSecond);
}

at::Tensor NetworkBuilder::bias(const LayerPlan& plan, std::int64_t outputs) {
  return plan.bias ? parameter(at::zeros({outputs})) : at::Tensor();
}

DenseParameters NetworkBuilder::dense(std::int64_t inputs, std::int64_t outputs) {
  const at::Tensor weight = parameter(drawn({outputs, inputs}, {}, inputs, outputs));
  return {weight, parameter(at::zeros({outputs}))};
}

at::Tensor NetworkBuilder::drawn(at::IntArrayRef size, const config::Initialiser& initialiser, std::int64_t fanIn,
                                 std::int64_t fanOut) {
  return drawWeights(size, initialiser, fanIn, fanOut, random_);
}

at::Tensor NetworkBuilder::parameter(const at::Tensor& start) {
  return parameter(start.sizes(), start.strides(), start);
}

at::Tensor NetworkBuilder::parameter(at::IntArrayRef size, at::IntArrayRef stride, const at::Tensor& start) {
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

at::Tensor NetworkBuilder::buffer(const at::Tensor& start) {
  at::Tensor slice = network_.buffers_.narrow(0, nextBuffer_, start.numel());
  slice.copy_(start);
  nextBuffer_ += start.numel();
  return slice;
}

}  // namespace ganvas::nn
