#include "config/network_plan.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/error.h"
#include "config/augmentation_check.h"
#include "config/layer_line.h"
#include "config/noise_schedule.h"

namespace ganvas::config {

namespace {

constexpr std::size_t kMostLines = 1000;

std::string lineName(const NetworkPlan& plan, std::size_t index) {
  return plan.name + ", line " + std::to_string(index + 1) + " \"" + plan.layers[index].line + "\"";
}

[[noreturn]] void failAt(const NetworkPlan& plan, std::size_t index, const std::string& problem,
                         const std::string& advice) {
  throw LayerError(Error(problem, lineName(plan, index), advice), plan.name, index + 1, 1, 0);
}

// The last layer that decides the number of channels, or the number of layers when there is none.
std::size_t lastWeighted(const NetworkPlan& plan) {
  for (std::size_t i = plan.layers.size(); i > 0; --i) {
    const LayerKind kind = plan.layers[i - 1].kind;
    if (kind == LayerKind::Linear || kind == LayerKind::Conv || kind == LayerKind::ConvTranspose) return i - 1;
  }
  return plan.layers.size();
}

std::size_t featuresOf(const NetworkPlan& plan) {
  std::size_t dense = plan.layers.size();
  for (std::size_t i = 0; i < plan.layers.size(); ++i) {
    const LayerKind kind = plan.layers[i].kind;
    if (kind == LayerKind::Features) return i;
    if (kind == LayerKind::Linear || kind == LayerKind::LabelProjection) dense = i;
  }
  return dense;
}

// Queries, keys, values and each position's weights of all positions.
std::int64_t attentionActivations(const LayerPlan& layer) {
  const std::int64_t positions = layer.input.height * layer.input.width;
  return positions * (2 * layer.width + layer.input.channels + positions);
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
  for (const LayerPlan& layer : layers) {
    sum += layer.output.elements();
    if (layer.kind == LayerKind::SelfAttention) sum += attentionActivations(layer);
  }
  return sum;
}

bool NetworkPlan::usesLabels() const {
  return std::any_of(layers.begin(), layers.end(), [](const LayerPlan& layer) { return layer.classes > 0; });
}

bool NetworkPlan::usesTimesteps() const {
  return std::any_of(layers.begin(), layers.end(),
                     [](const LayerPlan& layer) { return layer.kind == LayerKind::AddTimestep; });
}

namespace {

void checkUse(const NetworkPlan& plan, const PlanScope& scope) {
  for (const auto& [saved, value] : scope.saved) {
    if (value.used) continue;
    failAt(plan, value.line, "the value saved as " + saved + " is never used",
           "Use it with `load " + saved + "`, `add " + saved + "` or `concat " + saved + "`, or remove the line");
  }
}

// The figure is the whole network's, the place the line that brings most of it.
void checkSize(const NetworkPlan& plan) {
  const std::int64_t parameters = plan.parameters();
  if (parameters < kTooManyParameters) return;
  const auto largest =
      std::max_element(plan.layers.begin(), plan.layers.end(),
                       [](const LayerPlan& a, const LayerPlan& b) { return a.parameters < b.parameters; });
  failAt(plan, static_cast<std::size_t>(largest - plan.layers.begin()),
         "the network would have " + std::to_string(parameters) + " parameters, " +
             std::to_string(largest->parameters) + " of them in this layer",
         "It may have up to " + std::to_string(kTooManyParameters - 1));
}

void checkInput(const std::string& name, const std::vector<std::string>& lines, const Shape& shape) {
  if (lines.empty()) throw Error("the network has no layers", name, "Write its layers as " + name + ".layers");
  if (lines.size() > kMostLines) {
    throw Error("the network has " + std::to_string(lines.size()) + " layers", name,
                "It may have " + std::to_string(kMostLines));
  }
  if (shape.channels < 1 || shape.height < 0 || shape.width < 0 || (shape.height > 0) != (shape.width > 0)) {
    throw Error("the network's input has no size", name, "Check the data set and the latent size");
  }
}

}  // namespace

PartialPlan planUpToFault(const std::string& name, const std::vector<std::string>& lines, const NetworkInput& input) {
  checkInput(name, lines, input.shape);
  PartialPlan partial{{name, input.shape, input.shape, {}, 0}, {}};
  NetworkPlan& plan = partial.plan;
  PlanScope scope{input, plan, {}};
  try {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      LayerLine line(name, i + 1, lines[i], plan.output);
      plan.layers.push_back(planLayer(line, scope));
      plan.output = plan.layers.back().output;
    }
    checkUse(plan, scope);
    checkSize(plan);
  } catch (const LayerError& error) {
    partial.fault = error;
  }
  plan.features = featuresOf(plan);
  return partial;
}

NetworkPlan planNetwork(const std::string& name, const std::vector<std::string>& lines, const NetworkInput& input) {
  PartialPlan partial = planUpToFault(name, lines, input);
  if (partial.fault) throw LayerError(*partial.fault);
  return std::move(partial.plan);
}

namespace {

bool isDenoising(const Experiment& experiment) {
  return experiment.objective.loss == "denoising";
}

}  // namespace

bool hasDiscriminator(const Experiment& experiment) {
  return !isDenoising(experiment) && experiment.objective.loss != "reconstruction";
}

NetworkInput generatorInput(const Experiment& experiment, const Shape& picture, std::int64_t classes) {
  if (!hasDiscriminator(experiment)) return {picture, classes, isDenoising(experiment)};
  return {Shape::vector(experiment.generator.latent), classes, false};
}

NetworkInput discriminatorInput(const Shape& picture, std::int64_t classes) {
  return {picture, classes, false};
}

namespace {

void checkDiscriminatorEnd(const NetworkPlan& plan, const Experiment& experiment, const Shape& picture) {
  const bool autoencoder = experiment.objective.loss == "energy" && experiment.objective.energy == "reconstruction";
  if (autoencoder) {
    if (plan.output == picture) return;
    failAt(plan, plan.layers.size() - 1,
           "the discriminator ends in " + plan.output.text() +
               ", but its energy is the error of reconstructing pictures of " + picture.text(),
           "End it in a picture of that shape, or set objective.energy to softplus");
  }
  if (plan.output == Shape::vector(1)) return;
  failAt(plan, plan.layers.size() - 1,
         "the discriminator ends in " + plan.output.text() + ", expected one number for each picture",
         plan.output.isPicture() ? "Add `flatten` and `linear 1`" : "End it with `linear 1`");
}

void checkLabels(const ExperimentPlan& plan) {
  const bool generator = plan.generator.usesLabels(), discriminator = plan.discriminator.usesLabels();
  if (generator == discriminator) return;
  const std::string with = generator ? "generator" : "discriminator",
                    without = generator ? "discriminator" : "generator";
  throw Error("the " + with + " sees labels, the " + without + " does not", without,
              "Give the " + without + " a label layer too (label_one_hot, label_embedding" +
                  (generator ? " or label_projection)" : ")") + ", or take it from the " + with);
}

}  // namespace

ExperimentPlan planExperiment(const Experiment& experiment, const Shape& picture, std::int64_t classes) {
  const std::string pictureText = "the pictures are " + picture.text() + " (height × width × channels)";
  ExperimentPlan plan;
  plan.generator = planNetwork("generator", experiment.generator.layers, generatorInput(experiment, picture, classes));
  if (plan.generator.output != picture) {
    failAt(plan.generator, plan.generator.layers.size() - 1,
           "the generator ends in " + plan.generator.output.text() + ", " + pictureText,
           generatorAdvice(plan.generator, picture));
  }
  if (isDenoising(experiment)) checkNoise(experiment.diffusion);
  if (!hasDiscriminator(experiment)) return plan;
  plan.discriminator =
      planNetwork("discriminator", experiment.discriminator.layers, discriminatorInput(picture, classes));
  checkDiscriminatorEnd(plan.discriminator, experiment, picture);
  checkLabels(plan);
  checkAugmentation(experiment);
  if (experiment.objective.pullingAway > 0 && plan.discriminator.features == plan.discriminator.layers.size()) {
    throw Error("the pulling-away term has no features to look at", "discriminator",
                "Write the line `features` where they are, or set objective.pulling_away to 0");
  }
  return plan;
}

double stepsPerEpoch(const Experiment& experiment, std::int64_t pictures) {
  const std::int64_t batch = std::max<std::int64_t>(experiment.schedule.batchSize, 1);
  const std::int64_t repeats =
      hasDiscriminator(experiment) ? std::max<std::int64_t>(experiment.objective.criticSteps, 1) : 1;
  return static_cast<double>(pictures) / static_cast<double>(batch * repeats);
}

std::int64_t totalSteps(const Experiment& experiment, std::int64_t pictures) {
  const Schedule& schedule = experiment.schedule;
  if (schedule.steps > 0) return schedule.steps;
  // A product that is whole but for its rounding must not gain a step.
  const double rounded = std::ceil(schedule.epochs * stepsPerEpoch(experiment, pictures) * (1 - 1e-12));
  return static_cast<std::int64_t>(std::clamp(rounded, 1.0, 0x1.0p53));
}

}  // namespace ganvas::config
