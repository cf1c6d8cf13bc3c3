#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/batch_source.h"
#include "base/image_batch.h"
#include "config/experiment.h"

// No Torch in this header: whoever drives a Trainer compiles quickly.
namespace ganvas::engine {

/// Scalars of consecutive steps, read from the device at once.
struct ScalarBlock {
  /// "d_loss", "g_loss", "d_real", "d_fake", penalties where there are any (see adversarial.h), "d_grad_norm",
  /// "g_grad_norm", "d_lr", "g_lr"; those of "d_" only where there is a discriminator. Where a
  /// step updates it several times (objective.critic_steps) its scalars are the mean over these updates.
  std::vector<std::string> names;
  std::int64_t firstStep = 1;  ///< step of the first row (steps count from 1)
  std::vector<float> rows;     ///< steps × names, row-major
  std::int64_t steps() const { return names.empty() ? 0 : static_cast<std::int64_t>(rows.size() / names.size()); }
};

/// How loading the pictures comes along: done and total pictures. Called on the loading thread.
using LoadProgress = std::function<void(std::int64_t done, std::int64_t total)>;

/// What a Trainer took of another run's weights.
struct TakenWeights {
  std::int64_t step = 0;                 ///< that the checkpoint was written after
  std::vector<std::string> networks;     ///< that begin with its weights; empty: none fits
  std::vector<std::string> differences;  ///< one for each of the others: "the generator's layer 3 is …"
};

/// Whether the directory holds a checkpoint.
bool isCheckpoint(const std::filesystem::path& directory);

/// Trains one experiment. A step is one generator update with its discriminator updates (denoising, reconstruction: one
/// update of the only network, "generator"); it makes no host read of device data. Not thread-safe; all calls from one
/// thread.
class Trainer {
 public:
  /// Checks the experiment against the data, moves the whole set to the device as uint8 (or streams it, by data.keep:
  /// then the source must outlive the Trainer, and nobody else may read it), builds and initialises the networks.
  /// Throws Error: CUDA asked for where there is none, shapes that do not fit, out of memory (naming a batch size that
  /// would fit), an unreadable source, or "cancelled" when `stop` is requested while loading.
  Trainer(const config::Experiment& experiment, BatchSource& source, std::stop_token stop = {},
          const LoadProgress& progress = {});
  ~Trainer();

  /// One step. Throws Error when the device is out of memory, naming a batch size that would fit.
  void step();

  std::int64_t stepsDone() const;
  /// Passes of the set through the discriminator (denoising: the network) so far, fractional.
  double epoch() const;
  /// Pictures of the set.
  std::int64_t pictures() const;
  /// Real pictures that one step takes.
  std::int64_t picturesPerStep() const;

  /// The scalars of the steps since the last call: one device read. Throws Error naming the exact step and network
  /// when a loss or a gradient norm is not finite; `partial`, if given, then still receives the steps up to and
  /// including that one.
  ScalarBlock takeScalars(ScalarBlock* partial = nullptr);
  /// Steps that fit between two calls of takeScalars: step() throws std::logic_error beyond that.
  static constexpr std::int64_t kScalarCapacity = 4096;

  /// Generated pictures first..first+count−1 of that seed, 0..255, by the averaged generator when the experiment has
  /// one, in evaluation mode. Picture i depends on (weights, seed, i) alone. Where the generator sees labels, its class
  /// is i modulo the number of classes, or `onlyClass`. Draws nothing from the training's random numbers. Throws Error
  /// when the generator knows no such class, or "cancelled" when `stop` is requested: denoising takes many passes.
  /// With the reconstruction loss picture i is the reconstruction of one of the set's first pictures (at most 64),
  /// which repeat, whatever the seed.
  ImageBatch sample(std::uint64_t seed, std::int64_t first, std::int64_t count,
                    std::optional<std::int64_t> onlyClass = {}, const std::stop_token& stop = {});

  /// How badly the network, trained with the reconstruction loss, reconstructs each picture of a set of the same size
  /// and channels: the mean squared error of its values, which are in [−1, 1]. Throws what the source throws, or Error
  /// "cancelled" when `stop` is requested.
  std::vector<float> reconstructionErrors(BatchSource& source, const std::stop_token& stop = {},
                                          const LoadProgress& progress = {});

  /// Applies a live parameter (config::Parameter::live), from the next step on; a learning rate is what the schedule's
  /// factor applies to. Throws Error when it is not live.
  void setLive(const std::string& key, const std::string& value);

  /// Writes all state to `directory`/state.safetensors (made if need be, fsynced; the caller renames the directory).
  /// Throws Error (disk full …).
  void save(const std::filesystem::path& directory) const;
  /// Restores it bit-exactly. Throws Error when the file is missing, truncated, corrupted, of a newer format, or of
  /// other networks; the Trainer is then unchanged.
  void load(const std::filesystem::path& directory);
  /// Takes weights and running statistics of those networks whose layers are the checkpoint's; the average begins as
  /// the checkpoint's, or as its generator when it has none. Steps, optimisers and random numbers stay as they are.
  /// Throws Error when the file is missing, truncated, corrupted or of a newer format; nothing is changed then.
  TakenWeights loadWeights(const std::filesystem::path& directory);

  /// "cpu, 2 threads" or "cuda:0, NVIDIA H100 80GB HBM3".
  std::string deviceText() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// LibTorch's version: "1.13.0".
std::string torchVersion();

}  // namespace ganvas::engine
