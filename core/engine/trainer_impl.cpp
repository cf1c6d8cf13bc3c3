#include "engine/trainer_impl.h"

#include <ATen/ops/randint.h>
#include <ATen/ops/randn.h>
#include <c10/core/GradMode.h>

#include <algorithm>

#include "base/random.h"
#include "config/rate_schedule.h"
#include "engine/device.h"
#include "engine/memory.h"
#include "engine/reconstruction.h"

namespace ganvas::engine {

namespace {

// Streams of random numbers that one seed is split into.
enum Stream : std::uint64_t { kOrder = 1, kGeneratorWeights, kDiscriminatorWeights, kTraining };

config::Shape pictureShape(const SetInfo& info) {
  return config::Shape::picture(info.height, info.width, info.channels);
}

std::vector<std::string> scalarNames(const std::vector<Phase>& phases) {
  std::vector<std::string> names;
  for (const Phase& phase : phases) names.push_back(phase.lossScalar);
  for (const Phase& phase : phases) names.insert(names.end(), phase.scalars.begin(), phase.scalars.end());
  for (const Phase& phase : phases) names.push_back(scalarPrefix(phase) + "_grad_norm");
  return names;
}

void clip(const nn::Network& network, double bound) {
  const c10::NoGradGuard noGrad;
  network.parameters().clamp_(-bound, bound);
}

}  // namespace

std::string scalarPrefix(const Phase& phase) {
  return phase.lossScalar.substr(0, phase.lossScalar.find('_'));
}

Trainer::Impl::Impl(const config::Experiment& wanted, BatchSource& source, std::stop_token stop,
                    const LoadProgress& progress)
    : experiment(wanted),
      threads(useThreads(wanted.compute.threads)),
      device(resolveDevice(wanted.compute.device)),
      classes(static_cast<std::int64_t>(source.info().classNames.size())),
      plan(planExperiment(wanted, pictureShape(source.info()), classes)),
      making(pictureMaking(wanted, plan.generator, classes)),
      batchSize(wanted.schedule.batchSize),
      epochSteps(config::stepsPerEpoch(wanted, source.info().count)),
      horizon(config::rateHorizon(wanted, source.info().count)) {
  const auto seed = static_cast<std::uint64_t>(experiment.seed);
  const std::int64_t setBytes = static_cast<std::int64_t>(source.info().pictureBytes()) * source.info().count;
  const Keeping keeping = keepingOf(wanted.data, source, device);
  const std::int64_t heldBytes = keeping == Keeping::Memory ? setBytes : 0;
  if (device.is_cpu()) checkMemory(leastMemory(plan, heldBytes), batchSize, availableHostMemory());
  if (experiment.objective.loss == "reconstruction") shown = firstPictures(source, device);
  set = std::make_unique<TrainingSet>(source, device, streamSeed(seed, kOrder), stop, progress, keeping);

  const auto add = [&](const config::NetworkPlan& networkPlan, const config::Optimiser& optimiser, Stream stream) {
    auto net = std::make_unique<nn::Network>(networkPlan, device, streamSeed(seed, stream));
    auto updates = makeOptimiser(optimiser, net->parameters(), net->gradients());
    networks[networkPlan.name] = {std::move(net), std::move(updates)};
  };
  add(plan.generator, experiment.generatorOptimiser, kGeneratorWeights);
  if (config::hasDiscriminator(experiment)) {
    add(plan.discriminator, experiment.discriminatorOptimiser, kDiscriminatorWeights);
  }
  if (experiment.generator.emaDecay > 0) {
    average = std::make_unique<nn::Network>(plan.generator, device, streamSeed(seed, kGeneratorWeights), false);
  }

  random = makeGenerator(device, streamSeed(seed, kTraining));
  context.generator = random;
  context.compute = experiment.compute.precision == "bfloat16" ? at::kBFloat16 : at::kFloat;
  objective = makeObjective(experiment, plan, device);
  scalars = std::make_unique<ScalarLog>(scalarNames(objective.phases), kScalarCapacity, device);
}

void Trainer::Impl::step() {
  setRates();
  for (const Phase& phase : objective.phases) runPhase(phase, /*update=*/true);
  moveAverage();
  keptTensors.clear();
  scalars->endStep();
  for (const Phase& phase : objective.phases) {
    rates.push_back(static_cast<float>(optimiserOf(phase.updates.front()).learningRate()));
  }
  ++steps;
}

void Trainer::Impl::setRates() {
  const double factor = config::rateFactor(experiment.schedule, steps + 1, horizon, epochSteps);
  for (auto& [name, trained] : networks) {
    const double rate = baseRateOf(name) * factor;
    if (rate != trained.optimiser->learningRate()) trained.optimiser->setLearningRate(rate);
  }
}

void Trainer::Impl::runPhase(const Phase& phase, bool update) {
  for (const std::string& name : phase.frozen) networks.at(name).network->setTrainable(false);
  for (repeatsLeft = phase.repeats; repeatsLeft > 0; --repeatsLeft) {
    const PhaseLoss loss = phase.loss(*this);
    record(phase.lossScalar, loss.objective);
    backward(phase, loss);
    if (!update) continue;
    for (const std::string& name : phase.updates) {
      record(scalarPrefix(phase) + "_grad_norm", optimiserOf(name).step());
      if (phase.weightClip > 0) clip(*networks.at(name).network, phase.weightClip);
    }
  }
  for (const std::string& name : phase.frozen) networks.at(name).network->setTrainable(true);
}

void Trainer::Impl::backward(const Phase& phase, const PhaseLoss& loss) const {
  if (!loss.penalty.defined()) return loss.objective.backward();
  // Only the weights': those of the pictures at which a penalty looks would be computed in vain.
  std::vector<at::Tensor> weights;
  for (const std::string& name : phase.updates) {
    const auto& leaves = network(name).leaves();
    weights.insert(weights.end(), leaves.begin(), leaves.end());
  }
  loss.objective.add(loss.penalty).backward({}, /*retain_graph=*/{}, /*create_graph=*/false, weights);
}

void Trainer::Impl::moveAverage() {
  if (!average) return;
  const c10::NoGradGuard noGrad;
  const nn::Network& generator = *networks.at("generator").network;
  // Early on the average follows faster, or it would still show the random start after a thousand steps.
  const double warm = (1.0 + static_cast<double>(steps)) / (10.0 + static_cast<double>(steps));
  const double decay = std::min(experiment.generator.emaDecay, warm);
  average->parameters().lerp_(generator.parameters(), 1.0 - decay);
  // Running statistics are averages already. A spectral norm's u and v are those of the raw weights: the averaged ones
  // are divided by uᵀWv, which is at most their own σ and near it as long as the average lags little behind.
  average->buffers().copy_(generator.buffers());
}

std::int64_t Trainer::Impl::largestFittingBatch() {
  for (auto& [name, trained] : networks) trained.network->setTrainable(true);  // a phase may have broken off
  while (batchSize > 1) {
    batchSize /= 2;
    keptTensors.clear();
    try {
      for (const Phase& phase : objective.phases) runPhase(phase, /*update=*/false);
      return batchSize;
    } catch (const std::exception& error) {
      if (!isOutOfMemory(error)) return 0;
    }
  }
  return 0;
}

const nn::Network& Trainer::Impl::samplingNetwork() const {
  return average ? *average : *networks.at("generator").network;
}

Optimiser& Trainer::Impl::optimiserOf(const std::string& network) const {
  return *networks.at(network).optimiser;
}

double& Trainer::Impl::baseRateOf(const std::string& network) {
  config::Optimiser& optimiser =
      network == "generator" ? experiment.generatorOptimiser : experiment.discriminatorOptimiser;
  return optimiser.learningRate;
}

at::Tensor Trainer::Impl::nextNoise() {
  return at::randn({batchSize, experiment.generator.latent}, random, at::TensorOptions(at::kFloat).device(device));
}

at::Tensor Trainer::Impl::nextLabels() {
  if (making.classes == 0) return {};
  return at::randint(making.classes, {batchSize}, random, at::TensorOptions(at::kLong).device(device));
}

const nn::Network& Trainer::Impl::network(const std::string& name) const {
  return *networks.at(name).network;
}

}  // namespace ganvas::engine
