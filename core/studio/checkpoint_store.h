#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

#include "base/error.h"
#include "runs/run_directory.h"

namespace ganvas::studio {

/// Called for a checkpoint that cannot be used, with the reason.
using BadCheckpoint = std::function<void(std::int64_t step, const Error& reason)>;

/// The checkpoints of one run: each is there whole or not at all.
class CheckpointStore {
 public:
  explicit CheckpointStore(const runs::RunDirectory& run) : run_(run) {}

  /// `save` fills the given part directory and brings it to disk; it is then renamed to the step's. Throws Error (disk
  /// full …): earlier checkpoints are then untouched and no part is left.
  void write(std::int64_t step, const std::function<void(const std::filesystem::path&)>& save);

  /// Removes the checkpoints that the run's policy does not keep. Throws Error.
  void prune() const;

  /// Loads the newest checkpoint for which `load` does not throw Error, and returns its step, or nothing when there is
  /// no checkpoint yet; the ones passed over, damaged or foreign, are told to `bad`. Throws Error when all are bad, and
  /// at once when one is of a newer format or cannot be read: it may be good. Nothing is changed.
  std::optional<std::int64_t> loadNewest(const std::function<void(const std::filesystem::path&)>& load,
                                         const BadCheckpoint& bad) const;

  /// Moves checkpoints after `step` out of the way, as NNNNNN.unusable: they neither hide the ones that the run will
  /// write nor count among those to keep, and can still be looked into. Throws Error.
  void setAsideAfter(std::int64_t step) const;

 private:
  const runs::RunDirectory& run_;
};

}  // namespace ganvas::studio
