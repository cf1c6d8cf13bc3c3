#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ganvas::config {

/// What a run is called and where its recipe comes from.
struct About {
  std::string name = "experiment";    ///< the recipe's name: a-z, 0-9, '-'
  std::string description;            ///< what the user gets, one or two sentences
  std::string source;                 ///< the paper or document it follows
  std::string assumed;                ///< what that document leaves open and this recipe assumes
  std::vector<std::string> reported;  ///< figures that the document gives (config/reported.h): "d_loss 0.683 mark"
  std::string reportedNote;           ///< how far those figures can be compared with measured ones
  std::string sweep;                  ///< the sweep that this run belongs to; empty: none
  bool operator==(const About&) const = default;
};

struct Data {
  /// fashion-mnist, mnist, kmnist, idx, cifar10, cifar100, stl10, folder or synthetic
  std::string source = "fashion-mnist";
  std::string path;             ///< directory, archive or file; empty where the source is found by itself
  std::string split = "train";  ///< train, test or (STL-10) unlabeled
  std::int64_t limit = 0;       ///< use the first so many pictures; 0 is all
  std::int64_t width = 32;      ///< synthetic, folder (what pictures are resized to): pixels
  std::int64_t height = 32;     ///< synthetic, folder: pixels
  std::int64_t channels = 3;    ///< synthetic, folder: 1 or 3
  std::int64_t classes = 10;    ///< synthetic only
  std::int64_t count = 512;     ///< synthetic only, pictures
  std::string fit = "centre";   ///< folder: how a picture comes to that size: centre, stretch or letterbox
  /// Where labels come from. Empty: found (sub-folders, dataset.json, labels.csv). "none": there are none. Otherwise a
  /// file, FILE or FILE#COLUMN: CSV, StyleGAN's dataset.json, CelebA's list_attr_celeba.txt. CIFAR-100: fine, coarse.
  std::string labels;
  std::string boxes;             ///< folder: directory or archive of PASCAL VOC XML; each box becomes a picture
  double boxMargin = 0.0;        ///< share of a box's longer side that is added on each side
  std::int64_t boxSmallest = 8;  ///< pixels: boxes with a shorter side are left out
  std::string keep = "auto";  ///< while training: auto, memory (all on the device) or stream (from the prepared file)
  bool operator==(const Data&) const = default;
};

/// What is done to the set once, in this order, before training; 'pictures' are counted as the source has them.
struct Preparation {
  std::string classes;                 ///< names or numbers, separated by commas; empty: all
  std::int64_t subset = 0;             ///< so many pictures, drawn at random (from the seed); 0: all
  std::string duplicates = "keep";     ///< keep, exact (drop what repeats byte for byte) or near
  std::int64_t duplicateDistance = 2;  ///< near: bits of the 64-bit perceptual hash that may differ
  double outliers = 0.0;  ///< share of pictures with the largest reconstruction error that is left out; 0: none
  double outlierThreshold =
      0.0;  ///< error above which pictures are left out instead of that share; 0: the share decides
  std::int64_t outlierEpochs = 10;    ///< the autoencoder's training
  std::string outlierKeep;            ///< pictures' numbers, separated by commas, that stay whatever their error
  std::string outlierReject;          ///< … that go whatever their error
  std::string sharpen = "none";       ///< none, unsharp, high-pass or laplacian
  double sharpenRadius = 1.0;         ///< pixels: standard deviation of the blur
  double sharpenAmount = 1.0;         ///< factor on what is added
  std::int64_t sharpenThreshold = 0;  ///< differences of at most so many of 255 are left alone
  std::string oversample = "none";    ///< none, balance (classes, with replacement) or copies (factor × the set)
  double oversampleFactor = 2.0;      ///< copies: the drawn set's size, as a multiple of the set's
  bool operator==(const Preparation&) const = default;
};

