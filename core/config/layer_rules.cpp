// What each layer kind takes as arguments, and the shape and the counts that follow.
#include <algorithm>
#include <array>
#include <string>

#include "config/edit_distance.h"
#include "config/layer_line.h"

namespace ganvas::config {

namespace {

// Beyond these, no machine could hold the tensors; below them, no product overflows 64 bits.
constexpr std::int64_t kMostElements = std::int64_t{1} << 31;
constexpr std::int64_t kMostMultiplyAdds = std::int64_t{1} << 50;
constexpr std::int64_t kMostChannels = 1 << 20;
constexpr std::int64_t kLargestKernel = 1024;

std::int64_t ceilDivide(std::int64_t a, std::int64_t b) {
  return (a + b - 1) / b;
}

void needPicture(const LayerLine& line) {
  if (!line.before().isPicture()) {
    line.fail("expected a picture, found a vector of " + line.before().text(),
              "Put `reshape HxWxC` before it, or write the dense layer as `linear HxWxC`");
  }
}

void needVector(const LayerLine& line) {
  if (line.before().isPicture()) {
    line.fail("expected a vector, found a picture of " + line.before().text(), "Put `flatten` before it");
  }
}

std::string needWord(LayerLine& line, const std::string& what) {
  const auto word = line.takeWord();
  if (!word) line.failForm(what + " is missing");
  return *word;
}

void takeInitialiser(LayerLine& line, LayerPlan& plan) {
  const auto init = line.takePrefixed("init=");
  if (!init) return;
  if (*init == "glorot" || *init == "zero") {
    plan.initialiser = {*init == "zero" ? Initialiser::Kind::Zero : Initialiser::Kind::GlorotUniform,
                        Initialiser().std};
    return;
  }
  constexpr std::string_view kNormal = "normal:";
  if (!init->starts_with(kNormal)) {
    line.fail("unknown initialiser \"" + *init + "\"", "Known ones are init=glorot, init=normal:STD and init=zero");
  }
  const double std = line.real(init->substr(kNormal.size()), "the standard deviation of init=normal");
  if (!(std > 0 && std <= 100)) line.fail("the standard deviation is " + init->substr(7), "It must be 0 < x ≤ 100");
  plan.initialiser = {Initialiser::Kind::Normal, std};
}

void takeWeightOptions(LayerLine& line, LayerPlan& plan) {
  plan.bias = !line.takeFlag("no_bias");
  plan.spectralNorm = line.takeFlag("spectral_norm");
  takeInitialiser(line, plan);
}

// The vectors of a spectral norm's power iteration: one for each side of the weight seen as a matrix.
void countSpectralNorm(LayerPlan& plan, std::int64_t outputs, std::int64_t weights) {
  if (plan.spectralNorm) plan.buffers = outputs + weights / outputs;
}

void countWeights(const LayerLine& line, LayerPlan& plan, std::int64_t weights, std::int64_t outputs,
                  std::int64_t positions) {
  plan.parameters = weights + (plan.bias ? outputs : 0);
  plan.multiplyAdds = line.product({weights, positions}, kMostMultiplyAdds, "the number of multiply-adds");
  countSpectralNorm(plan, outputs, weights);
}

void planLinear(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::Linear;
  needVector(line);
  const std::string word = needWord(line, "the number of features");
  takeWeightOptions(line, plan);
  const auto picture = line.picture(word);
  plan.output = picture ? *picture : Shape::vector(line.integer(word, "the number of features", 1, kMostElements));
  const std::int64_t outputs = line.product({plan.output.channels, std::max<std::int64_t>(plan.output.height, 1),
                                             std::max<std::int64_t>(plan.output.width, 1)},
                                            kMostElements, "the number of features");
  countWeights(line, plan, line.product({plan.input.channels, outputs}, kMostElements, "the number of weights"),
               outputs, 1);
}

void planReshape(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::Reshape;
  needVector(line);
  const std::string word = needWord(line, "HEIGHTxWIDTHxCHANNELS");
  const auto picture = line.picture(word);
  if (!picture) line.failForm("expected HEIGHTxWIDTHxCHANNELS, found \"" + word + "\"");
  const std::int64_t elements =
      line.product({picture->height, picture->width, picture->channels}, kMostElements, "the number of elements");
  if (elements != plan.input.elements()) {
    line.fail(picture->text() + " has " + std::to_string(elements) + " elements, expected " +
                  std::to_string(plan.input.elements()),
              "Make the dense layer before it " + std::to_string(elements) + " features wide");
  }
  plan.output = *picture;
}

void planFlatten(LayerLine&, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::Flatten;
  plan.output = Shape::vector(plan.input.elements());
}

// kK and sS; the rest of a convolution's words come after.
void takeKernel(LayerLine& line, LayerPlan& plan) {
  const auto kernel = line.takePrefixed("k", true);
  if (!kernel) line.failForm("the kernel size is missing");
  plan.kernel = line.integer(*kernel, "the kernel size", 1, kLargestKernel);
  const auto stride = line.takePrefixed("s", true);
  plan.stride = stride ? line.integer(*stride, "the stride", 1, kLargestKernel) : 1;
}

// One direction of a strided window: pixels added before and after, and the output's size.
struct Window {
  std::int64_t before, after, output;
};

Window sameWindow(std::int64_t in, std::int64_t kernel, std::int64_t stride) {
  const std::int64_t out = ceilDivide(in, stride);
  const std::int64_t total = std::max<std::int64_t>((out - 1) * stride + kernel - in, 0);
  return {total / 2, total - total / 2, out};
}

Window paddedWindow(const LayerLine& line, std::int64_t in, std::int64_t kernel, std::int64_t stride,
                    std::int64_t padding) {
  const std::int64_t room = in + 2 * padding - kernel;
  if (room < 0) {
    line.fail("the kernel of " + std::to_string(kernel) + " does not fit into " + std::to_string(in + 2 * padding) +
                  " pixels",
              "Use a smaller kernel, more padding, or 'same'");
  }
  return {padding, padding, room / stride + 1};
}

void planConv(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::Conv;
  needPicture(line);
  const std::int64_t channels =
      line.integer(needWord(line, "the number of channels"), "the number of channels", 1, kMostChannels);
  takeKernel(line, plan);
  takeWeightOptions(line, plan);
  const auto pixels = line.takePrefixed("p", true);
  const bool valid = line.takeFlag("valid");
  const bool same = line.takeFlag("same");
  if (int(valid) + int(same) + int(pixels.has_value()) > 1) {
    line.fail("there is more than one padding", "Write one of: same, valid, pP");
  }
  const std::int64_t padding = pixels ? line.integer(*pixels, "the padding", 0, plan.kernel) : 0;
  const auto window = [&](std::int64_t in) {
    return valid || pixels ? paddedWindow(line, in, plan.kernel, plan.stride, padding)
                           : sameWindow(in, plan.kernel, plan.stride);
  };
  const Window down = window(plan.input.height);
  const Window across = window(plan.input.width);
  plan.padding = {down.before, down.after, across.before, across.after};
  plan.output = Shape::picture(down.output, across.output, channels);
  countWeights(
      line, plan,
      line.product({plan.input.channels, channels, plan.kernel, plan.kernel}, kMostElements, "the number of weights"),
      channels, down.output * across.output);
}

void planConvTranspose(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::ConvTranspose;
  needPicture(line);
  const std::int64_t channels =
      line.integer(needWord(line, "the number of channels"), "the number of channels", 1, kMostChannels);
  takeKernel(line, plan);
  takeWeightOptions(line, plan);
  line.takeFlag("same");
  // The full result is (in − 1)·s + k wide; 'same' crops it to s·in, the odd pixel at the bottom and right.
  const std::int64_t crop = plan.kernel - plan.stride;
  if (crop < 0) {
    line.fail("the kernel of " + std::to_string(plan.kernel) + " is smaller than the stride of " +
                  std::to_string(plan.stride) + ": pixels between would stay empty",
              "Make the kernel at least as large as the stride");
  }
  plan.padding = {crop / 2, crop - crop / 2, crop / 2, crop - crop / 2};
  plan.output = Shape::picture(plan.input.height * plan.stride, plan.input.width * plan.stride, channels);
  countWeights(
      line, plan,
      line.product({plan.input.channels, channels, plan.kernel, plan.kernel}, kMostElements, "the number of weights"),
      channels, plan.input.height * plan.input.width);
}

void planUpsample(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::Upsample;
  needPicture(line);
  plan.stride = line.integer(needWord(line, "the factor"), "the factor", 1, 64);
  plan.output = Shape::picture(plan.input.height * plan.stride, plan.input.width * plan.stride, plan.input.channels);
}

double takeEpsilon(LayerLine& line, double otherwise) {
  const auto word = line.takePrefixed("eps=");
  if (!word) return otherwise;
  const double epsilon = line.real(*word, "eps");
  if (!(epsilon > 0 && epsilon <= 1)) line.fail("eps is " + *word, "It must be 0 < x ≤ 1");
  return epsilon;
}

void planBatchNorm(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::BatchNorm;
  const auto momentum = line.takeWord();
  plan.value = momentum ? line.real(*momentum, "the momentum") : 0.99;
  if (!(plan.value >= 0 && plan.value < 1)) line.fail("the momentum is " + *momentum, "It must be 0 ≤ x < 1");
  plan.epsilon = takeEpsilon(line, 1e-3);
  plan.parameters = 2 * plan.input.channels;  // scale and shift
  plan.buffers = 2 * plan.input.channels;     // running mean and variance
}

void planLeakyRelu(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::LeakyRelu;
  const auto slope = line.takeWord();
  plan.value = slope ? line.real(*slope, "the slope") : 0.2;
  if (!(plan.value >= 0 && plan.value <= 1)) line.fail("the slope is " + *slope, "It must be 0 ≤ x ≤ 1");
}

void planDropout(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::Dropout;
  const std::string probability = needWord(line, "the probability");
  plan.value = line.real(probability, "the probability");
  if (!(plan.value >= 0 && plan.value < 1)) line.fail("the probability is " + probability, "It must be 0 ≤ x < 1");
}

void planRelu(LayerLine&, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::Relu;
}

void planSilu(LayerLine&, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::Silu;
}

void planTanh(LayerLine&, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::Tanh;
}

void planSigmoid(LayerLine&, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::Sigmoid;
}

void planPrelu(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::Prelu;
  plan.perChannel = line.takeFlag("channel");
  const auto slope = line.takeWord();
  plan.value = slope ? line.real(*slope, "the slope") : 0;
  if (!(plan.value >= -1 && plan.value <= 1)) line.fail("the slope is " + *slope, "It must be −1 ≤ x ≤ 1");
  plan.parameters = plan.perChannel ? plan.input.channels : plan.input.elements();
}

void planPixelShuffle(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::PixelShuffle;
  needPicture(line);
  plan.stride = line.integer(needWord(line, "the factor"), "the factor", 1, 64);
  const std::int64_t area = plan.stride * plan.stride;
  if (plan.input.channels % area != 0) {
    line.fail(std::to_string(plan.input.channels) + " channels cannot be dealt out to " + std::to_string(area) +
                  " pixels each",
              "Make the number of channels before it a multiple of " + std::to_string(area));
  }
  plan.output =
      Shape::picture(plan.input.height * plan.stride, plan.input.width * plan.stride, plan.input.channels / area);
}

void planAveragePool(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::AveragePool;
  needPicture(line);
  plan.stride = line.integer(needWord(line, "the factor"), "the factor", 1, 1024);
  if (plan.input.height % plan.stride != 0 || plan.input.width % plan.stride != 0) {
    line.fail(plan.input.text() + " pixels do not divide into windows of " + std::to_string(plan.stride),
              "Use a factor that divides both sides");
  }
  plan.output = Shape::picture(plan.input.height / plan.stride, plan.input.width / plan.stride, plan.input.channels);
}

void planGlobalAveragePool(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::GlobalAveragePool;
  needPicture(line);
  plan.output = Shape::vector(plan.input.channels);
}

void planGroups(LayerLine& line, LayerPlan& plan, std::int64_t groups) {
  plan.kind = LayerKind::GroupNorm;
  plan.groups = groups;
  plan.epsilon = takeEpsilon(line, 1e-5);
  plan.parameters = 2 * plan.input.channels;  // scale and shift
}

void planLayerNorm(LayerLine& line, LayerPlan& plan, PlanScope&) {
  planGroups(line, plan, 1);
}

void planInstanceNorm(LayerLine& line, LayerPlan& plan, PlanScope&) {
  needPicture(line);
  if (plan.input.height * plan.input.width == 1) {
    line.fail("one pixel has no spread to normalise by", "Use layer_norm or batch_norm there");
  }
  planGroups(line, plan, plan.input.channels);
}

void planGroupNorm(LayerLine& line, LayerPlan& plan, PlanScope&) {
  const std::int64_t groups =
      line.integer(needWord(line, "the number of groups"), "the number of groups", 1, kMostChannels);
  if (plan.input.channels % groups != 0) {
    line.fail(
        std::to_string(plan.input.channels) + " channels do not divide into " + std::to_string(groups) + " groups",
        "Use a number of groups that divides the channels");
  }
  planGroups(line, plan, groups);
}

void planSelfAttention(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::SelfAttention;
  needPicture(line);
  const auto divisor = line.takeWord();
  const std::int64_t by = divisor ? line.integer(*divisor, "the divisor of the query channels", 1, kMostChannels) : 8;
  const std::int64_t c = plan.input.channels, positions = plan.input.height * plan.input.width;
  plan.width = std::max<std::int64_t>(c / by, 1);
  plan.parameters = 2 * (c * plan.width + plan.width) + c * c + c + 1;  // query, key, value with biases; γ
  const std::int64_t pairs = line.product({positions, positions}, kMostElements, "the number of pairs of pixels");
  plan.multiplyAdds =
      line.product({pairs, plan.width + c}, kMostMultiplyAdds, "the number of multiply-adds") +
      line.product({positions, 2 * plan.width + c, c}, kMostMultiplyAdds, "the number of multiply-adds");
}

// A feature, or a plane of them, more.
Shape widened(const LayerLine& line, std::int64_t by) {
  Shape shape = line.before();
  shape.channels += by;
  return shape;
}

void planMinibatchStddev(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::MinibatchStddev;
  const auto group = line.takeWord();
  plan.groups = group ? line.integer(*group, "the number of pictures per group", 2, 65536) : 0;
  plan.output = widened(line, 1);
}

void needLabels(const LayerLine& line, LayerPlan& plan, const PlanScope& scope) {
  plan.classes = scope.input.classes;
  if (plan.classes > 0) return;
  line.fail("the data set has no labels", "Use a data set with classes, or remove the line");
}

void planLabelOneHot(LayerLine& line, LayerPlan& plan, PlanScope& scope) {
  plan.kind = LayerKind::LabelOneHot;
  needLabels(line, plan, scope);
  plan.output = widened(line, plan.classes);
}

void planLabelEmbedding(LayerLine& line, LayerPlan& plan, PlanScope& scope) {
  plan.kind = LayerKind::LabelEmbedding;
  needLabels(line, plan, scope);
  plan.width = line.integer(needWord(line, "the size of the embedding"), "the size of the embedding", 1, kMostChannels);
  plan.initialiser = {Initialiser::Kind::Normal, 1};
  takeInitialiser(line, plan);
  plan.output = widened(line, plan.width);
  plan.parameters = line.product({plan.classes, plan.width}, kMostElements, "the number of weights");
}

void planLabelProjection(LayerLine& line, LayerPlan& plan, PlanScope& scope) {
  plan.kind = LayerKind::LabelProjection;
  needLabels(line, plan, scope);
  needVector(line);
  takeWeightOptions(line, plan);
  plan.output = Shape::vector(1);
  countWeights(line, plan, plan.input.channels, 1, 1);
  plan.parameters += line.product({plan.classes, plan.input.channels}, kMostElements, "the number of weights");
  if (plan.spectralNorm) plan.buffers += plan.classes + plan.input.channels;  // the labels' vectors have one too
  plan.multiplyAdds += plan.input.channels;
}

void planAddTimestep(LayerLine& line, LayerPlan& plan, PlanScope& scope) {
  plan.kind = LayerKind::AddTimestep;
  if (!scope.input.timesteps) {
    line.fail("this network is not given steps of a diffusion process",
              "Use it in the generator of the denoising loss");
  }
  const auto size = line.takeWord();
  plan.width = size ? line.integer(*size, "the size of the embedding", 2, kMostChannels) : 128;
  if (plan.width % 2 != 0) line.fail("the size of the embedding is odd", "Half of it are sines, half cosines");
  const std::int64_t c = plan.input.channels;
  plan.multiplyAdds = line.product({plan.width + c, c}, kMostElements, "the number of weights");
  plan.parameters = plan.multiplyAdds + 2 * c;
}

void planFeatures(LayerLine& line, LayerPlan& plan, PlanScope& scope) {
  plan.kind = LayerKind::Features;
  for (const LayerPlan& before : scope.plan.layers) {
    if (before.kind == LayerKind::Features) line.fail("there is a `features` line already", "Remove one of them");
  }
}

void planSave(LayerLine& line, LayerPlan& plan, PlanScope& scope) {
  plan.kind = LayerKind::Save;
  const auto name = line.takeName();
  if (!name) line.failForm("the name is missing");
  if (scope.saved.contains(*name)) line.fail("\"" + *name + "\" is saved already", "Use another name");
  plan.name = *name;
  scope.saved[*name] = {plan.input, scope.plan.layers.size(), false};
}

// The saved value that the line names.
const PlanScope::Saved& takeSaved(LayerLine& line, LayerPlan& plan, PlanScope& scope) {
  const auto name = line.takeName();
  if (!name) line.failForm("the name of a saved value is missing");
  const auto found = scope.saved.find(*name);
  if (found == scope.saved.end()) {
    std::vector<std::string> names;
    for (const auto& [saved, value] : scope.saved) names.push_back(saved);
    const std::string nearest = nearestName(*name, names);
    line.fail("nothing is saved as \"" + *name + "\"",
              nearest.empty() ? "Write `save " + *name + "` where the value is" : "Did you mean `" + nearest + "`?");
  }
  found->second.used = true;
  plan.name = *name;
  plan.from = found->second.line;
  return found->second;
}

void planLoad(LayerLine& line, LayerPlan& plan, PlanScope& scope) {
  plan.kind = LayerKind::Load;
  if (scope.plan.layers.empty() || scope.plan.layers.back().kind != LayerKind::Save) {
    line.fail("what the line before makes would be lost", "Put `save NAME` before it");
  }
  plan.output = takeSaved(line, plan, scope).shape;
}

void planAdd(LayerLine& line, LayerPlan& plan, PlanScope& scope) {
  plan.kind = LayerKind::Add;
  const Shape& saved = takeSaved(line, plan, scope).shape;
  if (saved != plan.input) {
    line.fail("\"" + plan.name + "\" is " + saved.text() + ", which cannot be added to " + plan.input.text(),
              "Bring both to the same shape first");
  }
}

void planConcat(LayerLine& line, LayerPlan& plan, PlanScope& scope) {
  plan.kind = LayerKind::Concat;
  const Shape& saved = takeSaved(line, plan, scope).shape;
  if (saved.height != plan.input.height || saved.width != plan.input.width) {
    line.fail("\"" + plan.name + "\" is " + saved.text() + ", which cannot be joined to " + plan.input.text(),
              "Bring both to the same height and width first");
  }
  plan.output = widened(line, saved.channels);
}

using PlanRule = void (*)(LayerLine&, LayerPlan&, PlanScope&);

struct Rule {
  LayerForm form;
  PlanRule plan;
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

const Rule& ruleFor(const LayerLine& line) {
  std::vector<std::string> names;
  for (const Rule& rule : kRules) {
    if (rule.form.name == line.name()) return rule;
    names.emplace_back(rule.form.name);
  }
  std::string advice;
  if (const std::string nearest = nearestName(line.name(), names); !nearest.empty()) {
    advice = "Did you mean `" + nearest + "`? ";
  }
  advice += "Layers are: ";
  for (const std::string& name : names) advice += (name == names.front() ? "" : ", ") + name;
  line.fail("unknown layer \"" + line.name().substr(0, 60) + "\"", advice);
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
