#include "engine/trainer.h"

#include <ATen/ops/randn.h>
#include <c10/core/GradMode.h>
#include <c10/util/Exception.h>
#include <torch/version.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "base/error.h"
#include "base/random.h"
#include "config/parameter.h"
#include "engine/device.h"
#include "engine/generate.h"
#include "engine/host_allocator.h"
#include "engine/memory.h"
#include "engine/objective.h"
#include "engine/trainer_impl.h"

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

}  // namespace

std::string scalarPrefix(const Phase& phase) {
  return phase.lossScalar.substr(0, phase.lossScalar.find('_'));
}

Trainer::Impl::Impl(const config::Experiment& wanted, BatchSource& source, std::stop_token stop,
                    const LoadProgress& progress)
    : experiment(wanted),
      threads(useThreads(wanted.compute.threads)),
      device(resolveDevice(wanted.compute.device)),
      plan(planExperiment(wanted, pictureShape(source.info()),
                          static_cast<std::int64_t>(source.info().classNames.size()))),
      batchSize(wanted.schedule.batchSize) {
  const auto seed = static_cast<std::uint64_t>(experiment.seed);
  const std::int64_t setBytes = static_cast<std::int64_t>(source.info().pictureBytes()) * source.info().count;
  if (device.is_cpu()) checkMemory(leastMemory(plan, setBytes), batchSize, availableHostMemory());
  set = std::make_unique<TrainingSet>(source, device, streamSeed(seed, kOrder), stop, progress);

  const auto add = [&](const config::NetworkPlan& networkPlan, const config::Optimiser& optimiser, Stream stream) {
    auto net = std::make_unique<nn::Network>(networkPlan, device, streamSeed(seed, stream));
    auto updates = makeOptimiser(optimiser, net->parameters(), net->gradients());
    networks[networkPlan.name] = {std::move(net), std::move(updates)};
  };
  add(plan.generator, experiment.generatorOptimiser, kGeneratorWeights);
  add(plan.discriminator, experiment.discriminatorOptimiser, kDiscriminatorWeights);
  if (experiment.generator.emaDecay > 0) {
    average = std::make_unique<nn::Network>(plan.generator, device, streamSeed(seed, kGeneratorWeights), false);
  }

  random = makeGenerator(device, streamSeed(seed, kTraining));
  context.generator = random;
  context.compute = experiment.compute.precision == "bfloat16" ? at::kBFloat16 : at::kFloat;
  phases = adversarialPhases(experiment.objective, plan);
  scalars = std::make_unique<ScalarLog>(scalarNames(phases), kScalarCapacity, device);
}

void Trainer::Impl::step() {
  for (const Phase& phase : phases) runPhase(phase, /*update=*/true);
  moveAverage();
  keptTensors.clear();
  scalars->endStep();
  for (const Phase& phase : phases) {
    rates.push_back(static_cast<float>(optimiserOf(phase.updates.front()).learningRate()));
  }
  ++steps;
}

void Trainer::Impl::runPhase(const Phase& phase, bool update) {
  for (const std::string& name : phase.frozen) networks.at(name).network->setTrainable(false);
  for (repeatsLeft = phase.repeats; repeatsLeft > 0; --repeatsLeft) {
    const at::Tensor loss = phase.loss(*this);
    loss.backward();
    record(phase.lossScalar, loss);
    for (const std::string& name : phase.updates) {
      if (update) record(scalarPrefix(phase) + "_grad_norm", optimiserOf(name).step());
    }
  }
  for (const std::string& name : phase.frozen) networks.at(name).network->setTrainable(true);
}

void Trainer::Impl::moveAverage() {
  if (!average) return;
  const c10::NoGradGuard noGrad;
  const nn::Network& generator = *networks.at("generator").network;
  // Early on the average follows faster, or it would still show the random start after a thousand steps.
  const double warm = (1.0 + static_cast<double>(steps)) / (10.0 + static_cast<double>(steps));
  const double decay = std::min(experiment.generator.emaDecay, warm);
  average->parameters().lerp_(generator.parameters(), 1.0 - decay);
  average->buffers().copy_(generator.buffers());
}

