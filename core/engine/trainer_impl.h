#pragma once

#include <ATen/Generator.h>
#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/network_plan.h"
#include "engine/generate.h"
#include "engine/objective.h"
#include "engine/optimiser.h"
#include "engine/phase.h"
#include "engine/scalar_log.h"
#include "engine/trainer.h"
#include "engine/training_set.h"
#include "nn/network.h"

namespace ganvas::engine {

/// A network that is trained, and what trains it.
struct TrainedNetwork {
  std::unique_ptr<nn::Network> network;
  std::unique_ptr<Optimiser> optimiser;
};

/// What the Trainer is made of; phases see it as their context.
struct Trainer::Impl : PhaseContext {
  Impl(const config::Experiment& experiment, BatchSource& source, std::stop_token stop, const LoadProgress& progress);

  void step();
  void setRates();
  void runPhase(const Phase& phase, bool update);
  void backward(const Phase& phase, const PhaseLoss& loss) const;
  void moveAverage();
  /// The largest halving of the batch size whose forward and backward passes fit. Ruins the Trainer's state.
  std::int64_t largestFittingBatch();
  const nn::Network& samplingNetwork() const;
  Optimiser& optimiserOf(const std::string& network) const;
  /// The learning rate that the schedule's factor applies to.
  double& baseRateOf(const std::string& network);
  ScalarBlock takeBlock();

  RealBatch nextReal() override { return set->next(batchSize); }
  at::Tensor nextNoise() override;
  at::Tensor nextLabels() override;
  const nn::Network& network(const std::string& name) const override;
  const nn::ForwardContext& forwardContext() const override { return context; }
  bool lastRepeat() const override { return repeatsLeft == 1; }
  void keep(const std::string& name, at::Tensor value) override { keptTensors[name] = std::move(value); }
  at::Tensor kept(const std::string& name) const override { return keptTensors.at(name); }
  void record(const std::string& name, const at::Tensor& value) override { scalars->record(name, value); }

  config::Experiment experiment;
  int threads;
  c10::Device device;
  std::int64_t classes;  ///< of the data set; 0: no labels
  config::ExperimentPlan plan;
  PictureMaking making;
  std::unique_ptr<TrainingSet> set;
  RealBatch shown;  ///< pictures whose reconstructions are the samples; undefined with other losses
  std::map<std::string, TrainedNetwork> networks;
  std::unique_ptr<nn::Network> average;  ///< of the generator; null when ema_decay is 0
  Objective objective;
  nn::ForwardContext context;
  at::Generator random;  ///< the training's own: noise, labels, dropout masks
  std::unique_ptr<ScalarLog> scalars;
  std::vector<float> rates;  ///< those used in the steps of `scalars`, one per phase, known without the device
  std::int64_t batchSize;
  double epochSteps = 1;     ///< steps per epoch
  std::int64_t horizon = 0;  ///< of the learning rates' schedule, in steps
  std::int64_t steps = 0;

  std::map<std::string, at::Tensor> keptTensors;  ///< within a step
  int repeatsLeft = 0;                            ///< within a phase
};

/// The prefix of a phase's scalars: "d" of "d_loss".
std::string scalarPrefix(const Phase& phase);

}  // namespace ganvas::engine
