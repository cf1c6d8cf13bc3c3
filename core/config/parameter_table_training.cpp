// How networks are trained, for how long, on what, and what is kept.
#include <charconv>
#include <string_view>

#include "config/parameter_rows.h"

namespace ganvas::config {

namespace {

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

bool isDevice(const std::string& device) {
  if (device == "auto" || device == "cpu" || device == "cuda") return true;
  constexpr std::string_view kNumbered = "cuda:";
  if (!device.starts_with(kNumbered)) return false;
  const char* end = device.data() + device.size();
  unsigned number = 0;
  const auto [stop, failure] = std::from_chars(device.data() + kNumbered.size(), end, number);
  return failure == std::errc() && stop == end && number < 128;
}

}  // namespace

void addOptimisers(Table& table) {
  addOptimiser(
      table, "generator_optimiser", "Generator", [](const Experiment&) { return true; },
      [](auto& e) -> auto& { return e.generatorOptimiser; });
  addOptimiser(
      table, "discriminator_optimiser", "Discriminator", isAdversarial,
      [](auto& e) -> auto& { return e.discriminatorOptimiser; });
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

}  // namespace ganvas::config
