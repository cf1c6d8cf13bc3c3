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

void takeWeightOptions(LayerLine& line, LayerPlan& plan) {
  plan.bias = !line.takeFlag("no_bias");
  const auto init = line.takePrefixed("init=");
  if (!init || *init == "glorot") return;
  constexpr std::string_view kNormal = "normal:";
  if (!init->starts_with(kNormal)) {
    line.fail("unknown initialiser \"" + *init + "\"", "Known ones are init=glorot and init=normal:STD");
  }
  const double std = line.real(init->substr(kNormal.size()), "the standard deviation of init=normal");
  if (!(std > 0 && std <= 100)) line.fail("the standard deviation is " + init->substr(7), "It must be 0 < x ≤ 100");
  plan.initialiser = {Initialiser::Kind::Normal, std};
}

void countWeights(const LayerLine& line, LayerPlan& plan, std::int64_t weights, std::int64_t outputs,
                  std::int64_t positions) {
  plan.parameters = weights + (plan.bias ? outputs : 0);
  plan.multiplyAdds = line.product({weights, positions}, kMostMultiplyAdds, "the number of multiply-adds");
}

void planLinear(LayerLine& line, LayerPlan& plan) {
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

void planReshape(LayerLine& line, LayerPlan& plan) {
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

void planFlatten(LayerLine&, LayerPlan& plan) {
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

void planConv(LayerLine& line, LayerPlan& plan) {
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

void planConvTranspose(LayerLine& line, LayerPlan& plan) {
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

void planUpsample(LayerLine& line, LayerPlan& plan) {
  plan.kind = LayerKind::Upsample;
  needPicture(line);
  plan.stride = line.integer(needWord(line, "the factor"), "the factor", 1, 64);
  plan.output = Shape::picture(plan.input.height * plan.stride, plan.input.width * plan.stride, plan.input.channels);
}

void planBatchNorm(LayerLine& line, LayerPlan& plan) {
  plan.kind = LayerKind::BatchNorm;
  const auto momentum = line.takeWord();
  plan.value = momentum ? line.real(*momentum, "the momentum") : 0.99;
  if (!(plan.value >= 0 && plan.value < 1)) line.fail("the momentum is " + *momentum, "It must be 0 ≤ x < 1");
  if (const auto epsilon = line.takePrefixed("eps=")) {
    plan.epsilon = line.real(*epsilon, "eps");
    if (!(plan.epsilon > 0 && plan.epsilon <= 1)) line.fail("eps is " + *epsilon, "It must be 0 < x ≤ 1");
  }
  plan.parameters = 2 * plan.input.channels;  // scale and shift
  plan.buffers = 2 * plan.input.channels;     // running mean and variance
}

void planLeakyRelu(LayerLine& line, LayerPlan& plan) {
  plan.kind = LayerKind::LeakyRelu;
  const auto slope = line.takeWord();
  plan.value = slope ? line.real(*slope, "the slope") : 0.2;
  if (!(plan.value >= 0 && plan.value <= 1)) line.fail("the slope is " + *slope, "It must be 0 ≤ x ≤ 1");
}

void planDropout(LayerLine& line, LayerPlan& plan) {
  plan.kind = LayerKind::Dropout;
  const std::string probability = needWord(line, "the probability");
  plan.value = line.real(probability, "the probability");
  if (!(plan.value >= 0 && plan.value < 1)) line.fail("the probability is " + probability, "It must be 0 ≤ x < 1");
}

void planRelu(LayerLine&, LayerPlan& plan) {
  plan.kind = LayerKind::Relu;
}

void planTanh(LayerLine&, LayerPlan& plan) {
  plan.kind = LayerKind::Tanh;
}

struct Rule {
  std::string_view name;
  std::string_view usage;
  void (*plan)(LayerLine&, LayerPlan&);
};

constexpr std::array<Rule, 11> kRules = {{
    {"linear", "linear N or linear HxWxC, then [no_bias] [init=glorot or init=normal:STD]", planLinear},
    {"reshape", "reshape HxWxC", planReshape},
    {"flatten", "flatten", planFlatten},
    {"conv", "conv C kK [sS] [same, valid or pP] [no_bias] [init=glorot or init=normal:STD]", planConv},
    {"conv_transpose", "conv_transpose C kK [sS] [same] [no_bias] [init=glorot or init=normal:STD]", planConvTranspose},
    {"upsample", "upsample F", planUpsample},
    {"batch_norm", "batch_norm [MOMENTUM] [eps=E]", planBatchNorm},
    {"leaky_relu", "leaky_relu [SLOPE]", planLeakyRelu},
    {"relu", "relu", planRelu},
    {"tanh", "tanh", planTanh},
    {"dropout", "dropout P", planDropout},
}};

const Rule& ruleFor(const LayerLine& line) {
  std::vector<std::string> names;
  for (const Rule& rule : kRules) {
    if (rule.name == line.name()) return rule;
    names.emplace_back(rule.name);
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

LayerPlan planLayer(LayerLine& line) {
  const Rule& rule = ruleFor(line);
  line.setUsage(std::string(rule.usage));
  LayerPlan plan;
  plan.line = line.text();
  plan.input = plan.output = line.before();
  rule.plan(line, plan);
  line.finish();
  line.product({plan.output.channels, std::max<std::int64_t>(plan.output.height, 1),
                std::max<std::int64_t>(plan.output.width, 1)},
               kMostElements, "the number of elements");
  return plan;
}

}  // namespace ganvas::config
