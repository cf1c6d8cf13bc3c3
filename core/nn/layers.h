#pragma once

#include <memory>

#include "config/network_plan.h"
#include "nn/layer.h"

// The layers behind the layer lines. Each takes its parameters as tensors; who owns their memory is the network.
namespace ganvas::nn {

/// y = x·Wᵀ + b; `weight` out×in, `bias` out or undefined. When `output` is a picture the features are seen as H×W×C.
std::unique_ptr<Layer> makeLinear(at::Tensor weight, at::Tensor bias, const config::Shape& output);

/// Convolution, `weight` O×I×K×K; the padding may differ on the four sides.
std::unique_ptr<Layer> makeConv(at::Tensor weight, at::Tensor bias, std::int64_t stride,
                                const config::Padding& padding);

/// Transposed convolution with 'same' cropping, `weight` I×O×K×K.
std::unique_ptr<Layer> makeConvTranspose(at::Tensor weight, at::Tensor bias, std::int64_t stride);

/// Nearest upsampling by 2 and a 3×3 'same' convolution (`weight` O×I×3×3) in one: see foldUpsampleIntoKernel.
std::unique_ptr<Layer> makeUpsampleConv(at::Tensor weight, at::Tensor bias);

/// Batch normalisation (Ioffe & Szegedy 2015) over features or channels. `momentum` is Keras's: the share of the old
/// running statistics that stays.
std::unique_ptr<Layer> makeBatchNorm(at::Tensor scale, at::Tensor shift, at::Tensor mean, at::Tensor variance,
                                     double momentum, double epsilon);

/// Features seen as H×W×C, and pictures flattened in that order (Keras's): both are views of channels_last memory.
std::unique_ptr<Layer> makeReshape(const config::Shape& output);
std::unique_ptr<Layer> makeFlatten();

/// Nearest-neighbour upsampling by a whole factor.
std::unique_ptr<Layer> makeUpsample(std::int64_t factor);

/// Activations. `inPlace` overwrites the input: only after a layer that keeps no reference to its output.
std::unique_ptr<Layer> makeLeakyRelu(double slope, bool inPlace);
std::unique_ptr<Layer> makeTanh();

/// Dropout with the mask drawn from the context's generator.
std::unique_ptr<Layer> makeDropout(double probability);

}  // namespace ganvas::nn
