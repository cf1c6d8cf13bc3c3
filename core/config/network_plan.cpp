#include "config/network_plan.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "config/layer_line.h"

namespace ganvas::config {

namespace {

constexpr std::size_t kMostLines = 1000;

std::string lineName(const NetworkPlan& plan, std::size_t index) {
  return plan.name + ", line " + std::to_string(index + 1) + " \"" + plan.layers[index].line + "\"";
}

// The last layer that decides the number of channels, or the number of layers when there is none.
std::size_t lastWeighted(const NetworkPlan& plan) {
  for (std::size_t i = plan.layers.size(); i > 0; --i) {
    const LayerKind kind = plan.layers[i - 1].kind;
    if (kind == LayerKind::Linear || kind == LayerKind::Conv || kind == LayerKind::ConvTranspose) return i - 1;
  }
  return plan.layers.size();
}

std::string generatorAdvice(const NetworkPlan& plan, const Shape& picture) {
  const Shape& made = plan.output;
  const std::string wanted =
      std::to_string(picture.height) + "x" + std::to_string(picture.width) + "x" + std::to_string(picture.channels);
  if (!made.isPicture()) {
    return made.elements() == picture.elements() ? "Add `reshape " + wanted + "`"
                                                 : "Make its last dense layer `linear " + wanted + "`";
  }
  std::string advice;
  if (made.channels != picture.channels) {
    advice = "Give its last convolution or dense layer " + std::to_string(picture.channels) +
             (picture.channels == 1 ? " channel" : " channels");
    if (const std::size_t last = lastWeighted(plan); last < plan.layers.size()) {
      advice += " (line " + std::to_string(last + 1) + ")";
    }
  }
  if (made.height != picture.height || made.width != picture.width) {
    advice += advice.empty() ? "" : ". ";
    const bool grows = picture.height % made.height == 0 && picture.width % made.width == 0 &&
                       picture.height / made.height == picture.width / made.width;
    advice += grows ? "Add `upsample " + std::to_string(picture.height / made.height) + "`, or that much more stride"
                    : "Change the size that it starts from, or its upsampling and strides, so that it ends at " +
                          std::to_string(picture.height) + "×" + std::to_string(picture.width) + " pixels";
  }
  return advice;
}

}  // namespace

std::string Shape::text() const {
  if (!isPicture()) return std::to_string(channels);
  return std::to_string(height) + "×" + std::to_string(width) + "×" + std::to_string(channels);
}

std::int64_t NetworkPlan::parameters() const {
  std::int64_t sum = 0;
  for (const LayerPlan& layer : layers) sum += layer.parameters;
  return sum;
}

std::int64_t NetworkPlan::multiplyAdds() const {
  std::int64_t sum = 0;
  for (const LayerPlan& layer : layers) sum += layer.multiplyAdds;
  return sum;
}

std::int64_t NetworkPlan::activations() const {
  std::int64_t sum = 0;
  for (const LayerPlan& layer : layers) sum += layer.output.elements();
  return sum;
}

NetworkPlan planNetwork(const std::string& name, const std::vector<std::string>& lines, const Shape& input) {
  if (lines.empty()) throw Error("the network has no layers", name, "Write its layers as " + name + ".layers");
  if (lines.size() > kMostLines) {
    throw Error("the network has " + std::to_string(lines.size()) + " layers", name,
                "It may have " + std::to_string(kMostLines));
  }
  if (input.channels < 1 || input.height < 0 || input.width < 0 || (input.height > 0) != (input.width > 0)) {
    throw Error("the network's input has no size", name, "Check the data set and the latent size");
  }
  NetworkPlan plan{name, input, input, {}};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    LayerLine line(name, i + 1, lines[i], plan.output);
    plan.layers.push_back(planLayer(line));
    plan.output = plan.layers.back().output;
  }
  return plan;
}

ExperimentPlan planExperiment(const Experiment& experiment, const Shape& picture) {
  const std::string pictureText = "the pictures are " + picture.text() + " (height × width × channels)";
  ExperimentPlan plan;
  plan.generator = planNetwork("generator", experiment.generator.layers, Shape::vector(experiment.generator.latent));
  if (plan.generator.output != picture) {
    throw Error("the generator ends in " + plan.generator.output.text() + ", " + pictureText,
                lineName(plan.generator, plan.generator.layers.size() - 1), generatorAdvice(plan.generator, picture));
  }
  plan.discriminator = planNetwork("discriminator", experiment.discriminator.layers, picture);
  if (plan.discriminator.output != Shape::vector(1)) {
    throw Error(
        "the discriminator ends in " + plan.discriminator.output.text() + ", expected one number for each picture",
        lineName(plan.discriminator, plan.discriminator.layers.size() - 1),
        plan.discriminator.output.isPicture() ? "Add `flatten` and `linear 1`" : "End it with `linear 1`");
  }
  return plan;
}

std::int64_t totalSteps(const Experiment& experiment, std::int64_t pictures) {
  const Schedule& schedule = experiment.schedule;
  if (schedule.steps > 0) return schedule.steps;
  const double steps = schedule.epochs * static_cast<double>(pictures) /
                       static_cast<double>(std::max<std::int64_t>(schedule.batchSize, 1));
  // A product that is whole but for its rounding must not gain a step.
  const double rounded = std::ceil(steps * (1 - 1e-12));
  return static_cast<std::int64_t>(std::clamp(rounded, 1.0, 0x1.0p53));
}

}  // namespace ganvas::config
