#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ganvas::config {

/// What a run is called and where its recipe comes from.
struct About {
  std::string name = "experiment";  ///< the recipe's name: a-z, 0-9, '-'
  std::string description;          ///< what the user gets, one or two sentences
  std::string source;               ///< the paper or document it follows
  std::string assumed;              ///< what that document leaves open and this recipe assumes
  bool operator==(const About&) const = default;
};

struct Data {
  std::string source = "fashion-mnist";  ///< fashion-mnist, idx, cifar10 or synthetic
  std::string path;                      ///< directory of the files; empty where the source is found by itself
  std::string split = "train";           ///< train or test
  std::int64_t limit = 0;                ///< use the first so many pictures; 0 is all
  std::int64_t width = 32;               ///< synthetic only, pixels
  std::int64_t height = 32;              ///< synthetic only, pixels
  std::int64_t channels = 3;             ///< synthetic only, 1 or 3
  std::int64_t classes = 10;             ///< synthetic only
  std::int64_t count = 512;              ///< synthetic only, pictures
  bool operator==(const Data&) const = default;
};

struct Generator {
  std::int64_t latent = 100;        ///< length of the noise vector z ~ N(0, 1)
  std::vector<std::string> layers;  ///< layer lines, from z to pictures in [−1, 1]
  double emaDecay = 0.0;            ///< decay per step of the averaged generator used for samples; 0 is none
  bool operator==(const Generator&) const = default;
};

struct Discriminator {
  std::vector<std::string> layers;  ///< layer lines, from pictures to one logit
  bool operator==(const Discriminator&) const = default;
};

struct Objective {
  std::string loss = "non-saturating";  ///< minimax, non-saturating or least-squares
  double lossScale = 1.0;               ///< factor on both losses: 0.5 where a document writes ½
  double realLabel = 1.0;               ///< target for real pictures in the discriminator's loss
  bool operator==(const Objective&) const = default;
};

struct Optimiser {
  std::string kind = "adam";   ///< adam, rmsprop or sgd
  double learningRate = 2e-4;  ///< live
  double beta1 = 0.5;          ///< adam
  double beta2 = 0.999;        ///< adam
  double epsilon = 1e-8;       ///< adam, rmsprop
  double momentum = 0.0;       ///< sgd
  double alpha = 0.99;         ///< rmsprop: decay of the squared gradients' average
  bool operator==(const Optimiser&) const = default;
};

struct Schedule {
  std::int64_t batchSize = 128;
  double epochs = 200;     ///< length in passes over the set; used when steps is 0
  std::int64_t steps = 0;  ///< length in generator updates; 0 means epochs decide
  bool operator==(const Schedule&) const = default;
};

struct Evaluation {
  std::int64_t sampleEvery = 100;  ///< steps between kept grids of the fixed noise
  std::int64_t sampleRows = 8;
  std::int64_t sampleColumns = 8;
  bool operator==(const Evaluation&) const = default;
};

struct Checkpoints {
  std::int64_t every = 500;       ///< steps between checkpoints
  std::int64_t keepLast = 3;      ///< newest ones that stay
  std::int64_t keepEvery = 5000;  ///< checkpoints at multiples of this stay for good; 0 keeps none so
  bool operator==(const Checkpoints&) const = default;
};

struct Compute {
  std::string device = "auto";        ///< auto, cpu, cuda or cuda:n
  std::string precision = "float32";  ///< float32 or bfloat16 (mixed)
  std::int64_t threads = 0;           ///< CPU threads; 0 is one per core
  bool operator==(const Compute&) const = default;
};

/// What the networks begin with.
struct Start {
  /// A run's directory (its newest good checkpoint) or a checkpoint's, whose weights of the same layers are taken;
  /// empty: initialised from the seed.
  std::string weightsFrom;
  bool operator==(const Start&) const = default;
};

/// Everything that decides a run: the only input of the Trainer, and what GUI, CLI, recipe files and run
/// directories all hold as the same TOML.
struct Experiment {
  About about;
  Data data;
  Generator generator;
  Discriminator discriminator;
  Objective objective;
  Optimiser generatorOptimiser;
  Optimiser discriminatorOptimiser;
  Schedule schedule;
  Evaluation evaluation;
  Checkpoints checkpoints;
  Compute compute;
  Start start;
  std::int64_t seed = 1;

  bool operator==(const Experiment&) const = default;
};

}  // namespace ganvas::config