std::int64_t Trainer::Impl::largestFittingBatch() {
  for (auto& [name, trained] : networks) trained.network->setTrainable(true);  // a phase may have broken off
  while (batchSize > 1) {
    batchSize /= 2;
    keptTensors.clear();
    try {
      for (const Phase& phase : phases) runPhase(phase, /*update=*/false);
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

Optimiser& Trainer::Impl::optimiserOf(const std::string& network) {
  return *networks.at(network).optimiser;
}

at::Tensor Trainer::Impl::nextReal() {
  return set->next(batchSize);
}

at::Tensor Trainer::Impl::nextNoise() {
  return at::randn({batchSize, experiment.generator.latent}, random, at::TensorOptions(at::kFloat).device(device));
}

const nn::Network& Trainer::Impl::network(const std::string& name) const {
  return *networks.at(name).network;
}

Trainer::Trainer(const config::Experiment& experiment, BatchSource& source, std::stop_token stop,
                 const LoadProgress& progress) {
  installHostAllocator();
  try {
    impl_ = std::make_unique<Impl>(experiment, source, std::move(stop), progress);
  } catch (const Error&) {
    throw;
  } catch (const std::exception& error) {
    if (!isOutOfMemory(error)) throw;
    throw Error("out of memory while preparing", "", "Use fewer pictures (data.limit) or smaller layers");
  }
}

Trainer::~Trainer() = default;

void Trainer::step() {
  try {
    impl_->step();
    return;
  } catch (const std::exception& error) {
    if (!isOutOfMemory(error)) throw;
  }
  const std::int64_t asked = impl_->batchSize;
  const std::int64_t fits = impl_->largestFittingBatch();
  throw Error("out of memory with a batch of " + std::to_string(asked), "step " + std::to_string(impl_->steps + 1),
              fits > 0 ? "A batch size of " + std::to_string(fits) + " would fit (schedule.batch_size)"
                       : "Not even one picture fits: use smaller layers");
}

std::int64_t Trainer::stepsDone() const {
  return impl_->steps;
}

double Trainer::epoch() const {
  return static_cast<double>(impl_->set->taken()) / static_cast<double>(impl_->set->size());
}

std::int64_t Trainer::pictures() const {
  return impl_->set->size();
}

std::int64_t Trainer::picturesPerStep() const {
  return impl_->batchSize * impl_->phases.front().repeats;
}

ImageBatch Trainer::sample(std::uint64_t seed, std::int64_t first, std::int64_t count) {
  return generatePictures(impl_->samplingNetwork(), seed, first, count);
}

ScalarBlock Trainer::takeScalars(ScalarBlock* partial) {
  const std::vector<Phase>& phases = impl_->phases;
  const std::int64_t rows = impl_->scalars->rows();
  const std::vector<float> device = impl_->scalars->take();
  const std::vector<float> rates = std::exchange(impl_->rates, {});
  ScalarBlock block;
  block.names = impl_->scalars->names();
  const std::size_t measured = block.names.size();
  for (const Phase& phase : phases) block.names.push_back(scalarPrefix(phase) + "_lr");
  block.firstStep = impl_->steps - rows + 1;
  for (std::size_t row = 0; row < static_cast<std::size_t>(rows); ++row) {
    const auto values = device.begin() + static_cast<std::ptrdiff_t>(row * measured);
    const auto rowRates = rates.begin() + static_cast<std::ptrdiff_t>(row * phases.size());
    block.rows.insert(block.rows.end(), values, values + static_cast<std::ptrdiff_t>(measured));
    block.rows.insert(block.rows.end(), rowRates, rowRates + static_cast<std::ptrdiff_t>(phases.size()));
    for (std::size_t p = 0; p < phases.size(); ++p) {  // losses come first, gradient norms last, in the phases' order
      const std::size_t norm = measured - phases.size() + p;
      const bool lossBad = !std::isfinite(values[static_cast<std::ptrdiff_t>(p)]);
      if (!lossBad && std::isfinite(values[static_cast<std::ptrdiff_t>(norm)])) continue;
      const std::string where =
          "step " + std::to_string(block.firstStep + static_cast<std::int64_t>(row)) + ", " + phases[p].updates.front();
      if (partial) *partial = block;
      throw Error((lossBad ? "the loss " + phases[p].lossScalar : "the gradient norm " + block.names[norm]) +
                      " is not a finite number",
                  where,
                  "Lower its learning rate: in a new run, or for this one (ganvas-cli resume RUN --set KEY=VALUE)");
    }
  }
  return block;
}

void Trainer::setLive(const std::string& key, const std::string& value) {
  const config::Parameter* parameter = config::findParameter(key);
  if (!parameter || !parameter->live) {
    throw Error("needs restart: this parameter cannot change while the run trains", key, "");
  }
  config::setFromText(impl_->experiment, key + "=" + value, "live change");
  impl_->optimiserOf("generator").setLearningRate(impl_->experiment.generatorOptimiser.learningRate);
  impl_->optimiserOf("discriminator").setLearningRate(impl_->experiment.discriminatorOptimiser.learningRate);
}

std::string Trainer::deviceText() const {
  return describeDevice(impl_->device);
}

std::string torchVersion() {
  return TORCH_VERSION;
}

}  // namespace ganvas::engine
