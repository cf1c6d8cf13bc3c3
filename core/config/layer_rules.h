#pragma once

// For the files layer_rules*.cpp only: what each layer kind takes as arguments, and the shape and the counts that
// follow, by family. A rule fills in all of the plan but its line and its input; the output is the input until then.

#include <cstdint>
#include <string>

#include "config/layer_line.h"

namespace ganvas::config {

// Beyond these, no machine could hold the tensors; below them, no product overflows 64 bits.
inline constexpr std::int64_t kMostElements = std::int64_t{1} << 31;
inline constexpr std::int64_t kMostMultiplyAdds = std::int64_t{1} << 50;
inline constexpr std::int64_t kMostChannels = 1 << 20;
// Of one layer: far more than a network may have, so that its refusal can say how many there would be.
inline constexpr std::int64_t kMostWeights = kMostMultiplyAdds;

using LayerRule = void(LayerLine& line, LayerPlan& plan, PlanScope& scope);

LayerRule planLinear, planConv, planConvTranspose;
LayerRule planReshape, planFlatten, planUpsample, planPixelShuffle, planAveragePool, planGlobalAveragePool;
LayerRule planBatchNorm, planLayerNorm, planInstanceNorm, planGroupNorm;
LayerRule planLeakyRelu, planRelu, planPrelu, planSilu, planTanh, planSigmoid, planDropout;
LayerRule planSelfAttention, planMinibatchStddev;
LayerRule planLabelOneHot, planLabelEmbedding, planLabelProjection, planAddTimestep;
LayerRule planFeatures, planSave, planLoad, planAdd, planConcat;

// Each throws LayerError where the line does not have what it is named after.
void needPicture(const LayerLine& line);
void needVector(const LayerLine& line);
std::string needWord(LayerLine& line, const std::string& what);

/// init=…
void takeInitialiser(LayerLine& line, LayerPlan& plan);
/// no_bias, spectral_norm and init=…
void takeWeightOptions(LayerLine& line, LayerPlan& plan);

/// Parameters, buffers and multiply-adds of a layer that applies `weights` at so many positions.
void countWeights(const LayerLine& line, LayerPlan& plan, std::int64_t weights, std::int64_t outputs,
                  std::int64_t positions);

/// The shape before the line with so many features, or planes of them, more.
Shape widened(const LayerLine& line, std::int64_t by);

}  // namespace ganvas::config
