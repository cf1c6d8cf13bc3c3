// Dense layers and convolutions.
#include <algorithm>

#include "config/layer_rules.h"

namespace ganvas::config {

namespace {

constexpr std::int64_t kLargestKernel = 1024;

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
  const std::int64_t out = (in + stride - 1) / stride;
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

void countKernel(const LayerLine& line, LayerPlan& plan, std::int64_t positions) {
  const std::int64_t channels = plan.output.channels;
  const std::int64_t weights =
      line.product({plan.input.channels, channels, plan.kernel, plan.kernel}, kMostWeights, "the number of weights");
  countWeights(line, plan, weights, channels, positions);
}

}  // namespace

void planLinear(LayerLine& line, LayerPlan& plan, PlanScope&) {
  plan.kind = LayerKind::Linear;
  needVector(line);
  const std::string word = needWord(line, "the number of features");
  const auto picture = line.picture(word);
  plan.output = picture ? *picture : Shape::vector(line.integer(word, "the number of features", 1, kMostElements));
  const std::int64_t outputs = line.product({plan.output.channels, std::max<std::int64_t>(plan.output.height, 1),
                                             std::max<std::int64_t>(plan.output.width, 1)},
                                            kMostElements, "the number of features");
  takeWeightOptions(line, plan);
  countWeights(line, plan, line.product({plan.input.channels, outputs}, kMostWeights, "the number of weights"), outputs,
               1);
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
  countKernel(line, plan, down.output * across.output);
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
  countKernel(line, plan, plan.input.height * plan.input.width);
}

}  // namespace ganvas::config
