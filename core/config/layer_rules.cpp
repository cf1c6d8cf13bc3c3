// The table of all layers, and how a line finds its row.
#include "config/layer_rules.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "config/edit_distance.h"
#include "config/utf8.h"

namespace ganvas::config {

namespace {

struct Rule {
  LayerForm form;
  LayerRule* plan;
};

// In the order in which completion offers them.
constexpr Rule kRules[] = {
    {{"linear", "linear N or linear HxWxC, then [no_bias] [spectral_norm] [init=glorot, init=normal:STD or init=zero]",
      "Dense layer to N features, or to a picture of height × width × channels."},
     planLinear},
    {{"conv",
      "conv C kK [sS] [same, valid or pP] [no_bias] [spectral_norm] [init=glorot, init=normal:STD or init=zero]",
      "Convolution to C channels with a K×K kernel and stride S; spectral_norm: Miyato et al. 2018."},
     planConv},
    {{"conv_transpose",
      "conv_transpose C kK [sS] [same] [no_bias] [spectral_norm] [init=glorot, init=normal:STD or init=zero]",
      "Transposed convolution to C channels; the output is exactly S times as large."},
     planConvTranspose},
    {{"reshape", "reshape HxWxC", "Sees a vector as a picture."}, planReshape},
    {{"flatten", "flatten", "Sees a picture as a vector."}, planFlatten},
    {{"upsample", "upsample F", "Makes each pixel F×F pixels (nearest neighbour)."}, planUpsample},
    {{"pixel_shuffle", "pixel_shuffle F", "Deals F² channels out to F×F pixels (Shi et al. 2016)."}, planPixelShuffle},
    {{"average_pool", "average_pool F", "The mean of each F×F pixels."}, planAveragePool},
    {{"global_average_pool", "global_average_pool", "The mean of each channel: a vector (Lin et al. 2014)."},
     planGlobalAveragePool},
    {{"batch_norm", "batch_norm [MOMENTUM] [eps=E]",
      "Normalises each channel over the batch (Ioffe & Szegedy 2015); MOMENTUM is the share of the old average that "
      "stays."},
     planBatchNorm},
    {{"layer_norm", "layer_norm [eps=E]", "Normalises each sample over all its features (Ba et al. 2016)."},
     planLayerNorm},
    {{"instance_norm", "instance_norm [eps=E]", "Normalises each channel of each picture (Ulyanov et al. 2016)."},
     planInstanceNorm},
    {{"group_norm", "group_norm G [eps=E]", "Normalises each sample in G groups of channels (Wu & He 2018)."},
     planGroupNorm},
    {{"leaky_relu", "leaky_relu [SLOPE]", "x, or SLOPE·x where x is negative."}, planLeakyRelu},
    {{"relu", "relu", "x, or 0 where x is negative."}, planRelu},
    {{"prelu", "prelu [SLOPE] [channel]",
      "Leaky ReLU whose slope is learned (He et al. 2015): one for each element, or with `channel` for each channel."},
     planPrelu},
    {{"silu", "silu", "x · sigmoid(x) (Elfwing et al. 2018)."}, planSilu},
    {{"tanh", "tanh", "To −1 … 1: the usual end of a generator."}, planTanh},
    {{"sigmoid", "sigmoid", "To 0 … 1. A discriminator ends without it: the loss works on logits."}, planSigmoid},
    {{"dropout", "dropout P", "Sets a share P of the values to 0 while training (Srivastava et al. 2014)."},
     planDropout},
    {{"self_attention", "self_attention [DIVISOR]",
      "Each pixel looks at all others (Zhang et al. 2019); queries have channels / DIVISOR (8) channels."},
     planSelfAttention},
    {{"minibatch_stddev", "minibatch_stddev [GROUP]",
      "Adds the mean spread over GROUP pictures, or over the batch, as a channel (Karras et al. 2018)."},
     planMinibatchStddev},
    {{"label_one_hot", "label_one_hot", "Joins the label as one-hot features, or as planes of a picture."},
     planLabelOneHot},
    {{"label_embedding", "label_embedding N [init=glorot, init=normal:STD or init=zero]",
      "Joins a learned vector of N numbers for the label, as features or as planes."},
     planLabelEmbedding},
    {{"label_projection", "label_projection [no_bias] [spectral_norm] [init=glorot, init=normal:STD or init=zero]",
      "A discriminator's end: one number, plus the product of the features and a learned vector of the label (Miyato & "
      "Koyama 2018)."},
     planLabelProjection},
    {{"add_timestep", "add_timestep [SIZE]",
      "Adds a learned function of the diffusion step to each channel (Ho et al. 2020)."},
     planAddTimestep},
    {{"features", "features", "Marks the features that a pulling-away term looks at; changes nothing."}, planFeatures},
    {{"save", "save NAME", "Keeps the value under a name for a later load, add or concat; changes nothing."}, planSave},
    {{"load", "load NAME", "Goes on from a saved value: the start of a side branch."}, planLoad},
    {{"add", "add NAME", "Adds a saved value (He et al. 2016)."}, planAdd},
    {{"concat", "concat NAME", "Joins a saved value's channels (Ronneberger et al. 2015)."}, planConcat},
};

constexpr auto kForms = [] {
  std::array<LayerForm, std::size(kRules)> forms{};
  for (std::size_t i = 0; i < forms.size(); ++i) forms[i] = kRules[i].form;
  return forms;
}();

constexpr auto kNames = [] {
  std::array<std::string_view, std::size(kRules)> names{};
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = kRules[i].form.name;
  return names;
}();

[[noreturn]] void failUnknown(const LayerLine& line) {
  static const std::string known = [] {
    std::string list = "Layers are: ";
    for (const std::string_view name : kNames) list += (name == kNames.front() ? "" : ", ") + std::string(name);
    return list;
  }();
  const std::string nearest = nearestName(line.name(), kNames);
  line.fail("unknown layer \"" + std::string(utf8Prefix(line.name(), 60)) + "\"",
            (nearest.empty() ? "" : "Did you mean `" + nearest + "`? ") + known);
}

const Rule& ruleFor(const LayerLine& line) {
  const auto rule =
      std::find_if(std::begin(kRules), std::end(kRules), [&](const Rule& r) { return r.form.name == line.name(); });
  if (rule == std::end(kRules)) failUnknown(line);
  return *rule;
}

}  // namespace

std::span<const LayerForm> layerForms() {
  return kForms;
}

LayerPlan planLayer(LayerLine& line, PlanScope& scope) {
  const Rule& rule = ruleFor(line);
  line.setUsage(std::string(rule.form.usage));
  LayerPlan plan;
  plan.line = line.text();
  plan.input = plan.output = line.before();
  rule.plan(line, plan, scope);
  line.finish();
  line.product({plan.output.channels, std::max<std::int64_t>(plan.output.height, 1),
                std::max<std::int64_t>(plan.output.width, 1)},
               kMostElements, "the number of elements");
  return plan;
}

}  // namespace ganvas::config
