#pragma once

#include <memory>

#include "config/network_plan.h"
#include "nn/layer.h"
#include "nn/spectral_norm.h"

// The layers behind the layer lines. Each takes its parameters as tensors; who owns their memory is the network.
// All are twice differentiable.
namespace ganvas::nn {

/// y = x·Wᵀ + b; `weight` out×in, `bias` out or undefined. When `output` is a picture the features are seen as H×W×C.
std::unique_ptr<Layer> makeLinear(Weight weight, at::Tensor bias, const config::Shape& output);

/// Convolution, `weight` O×I×K×K; the padding may differ on the four sides.
std::unique_ptr<Layer> makeConv(Weight weight, at::Tensor bias, std::int64_t stride, const config::Padding& padding);

/// Transposed convolution with 'same' cropping, `weight` I×O×K×K.
std::unique_ptr<Layer> makeConvTranspose(Weight weight, at::Tensor bias, std::int64_t stride);

/// Nearest upsampling by 2 and a 3×3 'same' convolution (`weight` O×I×3×3) in one: see foldUpsampleIntoKernel.
std::unique_ptr<Layer> makeUpsampleConv(Weight weight, at::Tensor bias);

/// Batch normalisation (Ioffe & Szegedy 2015) over features or channels. `momentum` is Keras's: the share of the old
/// running statistics that stays.
std::unique_ptr<Layer> makeBatchNorm(at::Tensor scale, at::Tensor shift, at::Tensor mean, at::Tensor variance,
                                     double momentum, double epsilon);

/// Each sample normalised in groups of channels (Wu & He 2018): with one group layer normalisation (Ba et al. 2016),
/// with one for each channel instance normalisation (Ulyanov et al. 2016). `scale` and `shift` are per channel.
std::unique_ptr<Layer> makeGroupNorm(at::Tensor scale, at::Tensor shift, std::int64_t groups, double epsilon);

/// Features seen as H×W×C, and pictures flattened in that order (Keras's): both are views of channels_last memory.
std::unique_ptr<Layer> makeReshape(const config::Shape& output);
std::unique_ptr<Layer> makeFlatten();

/// Nearest-neighbour upsampling by a whole factor F.
std::unique_ptr<Layer> makeUpsample(std::int64_t factor);

/// F² channels dealt out to F×F pixels (Shi et al. 2016): channel c·F² + i·F + j becomes pixel (i, j) of channel c.
std::unique_ptr<Layer> makePixelShuffle(std::int64_t factor);

/// The mean of each F×F pixels, and of each channel (Lin et al. 2014; a vector).
std::unique_ptr<Layer> makeAveragePool(std::int64_t factor);
std::unique_ptr<Layer> makeGlobalAveragePool();

/// Activations. `inPlace` overwrites the input: only after a layer that keeps no reference to its output. silu is
/// x · sigmoid(x) (Elfwing et al. 2018).
std::unique_ptr<Layer> makeLeakyRelu(double slope, bool inPlace);
std::unique_ptr<Layer> makeSilu();
std::unique_ptr<Layer> makeTanh();
std::unique_ptr<Layer> makeSigmoid();

/// x, or slope·x where x ≤ 0 (He et al. 2015). `slope` is one per channel or feature [C], or per element [H, W, C].
std::unique_ptr<Layer> makePrelu(at::Tensor slope);

/// Dropout (Srivastava et al. 2014) with the mask drawn from the context's generator.
std::unique_ptr<Layer> makeDropout(double probability);

/// x + γ · attention(x) (Zhang et al. 2019): each pixel's query, matched with all pixels' keys by a softmax, weighs
/// their values. `weight` is (2·width + C)×C: the 1×1 convolutions of query, key and value; `bias` alike; `gamma` [1].
std::unique_ptr<Layer> makeSelfAttention(at::Tensor weight, at::Tensor bias, at::Tensor gamma, std::int64_t width);

/// One more channel or feature: the standard deviation over a group of samples, averaged over all elements (Karras et
/// al. 2018). `group` 0 is the whole batch; where it does not divide the batch, the largest divisor below it is taken.
std::unique_ptr<Layer> makeMinibatchStddev(std::int64_t group);

/// Labels are classes or shares of several (ForwardContext::labels).
/// The label joined as one-hot features or planes (Mirza & Osindero 2014), or as a learned vector: `vectors` K×width.
std::unique_ptr<Layer> makeLabelOneHot(std::int64_t classes);
std::unique_ptr<Layer> makeLabelEmbedding(at::Tensor vectors);

/// w·φ + b + ⟨e_y, φ⟩ (Miyato & Koyama 2018): `weight` 1×F, `bias` [1] or undefined, `vectors` K×F; N×1 out.
std::unique_ptr<Layer> makeLabelProjection(Weight weight, at::Tensor bias, Weight vectors);

struct DenseParameters {
  at::Tensor weight, bias;
};

/// x + W₂·silu(W₁·s(t) + b₁) + b₂ for each channel (Ho et al. 2020), s(t) half sines and half cosines of the step t
/// times frequencies that fall from 1 to 1/10000. W₁ is C×size, W₂ C×C.
std::unique_ptr<Layer> makeAddTimestep(const DenseParameters& first, const DenseParameters& second);

}  // namespace ganvas::nn
