// The one declaration of every parameter, in the order of the TOML file.
#include <algorithm>
#include <charconv>
#include <type_traits>

#include "config/parameter.h"

namespace ganvas::config {

namespace {

constexpr double kLargestCount = 1e9;
constexpr double kLargestSeed = 0x1.0p53;  // whole numbers beyond are not exact everywhere that a TOML file may go
constexpr double kBelowOne = 0.999999;     // decays: at 1 an average would never move

// Connects a parameter with its field. `field` is a generic function from an Experiment to a reference.
template <class Field>
Parameter bound(Parameter parameter, Field field) {
  using T = std::remove_cvref_t<decltype(field(std::declval<Experiment&>()))>;
  parameter.get = [field](const Experiment& experiment) { return Value(field(experiment)); };
  parameter.set = [field](Experiment& experiment, Value value) {
    if constexpr (std::is_same_v<T, double>) {
      const auto* whole = std::get_if<std::int64_t>(&value);
      field(experiment) = whole ? static_cast<double>(*whole) : std::get<double>(value);
    } else {
      field(experiment) = std::get<T>(std::move(value));
    }
  };
  return parameter;
}

struct Names {
  std::string key, label, help;
};

struct Bounds {
  double minimum = 0, maximum = 0;
  std::string unit;
  bool minimumExcluded = false;
};

Parameter named(ParameterKind kind, Names names) {
  Parameter parameter;
  parameter.kind = kind;
  parameter.key = std::move(names.key);
  parameter.label = std::move(names.label);
  parameter.help = std::move(names.help);
  return parameter;
}

Parameter number(ParameterKind kind, Names names, Bounds bounds) {
  Parameter parameter = named(kind, std::move(names));
  parameter.minimum = bounds.minimum;
  parameter.maximum = bounds.maximum;
  parameter.unit = std::move(bounds.unit);
  parameter.minimumExcluded = bounds.minimumExcluded;
  return parameter;
}

Parameter integer(Names names, Bounds bounds) {
  return number(ParameterKind::Integer, std::move(names), std::move(bounds));
}

Parameter real(Names names, Bounds bounds) {
  return number(ParameterKind::Real, std::move(names), std::move(bounds));
}

Parameter choice(Names names, std::vector<std::string> choices) {
  Parameter parameter = named(ParameterKind::Choice, std::move(names));
  parameter.choices = std::move(choices);
  return parameter;
}

Parameter text(Names names) {
  return named(ParameterKind::Text, std::move(names));
}

Parameter live(Parameter parameter) {
  parameter.live = true;
  return parameter;
}

Parameter onlyIf(Parameter parameter, std::function<bool(const Experiment&)> applies) {
  parameter.applies = std::move(applies);
  return parameter;
}

bool isSynthetic(const Experiment& experiment) {
  return experiment.data.source == "synthetic";
}

bool choosesSize(const Experiment& experiment) {
  return isSynthetic(experiment) || experiment.data.source == "folder";
}

bool isDevice(const std::string& device) {
  if (device == "auto" || device == "cpu" || device == "cuda") return true;
  constexpr std::string_view kNumbered = "cuda:";
  if (!device.starts_with(kNumbered)) return false;
  const char* end = device.data() + device.size();
  unsigned number = 0;
  const auto [stop, failure] = std::from_chars(device.data() + kNumbered.size(), end, number);
  return failure == std::errc() && stop == end && number < 128;
}

using Table = std::vector<Parameter>;

void addSeed(Table& table) {
  table.push_back(bound(
      integer({"seed", "Seed",
               "Starts all random numbers: weights, noise, order of the pictures. The same seed "
               "gives the same run."},
              {0, kLargestSeed, ""}),
      [](auto& e) -> auto& { return e.seed; }));
}

void addAbout(Table& table) {
  table.push_back(bound(
      text({"about.name", "Name", "What the recipe and its runs are called."}),
      [](auto& e) -> auto& { return e.about.name; }));
  table.push_back(bound(
      text({"about.description", "Description", "What you get, in one or two sentences."}),
      [](auto& e) -> auto& { return e.about.description; }));
  table.push_back(bound(
      text({"about.source", "Source", "The paper or document that the recipe follows."}),
      [](auto& e) -> auto& { return e.about.source; }));
  table.push_back(bound(
      text({"about.assumed", "Assumed", "What that document leaves open and the recipe assumes."}),
      [](auto& e) -> auto& { return e.about.assumed; }));
  table.push_back(bound(
      named(ParameterKind::Lines, {"about.reported", "Reported",
                                   "Figures that the document gives, one per line: NAME VALUE [epoch E] [mark]. Those "
                                   "with `mark` are drawn behind the curves."}),
      [](auto& e) -> auto& { return e.about.reported; }));
  table.push_back(bound(
      text({"about.reported_note", "About the reported", "How far the reported figures compare with measured ones."}),
      [](auto& e) -> auto& { return e.about.reportedNote; }));
  table.push_back(bound(
      text({"about.sweep", "Sweep", "The sweep that the run belongs to. Empty: none."}),
      [](auto& e) -> auto& { return e.about.sweep; }));
}

void addData(Table& table) {
  table.push_back(bound(
      choice({"data.source", "Data set",
              "Where the pictures come from. Fashion-MNIST is found by itself; idx and cifar10 read "
              "the directory that you name; folder takes its pictures, with sub-folders as classes; synthetic needs no "
              "files."},
             {"fashion-mnist", "idx", "cifar10", "folder", "synthetic"}),
      [](auto& e) -> auto& { return e.data.source; }));
  table.push_back(
      onlyIf(bound(
                 named(ParameterKind::Path, {"data.path", "Directory",
                                             "The directory that holds the data set's files. Empty where the "
                                             "data set is found by itself."}),
                 [](auto& e) -> auto& { return e.data.path; }),
             [](const Experiment& e) { return !isSynthetic(e); }));
  table.push_back(
      onlyIf(bound(
                 choice({"data.split", "Part", "Which part of the data set to train on."}, {"train", "test"}),
                 [](auto& e) -> auto& { return e.data.split; }),
             [](const Experiment& e) { return !isSynthetic(e); }));
  table.push_back(bound(
      integer({"data.limit", "Use the first", "Train on the first so many pictures. 0 uses all."},
              {0, kLargestCount, "pictures"}),
      [](auto& e) -> auto& { return e.data.limit; }));
  table.push_back(
      onlyIf(bound(
                 integer({"data.width", "Width", "Width of the pictures: what those of a folder are resized to."},
                         {1, 4096, "pixels"}),
                 [](auto& e) -> auto& { return e.data.width; }),
             choosesSize));
  table.push_back(
      onlyIf(bound(
                 integer({"data.height", "Height", "Height of the pictures: what those of a folder are resized to."},
                         {1, 4096, "pixels"}),
                 [](auto& e) -> auto& { return e.data.height; }),
             choosesSize));
  Parameter channels = integer({"data.channels", "Channels", "1 is grey, 3 is colour."}, {1, 3, ""});
  channels.form = "1 or 3";
  channels.fits = [](const Value& value) { return std::get<std::int64_t>(value) != 2; };
  table.push_back(onlyIf(bound(
                             channels, [](auto& e) -> auto& { return e.data.channels; }),
                         choosesSize));
  table.push_back(
      onlyIf(bound(
                 integer({"data.classes", "Classes", "Number of labels. Synthetic data only."}, {0, 10000, ""}),
                 [](auto& e) -> auto& { return e.data.classes; }),
             isSynthetic));
  table.push_back(onlyIf(
      bound(
          integer({"data.count", "Count", "Number of pictures. Synthetic data only."}, {1, kLargestCount, "pictures"}),
          [](auto& e) -> auto& { return e.data.count; }),
      isSynthetic));
}

bool lossIs(const Experiment& experiment, std::initializer_list<std::string_view> losses) {
  return std::find(losses.begin(), losses.end(), experiment.objective.loss) != losses.end();
}

bool isEnergy(const Experiment& experiment) {
  return lossIs(experiment, {"energy"});
}

bool isDenoising(const Experiment& experiment) {
  return lossIs(experiment, {"denoising"});
}

bool isAdversarial(const Experiment& experiment) {
  return !isDenoising(experiment);
}

// Losses whose discriminator is told what to answer.
bool hasTargets(const Experiment& experiment) {
  return lossIs(experiment, {"minimax", "non-saturating", "least-squares"});
}

void addNetworks(Table& table) {
  table.push_back(onlyIf(bound(
                             integer({"generator.latent", "Latent size",
                                      "Length of the noise vector that the generator turns into a picture."},
                                     {1, 65536, ""}),
                             [](auto& e) -> auto& { return e.generator.latent; }),
                         isAdversarial));
  table.push_back(bound(
      named(ParameterKind::Lines, {"generator.layers", "Generator layers",
                                   "One layer per line, from the noise vector (denoising: from a noisy "
                                   "picture) to a picture in [−1, 1]; usually ends in tanh."}),
      [](auto& e) -> auto& { return e.generator.layers; }));
  table.push_back(bound(
      real({"generator.ema_decay", "Averaging decay",
            "Samples come from a running average of the generator's weights that keeps this share of "
            "itself at each step. 0 uses the weights as they are."},
           {0, kBelowOne, ""}),
      [](auto& e) -> auto& { return e.generator.emaDecay; }));
  table.push_back(
      onlyIf(bound(
                 named(ParameterKind::Lines, {"discriminator.layers", "Discriminator layers",
                                              "One layer per line, from a picture to one number (a logit): no "
                                              "sigmoid at the end."}),
                 [](auto& e) -> auto& { return e.discriminator.layers; }),
             isAdversarial));
}

void addObjective(Table& table) {
  table.push_back(bound(
      choice({"objective.loss", "Loss",
              "What the networks play for: the original minimax game, its non-saturating form (stronger gradients "
              "early on), least squares, the Wasserstein distance (with a weight clip or a gradient penalty), hinge, "
              "energies with a margin; or denoising, a diffusion model without discriminator."},
             {"minimax", "non-saturating", "least-squares", "wasserstein", "hinge", "energy", "denoising"}),
      [](auto& e) -> auto& { return e.objective.loss; }));
  table.push_back(bound(
      real({"objective.loss_scale", "Loss scale", "Factor on both losses: 0.5 where a document writes ½ before them."},
           {0, 1000, "", true}),
      [](auto& e) -> auto& { return e.objective.lossScale; }));
  const auto add = [&](Parameter parameter, bool (*applies)(const Experiment&), auto field) {
    table.push_back(onlyIf(bound(std::move(parameter), field), applies));
  };
  add(
      real({"objective.discriminator_scale", "Discriminator’s scale",
            "Further factor on the discriminator’s loss: 0.5 makes the sum over real and generated pictures their "
            "mean."},
           {0, 1000, "", true}),
      isAdversarial, [](auto& e) -> auto& { return e.objective.discriminatorScale; });
  add(
      real({"objective.real_label", "Label of real pictures",
            "What the discriminator is to answer for real pictures. 0.9 is one-sided label smoothing."},
           {0, 1, "", true}),
      hasTargets, [](auto& e) -> auto& { return e.objective.realLabel; });
  add(
      real({"objective.fake_label", "Label of generated pictures",
            "What the discriminator is to answer for generated pictures. 0.1 smooths that side too."},
           {0, 0.999999, ""}),
      hasTargets, [](auto& e) -> auto& { return e.objective.fakeLabel; });
  add(
      integer({"objective.critic_steps", "Discriminator updates",
               "Updates of the discriminator for each one of the generator: a Wasserstein critic’s n."},
              {1, 1000, "per step"}),
      isAdversarial, [](auto& e) -> auto& { return e.objective.criticSteps; });
  add(
      real({"objective.weight_clip", "Weight clip",
            "The discriminator’s weights are kept within ± this (Wasserstein: 0.01). 0 does not clip."},
           {0, 1000, ""}),
      isAdversarial, [](auto& e) -> auto& { return e.objective.weightClip; });
  add(
      real({"objective.gradient_penalty", "Gradient penalty",
            "Weight of the penalty that keeps the discriminator’s gradient near 1 between real and generated pictures "
            "(WGAN-GP: 10). 0 is none."},
           {0, 1e6, ""}),
      isAdversarial, [](auto& e) -> auto& { return e.objective.gradientPenalty; });
  add(
      real({"objective.r1_penalty", "R1 penalty",
            "Weight of the penalty on the discriminator’s squared gradient at real pictures. 0 is none."},
           {0, 1e6, ""}),
      isAdversarial, [](auto& e) -> auto& { return e.objective.r1Penalty; });
  add(
      choice({"objective.energy", "Energy",
              "What the energy of a picture is: softplus of the discriminator’s one output, or the mean squared error "
              "of its reconstruction by a discriminator that is an autoencoder."},
             {"softplus", "reconstruction"}),
      isEnergy, [](auto& e) -> auto& { return e.objective.energy; });
  add(
      real({"objective.margin", "Margin", "Generated pictures whose energy is above this are not pushed further."},
           {0, 1e6, "", true}),
      isEnergy, [](auto& e) -> auto& { return e.objective.margin; });
  add(
      choice({"objective.energy_units", "Energy in units of",
              "plain, or normalised: divided by the running mean of the real pictures’ energy."},
             {"plain", "normalised"}),
      isEnergy, [](auto& e) -> auto& { return e.objective.energyUnits; });
  add(
      real({"objective.pulling_away", "Pulling-away term",
            "Weight of the term that keeps the discriminator’s features of generated pictures apart. 0 is none."},
           {0, 1e6, ""}),
      isAdversarial, [](auto& e) -> auto& { return e.objective.pullingAway; });
}

void addDiffusion(Table& table) {
  const auto add = [&](Parameter parameter, auto field) {
    table.push_back(onlyIf(bound(std::move(parameter), field), isDenoising));
  };
  add(
      integer({"diffusion.steps", "Diffusion steps", "Steps in which a picture turns into noise."},
              {2, 100000, "steps"}),
      [](auto& e) -> auto& { return e.diffusion.steps; });
  add(
      real({"diffusion.beta_first", "First β", "Variance of the noise that the first step adds."},
           {0, 0.999, "", true}),
      [](auto& e) -> auto& { return e.diffusion.betaFirst; });
  add(
      real({"diffusion.beta_last", "Last β", "Variance of the noise that the last step adds; linear in between."},
           {0, 0.999, "", true}),
      [](auto& e) -> auto& { return e.diffusion.betaLast; });
  add(
      integer({"diffusion.sampling_steps", "Sampling steps",
               "Steps in which samples are drawn from noise (DDIM). More take longer and look better."},
              {1, 100000, "steps"}),
      [](auto& e) -> auto& { return e.diffusion.samplingSteps; });
}

// `of` is a generic function from an Experiment to one of its optimisers.
template <class Of>
void addOptimiser(Table& table, const std::string& section, const std::string& who, bool (*used)(const Experiment&),
                  Of of) {
  const std::string owner = "the " + std::string(who == "Generator" ? "generator" : "discriminator");
  table.push_back(
      onlyIf(bound(
                 choice({section + ".kind", who + " optimiser", "How " + owner + "'s weights follow its gradients."},
                        {"adam", "rmsprop", "sgd"}),
                 [of](auto& e) -> auto& { return of(e).kind; }),
             used));
  table.push_back(onlyIf(live(bound(
                             real({section + ".learning_rate", who + " learning rate",
                                   "Size of " + owner + "'s steps. Can be changed while it trains."},
                                  {0, 1, "", true}),
                             [of](auto& e) -> auto& { return of(e).learningRate; })),
                         used));
  table.push_back(onlyIf(bound(
                             real({section + ".beta1", who + " β₁", "Adam only: decay of the gradients' running mean."},
                                  {0, kBelowOne, ""}),
                             [of](auto& e) -> auto& { return of(e).beta1; }),
                         [of, used](const Experiment& e) { return used(e) && (of(e).kind == "adam"); }));
  table.push_back(
      onlyIf(bound(
                 real({section + ".beta2", who + " β₂", "Adam only: decay of the squared gradients' running mean."},
                      {0, kBelowOne, ""}),
                 [of](auto& e) -> auto& { return of(e).beta2; }),
             [of, used](const Experiment& e) { return used(e) && (of(e).kind == "adam"); }));
  table.push_back(onlyIf(
      bound(
          real({section + ".epsilon", who + " ε", "Adam and RMSprop: added to the divisor so that it is never 0."},
               {0, 1, "", true}),
          [of](auto& e) -> auto& { return of(e).epsilon; }),
      [of, used](const Experiment& e) { return used(e) && (of(e).kind == "adam" || of(e).kind == "rmsprop"); }));
  table.push_back(onlyIf(
      bound(
          real({section + ".momentum", who + " momentum", "SGD only: share of the last step that goes into the next."},
               {0, kBelowOne, ""}),
          [of](auto& e) -> auto& { return of(e).momentum; }),
      [of, used](const Experiment& e) { return used(e) && (of(e).kind == "sgd"); }));
  table.push_back(
      onlyIf(bound(
                 real({section + ".alpha", who + " α", "RMSprop only: decay of the squared gradients' running mean."},
                      {0, kBelowOne, ""}),
                 [of](auto& e) -> auto& { return of(e).alpha; }),
             [of, used](const Experiment& e) { return used(e) && (of(e).kind == "rmsprop"); }));
}

bool decays(const Experiment& experiment) {
  return experiment.schedule.rate == "exponential" || experiment.schedule.rate == "step";
}

bool falls(const Experiment& experiment) {
  return experiment.schedule.rate == "cosine" || experiment.schedule.rate == "linear";
}

void addSchedule(Table& table) {
  table.push_back(bound(
      integer(
          {"schedule.batch_size", "Batch size", "Pictures per step. Larger batches are steadier and take more memory."},
          {1, 65536, "pictures"}),
      [](auto& e) -> auto& { return e.schedule.batchSize; }));
  table.push_back(onlyIf(
      bound(
          real({"schedule.epochs", "Epochs", "Length of the run in passes over the data set. Used when steps is 0."},
               {0, 1e6, "", true}),
          [](auto& e) -> auto& { return e.schedule.epochs; }),
      [](const Experiment& e) { return e.schedule.steps == 0; }));
  table.push_back(bound(
      integer({"schedule.steps", "Steps", "Length of the run in generator updates. 0 lets the epochs decide."},
              {0, kLargestCount, "steps"}),
      [](auto& e) -> auto& { return e.schedule.steps; }));
  table.push_back(bound(
      choice({"schedule.rate", "Learning rates over time",
              "How both learning rates change while it trains: a factor that stays, falls along a cosine or a line, "
              "shrinks evenly, or drops in steps."},
             {"constant", "cosine", "exponential", "linear", "step"}),
      [](auto& e) -> auto& { return e.schedule.rate; }));
  table.push_back(bound(
      integer({"schedule.warmup_steps", "Warm-up", "The learning rates first rise from 0 over so many steps."},
              {0, kLargestCount, "steps"}),
      [](auto& e) -> auto& { return e.schedule.warmupSteps; }));
  table.push_back(onlyIf(bound(
                             real({"schedule.decay_factor", "Decay factor",
                                   "What exponential and step schedules multiply the learning rates with."},
                                  {0, 1, "", true}),
                             [](auto& e) -> auto& { return e.schedule.decayFactor; }),
                         decays));
  table.push_back(onlyIf(
      bound(
          real(
              {"schedule.decay_every", "Decay every",
               "Epochs after which that factor has been applied once: all at once (step) or bit by bit (exponential)."},
              {0, 1e6, "epochs", true}),
          [](auto& e) -> auto& { return e.schedule.decayEvery; }),
      decays));
  table.push_back(onlyIf(
      bound(
          real({"schedule.final_factor", "Final factor", "What cosine and linear schedules end with."}, {0, 1, ""}),
          [](auto& e) -> auto& { return e.schedule.finalFactor; }),
      falls));
  table.push_back(onlyIf(bound(
                             integer({"schedule.horizon", "Horizon",
                                      "Steps until the final factor, which stays from then on. 0 is the length that "
                                      "the run is made with."},
                                     {0, kLargestCount, "steps"}),
                             [](auto& e) -> auto& { return e.schedule.horizon; }),
                         falls));
}

void addEvaluation(Table& table) {
  table.push_back(live(bound(
      integer({"evaluation.sample_every", "Samples every",
               "Steps between the sample grids that are kept. All show the same noise vectors."},
              {1, kLargestCount, "steps"}),
      [](auto& e) -> auto& { return e.evaluation.sampleEvery; })));
  table.push_back(bound(
      integer({"evaluation.sample_rows", "Sample rows", "Rows of a sample grid."}, {1, 64, "pictures"}),
      [](auto& e) -> auto& { return e.evaluation.sampleRows; }));
  table.push_back(bound(
      integer({"evaluation.sample_columns", "Sample columns", "Columns of a sample grid."}, {1, 64, "pictures"}),
      [](auto& e) -> auto& { return e.evaluation.sampleColumns; }));
}

void addCheckpoints(Table& table) {
  table.push_back(live(bound(
      integer({"checkpoints.every", "Checkpoint every",
               "Steps between checkpoints. A run that is killed goes on from its last one."},
              {1, kLargestCount, "steps"}),
      [](auto& e) -> auto& { return e.checkpoints.every; })));
  table.push_back(bound(
      integer({"checkpoints.keep_last", "Keep the last", "So many of the newest checkpoints stay on disk."},
              {1, 10000, "checkpoints"}),
      [](auto& e) -> auto& { return e.checkpoints.keepLast; }));
  table.push_back(bound(
      integer(
          {"checkpoints.keep_every", "Keep each", "Checkpoints at multiples of this stay for good. 0 keeps none so."},
          {0, kLargestCount, "steps"}),
      [](auto& e) -> auto& { return e.checkpoints.keepEvery; }));
}

void addCompute(Table& table) {
  Parameter device = text(
      {"compute.device", "Device", "Where to train. auto takes a CUDA device when there is one, else the processor."});
  device.form = "auto, cpu, cuda or cuda:n";
  device.fits = [](const Value& value) { return isDevice(std::get<std::string>(value)); };
  table.push_back(bound(
      device, [](auto& e) -> auto& { return e.compute.device; }));
  table.push_back(bound(
      choice({"compute.precision", "Precision",
              "float32, or bfloat16 for mixed precision: faster where the hardware has it, slightly "
              "less exact."},
             {"float32", "bfloat16"}),
      [](auto& e) -> auto& { return e.compute.precision; }));
  table.push_back(bound(
      integer({"compute.threads", "CPU threads", "Threads to train with. 0 takes one per core."}, {0, 1024, "threads"}),
      [](auto& e) -> auto& { return e.compute.threads; }));
}

void addStart(Table& table) {
  table.push_back(bound(
      named(ParameterKind::Path, {"start.weights_from", "Start from the weights of",
                                  "A run's directory (its newest checkpoint) or a checkpoint's: networks with the same "
                                  "layers begin with its weights. Empty: with fresh ones from the seed."}),
      [](auto& e) -> auto& { return e.start.weightsFrom; }));
}

Table makeTable() {
  Table table;
  addSeed(table);
  addAbout(table);
  addData(table);
  addNetworks(table);
  addObjective(table);
  addDiffusion(table);
  addOptimiser(
      table, "generator_optimiser", "Generator", [](const Experiment&) { return true; },
      [](auto& e) -> auto& { return e.generatorOptimiser; });
  addOptimiser(
      table, "discriminator_optimiser", "Discriminator", isAdversarial,
      [](auto& e) -> auto& { return e.discriminatorOptimiser; });
  addSchedule(table);
  addEvaluation(table);
  addCheckpoints(table);
  addCompute(table);
  addStart(table);
  return table;
}

}  // namespace

const std::vector<Parameter>& parameters() {
  static const Table table = makeTable();
  return table;
}

const Parameter* findParameter(std::string_view key) {
  const auto& table = parameters();
  const auto found = std::find_if(table.begin(), table.end(), [key](const Parameter& p) { return p.key == key; });
  return found == table.end() ? nullptr : &*found;
}

}  // namespace ganvas::config