/// What is done to each batch, on the device. Without ADA the first six change real pictures only; DiffAugment real and
/// generated ones alike. With ADA all but CutMix change both, each with the controlled probability.
struct Augmentation {
  double rotation = 0.0;    ///< up to ± so many degrees
  double shift = 0.0;       ///< up to ± this share of the side
  double flip = 0.0;        ///< probability of a horizontal flip
  double zoom = 0.0;        ///< up to ± this share
  double brightness = 0.0;  ///< up to ± this much of the range [−1, 1]'s half: 0.1 adds −0.1 … 0.1
  double cutmix = 0.0;  ///< probability that a picture is mixed with another (Yun et al. 2019); labels in proportion
  std::string diffaugment;   ///< of colour, translation, cutout, separated by commas (Zhao et al. 2020); empty: none
  double adaTarget = 0.0;    ///< E sign(D(x)) that the probability is steered to (Karras et al. 2020: 0.6); 0: no ADA
  double adaLength = 500.0;  ///< thousand pictures in which the probability can go from 0 to 1
  bool operator==(const Augmentation&) const = default;
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
  /// minimax, non-saturating, least-squares, wasserstein, hinge, energy, denoising or reconstruction
  std::string loss = "non-saturating";
  double lossScale = 1.0;           ///< factor on both losses: 0.5 where a document writes ½
  double discriminatorScale = 1.0;  ///< further factor on the discriminator's: 0.5 is the mean over real and generated
  double realLabel = 1.0;           ///< target for real pictures in the discriminator's loss (smoothing: 0.9)
  double fakeLabel = 0.0;           ///< target for generated pictures in the discriminator's loss
  std::int64_t criticSteps = 1;     ///< discriminator updates per generator update
  double weightClip = 0.0;          ///< discriminator's weights are clamped to ±this after each update; 0: not
  double gradientPenalty = 0.0;  ///< λ of E (‖∇D(x̂)‖ − 1)² between real and generated (Gulrajani et al. 2017); 0: none
  double r1Penalty = 0.0;  ///< γ of γ/2 E ‖∇D(x)‖² on real pictures (Mescheder et al. 2018); 0: none
  std::string energy =
      "softplus";       ///< energy loss: softplus (of the one output) or reconstruction (D is an autoencoder)
  double margin = 1.0;  ///< energy loss: m of max(0, m − E(G(z)))
  std::string energyUnits = "plain";  ///< energy loss: plain, or normalised by the running mean of E(real)
  double pullingAway = 0.0;  ///< weight of the pulling-away term on the discriminator's features (Zhao et al. 2017)
  bool operator==(const Objective&) const = default;
};

/// The noise process of the denoising loss (Ho et al. 2020) and how pictures are drawn from it (Song et al. 2021).
struct Diffusion {
  std::int64_t steps = 1000;        ///< of the forward process
  double betaFirst = 1e-4;          ///< variance of its first step; linear up to …
  double betaLast = 0.02;           ///< … that of its last one
  std::int64_t samplingSteps = 50;  ///< DDIM steps, evenly spread over the process
  bool operator==(const Diffusion&) const = default;
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
  double epochs = 200;            ///< length in passes over the set; used when steps is 0
  std::int64_t steps = 0;         ///< length in generator updates; 0 means epochs decide
  std::string rate = "constant";  ///< factor on both learning rates: constant, cosine, exponential, linear or step
  std::int64_t warmupSteps = 0;   ///< the factor first rises from 0 over so many steps
  double decayFactor = 0.96;      ///< exponential, step: what the factor is multiplied with …
  double decayEvery = 1.0;        ///< … each so many epochs (exponential: evenly, in powers)
  double finalFactor = 0.0;       ///< cosine, linear: the factor at the horizon and beyond
  std::int64_t horizon = 0;       ///< steps until finalFactor; 0: the length that the run is created with
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
  Preparation preparation;
  Augmentation augmentation;
  Generator generator;
  Discriminator discriminator;
  Objective objective;
  Diffusion diffusion;
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
